internal import Relational
internal import SurveyModel

/// Writes the rows of a table into the store.
struct TableWriter {
  private let names: [String]
  private let isPublished: Bool
  private var buffer: RowBuffer

  /// Makes the table of the published cells, with what says why a cell has no figure, or that of the
  /// figures as they are.
  init(_ table: CompiledTable, isPublished: Bool, on engine: any Engine) throws(RunFailure) {
    var columns = table.columns.map { column in
      switch column.role {
      case .level, .code, .name: StoredTable.Column(column.name, .text)
      case .dimension, .measure: StoredTable.Column(column.name, .any)
      }
    }
    if isPublished { columns.append(StoredTable.Column(CompiledTable.statusColumn, .text)) }
    var stored = StoredTable(isPublished ? table.storeName : table.figuresName, columns)
    stored.isTemporary = !isPublished
    names = table.measureColumns.map(\.name)
    self.isPublished = isPublished
    try engine.make(stored)
    buffer = RowBuffer(for: stored.name, stored.columns.map(\.name), of: engine)
  }

  /// Takes a row; beside published cells stands why some have no figure, as a JSON object.
  mutating func append(
    _ keys: [StoredValue?], _ cells: [PublishedCell]
  ) throws(RunFailure) {
    var row = keys + cells.map { StoredValue($0.value ?? .blank) }
    if isPublished {
      let absences = zip(names, cells)
        .compactMap { name, cell in
          cell.absence.map { JSONText.Member(name, .text($0.rawValue)) }
        }
      row.append(absences.isEmpty ? nil : .text(JSONText.object(absences).line))
    }
    try buffer.append(row)
  }

  /// Writes what was taken.
  mutating func flush() throws(RunFailure) { try buffer.flush() }
}
