import SurveyModel

/// Tells the first row of each household from the rows of its other members.
///
/// A row continues the one above where its key is blank, or the same again.
struct FirstRows {
  private let column: Int
  private var key: Value = .blank

  /// Watches the column of a variable; nil where the worksheet lacks it.
  init?(_ name: String?, schema: RecordSchema, layout: Layout) {
    guard let index = name.flatMap(schema.index),
      let column = layout.columns.first(where: { $0.variable == index })?.column
    else { return nil }
    self.column = column
  }

  /// Whether a data row continues the household of the data rows before it.
  mutating func isContinuation(_ row: Int, of batch: RowBatch) -> Bool {
    let value = batch.value(row: row, column: column)
    if case .text(let text) = value, text.trimmed.isEmpty { return key != .blank }
    if value == .blank { return key != .blank }
    defer { key = value }
    return value == key
  }
}
