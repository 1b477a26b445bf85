internal import Relational
internal import SurveyModel

/// The columns of a published table in the store: those that name a row, the figures, and behind them what
/// says why some have none.
struct StoredColumns {
  /// Their names, in order.
  let names: [String]
  private let keys: Int
  private let measures: [CompiledTable.Column]

  /// The columns of a table.
  init(of table: CompiledTable) {
    names = table.columns.map(\.name) + [CompiledTable.statusColumn]
    keys = table.keyColumns.count
    measures = table.measureColumns
  }

  /// What names a row that has them.
  func keys(of row: [StoredValue?]) -> ArraySlice<StoredValue?> { row.prefix(keys) }

  /// The cells of figures of a row that has them.
  func cells(of row: [StoredValue?]) -> [PublishedCell] {
    let absences = PublishedTable.absences(row.last??.string ?? "")
    return measures.enumerated()
      .map { index, column in
        PublishedCell(row[keys + index], of: column.type, absence: absences[column.name])
      }
  }
}
