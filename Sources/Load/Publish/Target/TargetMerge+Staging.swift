internal import Relational
internal import SurveyModel

extension TargetMerge {
  /// Brings the records of the run beside those of the target.
  func stageRecords() throws(RunFailure) {
    for table in tables.records {
      try refuseMissingKeys(of: table)
      try stage(table)
    }
  }

  /// Brings the rows of a table of the run's own database beside those of the target.
  func stage(_ table: StagedTable) throws(RunFailure) {
    try target.make(table.temporary)
    let columns = table.table.columns.map(\.name)
    try target.append(.columns(columns, of: table.name), of: records, to: table.staging, columns)
  }

  private func refuseMissingKeys(of table: StagedTable) throws(RunFailure) {
    guard !table.key.isEmpty, mode != .replace || !table.mayLackKey else { return }
    let keyless = Plan.named(.scan(table.name), "i")
      .filtered([.not(table.hasKey("i"))])
    let count = try records.count(of: keyless)
    guard count > 0 else { return }
    let places = try self.places(of: keyless, in: records, StandingTables.row)
    throw RunFailure(
      Diagnostic(
        .migrationKeyMissing, at: SourceLocation(file: path),
        "expected the whole key of every \(table.name), found \(count) without a part of it, read at \(places)",
        remedy:
          "make \(table.key.joined(separator: " and ")) required, so that such rows are held back, or write mode: replace"
      ))
  }

  /// Brings where the records of the run were read beside the rows of the target.
  func stageRows(_ run: TargetRun) throws(RunFailure) {
    let digests = Dictionary(
      run.files.map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first })
    let table = StandingTables.stagedRows
    try target.make(table)
    var buffer = RowBuffer(for: table.name, table.columns.map(\.name), of: target)
    let rows = Plan.columns(["id", "file", "worksheet", "row"], of: StandingTables.row)
    try records.rows(of: rows) { row throws(RunFailure) in
      guard let origin = row[0]?.key, case .text(let file)? = row[1] else { return }
      try buffer.append([
        row[0], row[1], .text(digests[file] ?? ""), row[2],
        .integer(Int64(origin.worksheet) + 1), row[3],
      ])
    }
    try buffer.flush()
  }

  /// Where the first rows of a plan named `i` were read, as a person would name them.
  func places(
    of rows: Plan, in engine: any ReadableEngine, _ table: String
  ) throws(RunFailure) -> String {
    let located =
      rows.joined(
        .inner, .named(.scan(table), "s"),
        on: .binary(.column("s", "id"), .equal, .column("i", StandingTables.row)))
    let order = ["file", "worksheet", "row"].map { Ordering(.column("s", $0)) }
    let first = Plan.limited(
      .derive(
        .order(located, order),
        ["file", "worksheet", "row"].map { Derived($0, .column("s", $0)) }), to: 3)
    var places: [String] = []
    try engine.rows(of: first) { row throws(RunFailure) in
      let number = row[2]?.published ?? ""
      places.append(
        "\(row[0]?.published ?? ""):\(row[1]?.published ?? "")!\(number):\(number)")
    }
    return places.joined(separator: ", ")
  }
}
