internal import Relational
package import SurveyModel

/// What the store of a run says of its tables and columns.
package struct StoreDescription {
  /// A column.
  package struct Column: Hashable, Sendable {
    /// The name.
    package let name: String
    /// What it is, such as `integer` or `place`; for a measure `measure`.
    package let kind: String
    /// The title.
    package let label: Label
    /// The unit, or nil.
    package let unit: String?
    /// The formula, for a measure or a variable that is derived.
    package let formula: String?
  }

  /// The titles of the tables that are published, by their name in the store.
  package private(set) var labels: [String: Label] = [:]
  private var described: [String: [String: Column]] = [:]
  private let engine: any ReadableEngine

  /// Reads the description.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  package init(_ reader: StageReader) throws(RunFailure) {
    engine = reader.engine
    var (labels, described): ([String: Label], [String: [String: Column]]) = ([:], [:])
    let measures = [
      "table", "measure", "table_label_zh", "table_label_en", "label_zh", "label_en", "unit",
      "formula",
    ]
    try engine.rows(of: .columns(measures, of: "measure")) { row throws(RunFailure) in
      let table = "table_\(row[0]?.string ?? "")"
      labels[table] = Label(zh: row[2]?.string, en: row[3]?.string)
      let name = row[1]?.string ?? ""
      described[table, default: [:]][name] = Column(
        name: name, kind: "measure", label: Label(zh: row[4]?.string, en: row[5]?.string),
        unit: row[6]?.string, formula: row[7]?.string)
    }
    let variables = ["record", "variable", "label_zh", "label_en", "kind", "unit", "formula"]
    try engine.rows(of: .columns(variables, of: "variable")) { row throws(RunFailure) in
      let (record, name) = (row[0]?.string ?? "", row[1]?.string ?? "")
      let column = Column(
        name: name, kind: row[4]?.string ?? "",
        label: Label(zh: row[2]?.string, en: row[3]?.string), unit: row[5]?.string,
        formula: row[6]?.string)
      for table in [record, "\(record)_clean"] { described[table, default: [:]][name] = column }
    }
    self.labels = labels
    self.described = described
  }

  /// The columns of a table, in order, with what is known of each.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  package func columns(of table: String) throws(RunFailure) -> [Column] {
    try engine.columns(of: table)
      .map { column in
        described[table]?[column.name]
          ?? Column(
            name: column.name, kind: column.kind.name, label: Label(), unit: nil, formula: nil)
      }
  }
}

extension StoredTable.Kind {
  fileprivate var name: String {
    switch self {
    case .integer: "integer"
    case .number: "number"
    case .text: "text"
    case .any: "any"
    }
  }
}
