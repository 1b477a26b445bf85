internal import DurableFiles
internal import Foundation
internal import Relational
package import SurveyModel

/// The logs of a run as files: what was held back, what was changed, what was found.
package struct LogFiles {
  private let store: StageStore
  private let places: RowPlaces
  private let sensitive: Set<String>

  /// Takes the store of a run that is otherwise done.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  package init(_ store: StageStore) throws(RunFailure) {
    self.store = store
    places = try RowPlaces(store)
    sensitive = Set(
      store.layout.records.flatMap { record in
        record.variables.filter { $0.sensitivity == .sensitive }.map(\.name)
      })
  }

  /// The columns of each file.
  static let quarantineColumns = [
    "file", "worksheet", "row", "cell", "variable", "value", "code", "message", "remedy",
  ]
  static let changeColumns = ["file", "worksheet", "row", "cell", "variable", "old", "new", "rule"]
  static let reconciliationColumns = [
    "file", "start", "end", "text", "indicator", "place", "as_of", "qualifier", "stated", "unit",
    "table", "measure", "tabulated", "difference", "verdict", "reason",
  ]

  /// Writes the rows that are held back, a line for each reason, in the order of the files.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package func writeQuarantine(to path: String) throws(RunFailure) {
    let query = FileOrder.columns(
      ["origin", "column", "variable", "value", "code", "message", "remedy"],
      of: .scan("quarantine"), by: ["source", "line"])
    try write(to: path, header: Self.quarantineColumns, query) { row in
      let variable = row[2]?.published
      return place(row) + [
        variable, shown(row[3], of: variable), row[4]?.published, row[5]?.published,
        row[6]?.published,
      ]
    }
  }

  /// Writes the cells that were changed, in the order of the files.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package func writeChanges(to path: String) throws(RunFailure) {
    let query = FileOrder.columns(
      ["origin", "column", "variable", "old", "new", "rule"], of: .scan("change"),
      by: ["record", "line"])
    try write(to: path, header: Self.changeColumns, query) { row in
      let variable = row[2]?.published
      return place(row) + [
        variable, shown(row[3], of: variable), shown(row[4], of: variable), row[5]?.published,
      ]
    }
  }

  /// Writes every fact beside its counterpart, in the order of the reports.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package func writeReconciliation(to path: String) throws(RunFailure) {
    let query = Plan.columns(
      Self.reconciliationColumns, of: "reconciliation", by: ["number"])
    try write(to: path, header: Self.reconciliationColumns, query) { row in
      var fields = row.map { $0?.published }
      if case .integer(let file)? = row[0] { fields[0] = places.path(of: UInt32(file)) }
      if let decimals = decimals(ofTable: fields[10], measure: fields[11]) {
        for index in 12...13 { fields[index] = row[index]?.published(decimals: decimals) }
      }
      return fields
    }
  }

  /// Writes the findings that belong to no single row, one JSON object a line, in the order of the
  /// places.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package func writeDiagnostics(to path: String) throws(RunFailure) {
    let names = [
      "location", "severity", "code", "message", "remedy", "path", "worksheet", "row", "cell",
      "start", "end",
    ]
    // What is said of a whole file or worksheet comes before what is said of its parts.
    let parts = ["worksheet", "row", "start"].map { Scalar.column(nil, $0) }
    let order =
      [Ordering(.column(nil, "path"))]
      + parts.flatMap { [Ordering(.flag(.isPresent($0))), Ordering($0)] }
      + ["location", "code", "message"].map { Ordering(.column(nil, $0)) }
    let query = Plan.order(.scan("diagnostic"), order).keeping(names)
    var text = ""
    try store.engine.rows(of: query) { row throws(RunFailure) in
      var members: [JSONText.Member] = []
      for (name, cell) in zip(names, row) {
        switch cell {
        case .integer(let integer)?: members.append(.init(name, .count(Int(integer))))
        case .real(let number)?: members.append(.init(name, .number(number)))
        case .text(let text)?: members.append(.init(name, .text(text)))
        case .blank?, nil: continue
        }
      }
      text += JSONText.object(members).line + "\n"
    }
    try text.write(toFileAt: path)
  }

  private func write(
    to path: String, header: [String], _ query: Plan, _ fields: ([StoredValue?]) -> [String?]
  ) throws(RunFailure) {
    var file = try CSVFile(at: path, header: header)
    try store.engine.rows(of: query) { row throws(RunFailure) in try file.append(fields(row)) }
    try file.close()
  }

  /// The file, worksheet, row and cell of an entry that starts with its key and column.
  private func place(_ row: [StoredValue?]) -> [String?] {
    guard let origin = row[0]?.key else { return [nil, nil, nil, nil] }
    let number = String(origin.row + 1)
    let cell = row[1].map { $0.published + number }
    return [places.path(of: origin.file), places.worksheet(of: origin), number, cell]
  }

  private func shown(_ cell: StoredValue?, of variable: String?) -> String? {
    guard let cell else { return nil }
    guard let variable, sensitive.contains(variable) else { return cell.published }
    return Diagnostic.Message.withheldText
  }

  private func decimals(ofTable table: String?, measure: String?) -> Int? {
    let definition = store.pipeline.tables.first { $0.name == table }
    return definition?.measures.first { $0.name == measure }?.decimals
  }
}

extension String {
  /// Writes the text as a file.
  func write(toFileAt path: String) throws(RunFailure) {
    do {
      try DurableFile.overwrite(path, with: Array(utf8))
    } catch {
      throw RunFailure(file: path, error)
    }
  }
}
