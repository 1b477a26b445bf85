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
  let unit: String
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
  /// - Throws: `RunFailure` when the engine refuses.
  static func all(in store: StageStore) throws(RunFailure) -> [Self] {
    let places = try RowPlaces(store)
    let names = [
      "file", "start", "end", "text", "indicator", "place", "stated", "unit", "table", "measure",
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
          place: row[5]?.published, stated: row[6]?.double, unit: row[7]?.published ?? "",
          table: row[8]?.published, measure: row[9]?.published, code: row[10]?.published,
          tabulated: row[11]?.double, difference: row[12]?.double,
          verdict: row[13]?.string.flatMap(Verdict.init), reason: row[14]?.published))
    }
    func rank(_ statement: Self) -> Int {
      statement.verdict.flatMap(order.firstIndex) ?? order.count
    }
    return statements.enumerated()
      .sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
  }
}
