import ChineseText
import SurveyModel

/// Tells data rows from the rest of a worksheet below its header.
struct RowClassifier {
  /// What a row is.
  enum Kind: Hashable {
    case data
    case total
    case subtotal
    case other(OtherRow.Kind)
  }

  private let layout: Layout
  private let context: TransformContext
  private let keyColumns: [Int]
  private let headerTexts: [(column: Int, text: String)]

  init(layout: Layout, schema: RecordSchema, context: TransformContext) {
    self.layout = layout
    self.context = context
    keyColumns = layout.columns.filter { schema.variables[$0.variable].isRequired }.map(\.column)
    headerTexts = layout.columns.map { column in
      let lowest = column.header.split(separator: "/").last.map(String.init) ?? column.header
      return (column.column, context.folder.folded(lowest))
    }
  }

  /// What the row at an index of a batch is; `nil` columns beyond the batch count as blank.
  func kind(of row: Int, in batch: RowBatch) -> Kind {
    let filled = batch.columns.indices.filter { batch.columns[$0].kinds[row] != .blank }
    guard let first = filled.first else { return .other(.blank) }
    if batch.columns[first].kinds[row] == .text {
      let text = folded(row, first, batch)
      if text.isEmpty, filled.allSatisfy({ isBlankText(row, $0, batch) }) { return .other(.blank) }
      if context.subtotals.contains(where: text.hasPrefix) { return .subtotal }
      if context.totals.contains(where: text.hasPrefix) { return .total }
      let isBare = keyColumns.filter { $0 != first }
        .allSatisfy {
          batch.kind(row: row, column: $0) == .blank
        }
      if isBare, context.notes.contains(where: text.hasPrefix) { return .other(.note) }
    }
    return isHeader(row, batch) ? .other(.header) : .data
  }

  private func folded(_ row: Int, _ column: Int, _ batch: RowBatch) -> String {
    guard case .text(let text) = batch.value(row: row, column: column) else { return "" }
    return context.folder.folded(text)
  }

  private func isBlankText(_ row: Int, _ column: Int, _ batch: RowBatch) -> Bool {
    batch.columns[column].kinds[row] == .text && folded(row, column, batch).isEmpty
  }

  /// Whether the row repeats the header, as it does on every printed page.
  private func isHeader(_ row: Int, _ batch: RowBatch) -> Bool {
    guard let probe = headerTexts.first, batch.kind(row: row, column: probe.column) == .text,
      folded(row, probe.column, batch).hasPrefix(probe.text) || probe.text.isEmpty
    else { return false }
    let same = headerTexts.filter { folded(row, $0.column, batch) == $0.text }
    return same.count * 2 > headerTexts.count
  }
}
