internal import Relational
internal import SurveyModel

/// The tables that every store has, whatever its pipeline but for what its places have.
enum FixedTables {
  /// All of them.
  ///
  /// - Parameter pipeline: The pipeline, which says what places have.
  /// - Returns: The tables, in the order in which they are made.
  static func all(for pipeline: PipelineDefinition) -> [StoredTable] {
    unplaced + [place(of: pipeline)]
  }

  private static let unplaced: [StoredTable] = [
    StoredTable(
      "definition",
      [
        .required("number", .integer), .required("role", .text), .init("name", .text),
        .required("text", .text),
      ], key: ["number"]),
    StoredTable(
      "variable",
      [.required("record", .text), .required("variable", .text), .required("number", .integer)]
        + label + [
          .required("kind", .text), .init("level", .text), .init("unit", .text),
          .required("is_sensitive", .integer), .init("formula", .text),
        ], key: ["record", "variable"]),
    StoredTable(
      "measure",
      [
        .required("table", .text), .required("measure", .text), .required("number", .integer),
        .init("table_label_zh", .text), .init("table_label_en", .text),
      ] + label + [
        .required("record", .text), .init("unit", .text), .init("decimals", .integer),
        .init("filter", .text), .required("formula", .text),
      ], key: ["table", "measure"]),
    StoredTable(
      "source_file",
      [
        .required("file", .integer), .required("rank", .integer), .required("path", .text),
        .required("source", .text), .required("size", .integer), .required("sha256", .text),
      ], key: ["file"]),
    StoredTable(
      "clear_column", [.required("table", .text), .required("column", .text)],
      key: ["table", "column"]),
    StoredTable(
      "worksheet",
      worksheet + [
        .required("name", .text), .required("is_hidden", .integer),
        .required("first_header_row", .integer), .required("last_header_row", .integer),
        .required("last_row", .integer),
      ], key: keyOfWorksheet),
    StoredTable(
      "mapping",
      worksheet + [
        .required("variable", .text), .required("column", .text), .required("header", .text),
      ], key: keyOfWorksheet + ["variable"]),
    StoredTable(
      "row_tally",
      worksheet
        + [
          "read", "clean", "corrected", "quarantined", "held_totals", "title", "note", "header",
          "total", "blank", "continuation", "outside",
        ]
        .map { .required($0, .integer) }, key: keyOfWorksheet),
    StoredTable(
      "duplicate",
      row + [
        .required("survivor", .integer), .required("record", .text), .required("by", .text),
        .required("is_equal", .integer),
      ]),
    StoredTable(
      "duplicate_value",
      [.required("line", .integer)] + row + [
        .required("record", .text), .required("variable", .text), .init("value", .any),
        .init("survivor_value", .any),
      ]),
    StoredTable(
      "edit_tally",
      worksheet
        + ["rule", "tested", "failed", "corrected"].map { .required($0, .integer) },
      key: keyOfWorksheet + ["rule"]),
    StoredTable(
      "edit_located",
      worksheet + [
        .required("record", .text), .required("variable", .text), .required("rows", .integer),
      ], key: keyOfWorksheet + ["record", "variable"]),
    StoredTable(
      "edit",
      [
        .required("line", .integer), .required("by", .text), .required("of", .text),
        .init("number", .integer), .required("name", .text), .init("severity", .text),
        .init("condition", .text), .required("cases", .integer), .init("tested", .integer),
        .init("not_tested", .integer), .init("failed", .integer), .init("corrected", .integer),
        .init("changed", .integer), .init("named", .integer), .init("share", .number),
      ]),
    StoredTable(
      "place_base",
      [
        .required("base", .text), .required("as_of", .text), .required("place", .text),
        .required("level", .text), .required("target", .text), .required("candidates", .integer),
      ], key: ["base", "as_of", "place", "level", "target"]),
    StoredTable(
      "place_change",
      [
        .required("date", .text), .required("kind", .text), .required("from", .text),
        .required("to", .text), .init("line", .integer),
      ]),
    StoredTable(
      "change",
      [.required("line", .integer)] + row + [
        .init("column", .text), .required("variable", .text), .init("old", .any),
        .init("new", .any), .required("rule", .text), .required("record", .text),
      ]),
    StoredTable(
      "quarantine",
      [.required("line", .integer), .init("source", .text)] + row + [
        .init("column", .text), .init("variable", .text), .init("value", .any),
        .required("code", .text), .required("message", .text), .init("remedy", .text),
      ]),
    StoredTable(
      "diagnostic",
      [
        .required("path", .text), .init("worksheet", .text), .init("row", .integer),
        .init("cell", .text), .init("start", .integer), .init("end", .integer),
        .required("location", .text), .required("severity", .text), .required("code", .text),
        .required("message", .text), .init("remedy", .text),
      ]),
    StoredTable(
      "fact",
      [
        .required("file", .integer), .required("number", .integer), .init("indicator", .text),
        .init("value", .number), .required("unit", .text), .required("qualifier", .text),
        .init("low", .number), .init("high", .number), .init("role", .text),
        .init("as_of", .text), .init("place", .text), .init("place_code", .text),
        .init("population", .text), .required("text", .text), .required("start", .integer),
        .required("end", .integer), .required("damaged", .integer), .init("possible", .text),
        .required("resolution", .number),
      ], key: ["file", "number"]),
    StoredTable(
      "reconciliation",
      [
        .required("number", .integer), .required("file", .integer), .required("fact", .integer),
        .required("start", .integer), .required("end", .integer), .required("text", .text),
        .init("indicator", .text), .init("place", .text), .init("as_of", .text),
        .required("qualifier", .text), .init("stated", .number), .required("unit", .text),
        .init("table", .text), .init("measure", .text), .init("code", .text),
        .init("tabulated", .number), .init("difference", .number), .required("verdict", .text),
        .init("reason", .text),
      ], key: ["number"]),
  ]

  /// The columns that tell a worksheet, as a source read it, from others.
  static let keyOfWorksheet = ["source", "file", "worksheet"]

  private static let worksheet: [StoredTable.Column] = [
    .required("source", .text), .required("file", .integer), .required("worksheet", .integer),
  ]

  private static let row = Origin.keyColumns

  private static let label: [StoredTable.Column] = [
    .init("label_zh", .text), .init("label_en", .text),
  ]

  private static func place(of pipeline: PipelineDefinition) -> StoredTable {
    var table = StoredTable(
      "place",
      [
        .required("code", .text), .required("name", .text), .required("level", .text),
        .init("parent", .text),
      ] + pipeline.levels.names.map { .init($0, .text) }
        + [.init("valid_from", .text), .init("valid_to", .text)]
        + pipeline.attributes.all.map { .init($0.name, $0.storedKind) })
    table.indexes = [["code"]]
    return table
  }
}

extension PlaceAttribute {
  /// The kind of the column that keeps its values.
  var storedKind: StoredTable.Kind {
    switch kind {
    case .integer, .boolean: .integer
    case .number: .number
    case .text, .date: .text
    }
  }
}
