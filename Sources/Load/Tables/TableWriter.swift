internal import GRDB
internal import Relational
internal import SQLiteBulk
internal import SurveyModel

/// Writes the rows of a table into the store.
struct TableWriter: ~Copyable {
  private let statement: BulkStatement
  private let names: [String]
  private let isPublished: Bool

  /// Prepares to write into the table of the published cells, or into that of the figures as they are.
  init(_ table: CompiledTable, isPublished: Bool, on database: Database) throws {
    var columns = table.columns.map(\.name)
    if isPublished { columns.append(CompiledTable.statusColumn) }
    statement = try BulkStatement(
      BulkStatement.insert(into: isPublished ? table.storeName : table.figuresName, columns),
      on: database)
    names = table.measureColumns.map(\.name)
    self.isPublished = isPublished
  }

  /// Writes a row; beside published cells stands why some have no figure, as a JSON object.
  func append(_ keys: [StoredValue?], _ cells: [PublishedCell]) throws {
    let absences = zip(names, cells)
      .compactMap { name, cell in
        cell.absence.map { JSONText.Member(name, .text($0.rawValue)) }
      }
    try statement.insert(rows: 1) { _, binder in
      for (index, key) in keys.enumerated() { binder.cell(key, at: index + 1) }
      for (index, cell) in cells.enumerated() {
        binder.value(cell.value ?? .blank, at: keys.count + index + 1)
      }
      guard isPublished else { return }
      let status = absences.isEmpty ? nil : JSONText.object(absences).line
      binder.text(status, at: keys.count + cells.count + 1)
    }
  }
}
