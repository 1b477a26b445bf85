internal import Relational
internal import SurveyModel

/// The rows of a table as they were published, by which one is found and others beside it.
struct PublishedRows {
  /// A row.
  struct Row: Hashable {
    /// What names it, in the order of the table's columns.
    let keys: [StoredValue?]
    /// Its cells, in the order of the measures.
    let cells: [PublishedCell]

    /// The name of its level.
    var level: String { keys[0]?.string ?? "" }
    /// The code of its place.
    var code: String { keys[1]?.string ?? "" }
  }

  /// All rows, in the order of publication.
  let rows: [Row]
  private let table: CompiledTable

  /// Reads the rows.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  init(of table: CompiledTable, from engine: any ReadableEngine) throws(RunFailure) {
    self.table = table
    let columns = StoredColumns(of: table)
    var rows: [Row] = []
    try engine.rows(of: Plan.order(table.rows(), table.order).keeping(columns.names)) {
      row throws(RunFailure) in
      rows.append(Row(keys: Array(columns.keys(of: row)), cells: columns.cells(of: row)))
    }
    self.rows = rows
  }

  /// The values of what splits the table, of a row.
  func dimensions(of row: Row) -> [StoredValue?] {
    Array(row.keys.suffix(table.definition.dimensions.count))
  }

  /// The conditions that tell a row from others: the code of its place, and the values of what splits the table.
  func conditions(on row: Row) -> [FigureAddress.Condition] {
    conditions(code: row.code, dimensions(of: row))
  }

  /// The conditions that tell the row of a place and of values of what splits the table.
  func conditions(
    code: String, _ dimensions: [StoredValue?]
  ) -> [FigureAddress.Condition] {
    [FigureAddress.Condition(column: "code", value: code)]
      + zip(table.definition.dimensions, dimensions)
      .map { FigureAddress.Condition(column: $0, value: $1?.published ?? "") }
  }

  /// What ``conditions(on:)`` ask for, by which rows of one table are told apart.
  func key(of row: Row) -> [String] { conditions(on: row).map(\.value) }

  /// The cell of a measure in a row; nil for no measure of the table.
  func cell(of measure: String, in row: Row) -> PublishedCell? {
    table.measureColumns.firstIndex { $0.name == measure }.map { row.cells[$0] }
  }

  /// The rows that meet conditions.
  ///
  /// - Throws: `RunFailure` with status 64 where a condition names no column that names rows.
  func rows(where conditions: [FigureAddress.Condition]) throws(RunFailure) -> [Row] {
    var columns: [(indices: [Int], value: String)] = []
    let names = table.keyColumns.map(\.name)
    for condition in conditions {
      guard let column = condition.column else {
        columns.append(([1, 2], condition.value))
        continue
      }
      guard let index = names.firstIndex(of: column) else {
        throw RunFailure(
          notFound: table.definition.name,
          "expected a column of \(names.joined(separator: ", ")), found “\(column)”",
          remedy: "name one of them before the equals sign")
      }
      columns.append(([index], condition.value))
    }
    return rows.filter { row in
      columns.allSatisfy { column in
        column.indices.contains { index in
          let text = row.keys[index]?.published ?? ""
          // A CSV file leads a text with an apostrophe that a spreadsheet would run.
          return text == column.value || "'" + text == column.value
        }
      }
    }
  }

  /// The one row that meets conditions.
  ///
  /// - Throws: `RunFailure` with status 64 where none does, or several.
  func row(where conditions: [FigureAddress.Condition]) throws(RunFailure) -> Row {
    let found = try rows(where: conditions)
    guard let row = found.first else {
      throw RunFailure(
        notFound: table.definition.name,
        "expected conditions that a row of \(table.definition.name) meets, found none that does",
        remedy: "look at the rows with millet inspect RUN \(table.definition.name)")
    }
    guard found.count == 1 else {
      let names = found.prefix(4).map(shown).joined(separator: "; ")
      throw RunFailure(
        notFound: table.definition.name,
        "expected conditions that one row of \(table.definition.name) meets, found \(found.count): \(names)\(found.count > 4 ? "; …" : "")",
        remedy: "add --row \(distinguishing(found))=…")
    }
    return row
  }

  /// A column in which rows differ.
  private func distinguishing(_ rows: [Row]) -> String {
    let order = [1] + table.keyColumns.indices.dropFirst(3) + [0, 2]
    let index = order.first { index in Set(rows.map { $0.keys[index] }).count > 1 } ?? 1
    return table.keyColumns[index].name
  }

  /// A row as a message names it.
  func shown(_ row: Row) -> String {
    zip(table.keyColumns, row.keys)
      .compactMap { column, value in value.map { "\(column.name)=\($0.published)" } }
      .joined(separator: " ")
  }
}
