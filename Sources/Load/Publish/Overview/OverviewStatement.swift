internal import Relational
internal import SurveyModel

/// What a report states, beside the figure that it was held against.
struct OverviewStatement {
  let path: String
  let start: String, end: String
  let text: String
  let indicator: String?
  let place: String?
  let stated: Double?
  let table: String?
  let measure: String?
  /// The code of the place in the table.
  let code: String?
  let tabulated: Double?
  let difference: Double?
  let verdict: Verdict?
  let reason: String?

  /// What needs eyes first.
  static let order: [Verdict] = [
    .differs, .contradictsItself, .damaged, .damagedConsistent, .notTested, .withheld,
    .agreesRounded, .agrees, .noCounterpart,
  ]

  /// Whether it is a contradiction, or cannot be read.
  var isDoubtful: Bool {
    switch verdict {
    case .differs, .contradictsItself, .damaged, .damagedConsistent: true
    default: false
    }
  }

  /// Reads all statements: those that need eyes first, and else in the order of the reports.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - places: The names of its files.
  /// - Returns: The statements.
  /// - Throws: `RunFailure` when the engine refuses.
  static func all(in store: StageStore, _ places: RowPlaces) throws(RunFailure) -> [Self] {
    let names = [
      "file", "start", "end", "text", "indicator", "place", "stated", "table", "measure",
      "code", "tabulated", "difference", "verdict", "reason",
    ]
    var statements: [Self] = []
    try store.engine.rows(of: .columns(names, of: "reconciliation", by: ["number"])) {
      row throws(RunFailure) in
      let file = Int64(row[0]?.double ?? 0)
      statements.append(
        Self(
          path: places.path(of: UInt32(truncatingIfNeeded: file)), start: row[1]?.published ?? "",
          end: row[2]?.published ?? "", text: row[3]?.published ?? "", indicator: row[4]?.published,
          place: row[5]?.published, stated: row[6]?.double,
          table: row[7]?.published, measure: row[8]?.published, code: row[9]?.published,
          tabulated: row[10]?.double, difference: row[11]?.double,
          verdict: row[12]?.string.flatMap(Verdict.init), reason: row[13]?.published))
    }
    func rank(_ statement: Self) -> Int {
      statement.verdict.flatMap(order.firstIndex) ?? order.count
    }
    return statements.enumerated()
      .sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
  }
}
