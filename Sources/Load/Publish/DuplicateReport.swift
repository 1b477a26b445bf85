internal import Relational
internal import SurveyModel

/// The rows that were told to be one record, as `duplicates.csv`: a line for each value that differs.
///
/// Two rows that say the same have one line without a variable. Values of sensitive variables are
/// shown as the keyed hashes that the store has, and withheld where it has them clear.
struct DuplicateReport {
  /// The columns of the file.
  static let columns = [
    "record", "by", "kept", "file", "worksheet", "row", "survivor_file", "survivor_worksheet",
    "survivor_row", "variable", "cell", "value", "survivor_cell", "survivor_value",
  ]

  private let store: StageStore
  private let places: RowPlaces

  /// Takes the store of a run that is otherwise done.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  init(_ store: StageStore) throws(RunFailure) {
    self.store = store
    places = try RowPlaces(store)
  }

  /// Writes the lines by record, in the order of the files of the rows that were held back.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  func write(to path: String) throws(RunFailure) {
    let rows = Plan.named(.scan("duplicate"), "d")
      .joined(
        .left, .named(.scan("duplicate_value"), "v"),
        on: .same(["origin", "record"], of: "v", and: "d"))
    let origin = Scalar.column("d", "origin")
    let order =
      [Ordering(.column("d", "record"))] + FileOrder.orderings(of: origin)
      + [Ordering(.column("v", "line"))]
    let query = Plan.derive(
      .order(FileOrder.ranked(rows, by: origin), order),
      ["record", "by", "origin", "survivor"].map { Derived($0, .column("d", $0)) }
        + ["variable", "value", "survivor_value"].map { Derived($0, .column("v", $0)) })
    var file = try CSVFile(at: path, header: Self.columns)
    try store.engine.rows(of: query) { row throws(RunFailure) in try file.append(fields(row)) }
    try file.close()
  }

  private func fields(_ row: [StoredValue?]) -> [String?] {
    guard let record = row[0]?.published, let origin = row[2]?.key, let survivor = row[3]?.key
    else { return [] }
    let variable = row[4]?.published
    return [record, row[1]?.published, reason(of: record)] + place(origin) + place(survivor) + [
      variable, cell(variable, at: origin), shown(row[5], variable, record),
      cell(variable, at: survivor), shown(row[6], variable, record),
    ]
  }

  /// Why the survivor was kept: it was the first, the latest by a variable, or the fullest.
  private func reason(of record: String) -> String {
    switch store.pipeline.records.first(where: { $0.name == record })?.survivor ?? .first {
    case .first: "first"
    case .latest(let variable): "latest \(variable), or first of equals"
    case .fullest: "fullest, or first of equals"
    }
  }

  private func place(_ origin: Origin) -> [String?] {
    [places.path(of: origin.file), places.worksheet(of: origin), String(origin.row + 1)]
  }

  private func cell(_ variable: String?, at origin: Origin) -> String? {
    guard let variable, let column = places.column(of: variable, at: origin) else { return nil }
    return CellReference(row: Int(origin.row), column: column).description
  }

  private func shown(_ cell: StoredValue?, _ variable: String?, _ record: String) -> String? {
    guard let cell, let variable else { return nil }
    let definition = store.layout.records.first { $0.name == record }?.variable(variable)
    let text = cell.published
    guard definition?.isSealed != true else { return text }
    return definition?.sensitivity != .open || PersonalText.holdsNumber(text)
      ? Diagnostic.Message.withheldText : text
  }
}
