import SurveyModel

/// Carries the cells of a household down the rows of its members.
///
/// A roll states the village and the household once, on the first of its rows or in a merged range,
/// and leaves the rest blank. A new value in one column ends what is carried in those named after it:
/// the next household has none of the last one's values.
struct FilledCells {
  /// A column that is carried down, and the variable that it is.
  struct Column {
    let variable: Int
    let column: Int
  }

  /// The columns, from the widest: a village before its households.
  let columns: [Column]
  private var carried: [Value]

  /// Prepares the columns of a worksheet; nil where none is carried down.
  init?(_ names: [String], schema: RecordSchema, layout: Layout) {
    columns = names.compactMap { name in
      guard let variable = schema.index(of: name),
        let column = layout.columns.first(where: { $0.variable == variable })?.column
      else { return nil }
      return Column(variable: variable, column: column)
    }
    guard !columns.isEmpty else { return nil }
    carried = columns.map { _ in .blank }
  }

  /// Fills the blank cells of some rows of a batch.
  ///
  /// - Parameters:
  ///   - batch: The batch; its cells are filled, its texts stay what they are.
  ///   - rows: The data rows, in order.
  ///   - texts: Takes the texts that come from an earlier batch; begins with those of the batch.
  /// - Returns: The records, by their place in `rows`, that got a value for each column.
  mutating func fill(_ batch: inout RowBatch, rows: [Int], texts: inout TextTable) -> [[Int]] {
    var filled = columns.map { _ in [Int]() }
    for (record, row) in rows.enumerated() {
      for index in columns.indices {
        let column = columns[index].column
        let value = batch.value(row: row, column: column)
        if !isBlank(value) {
          if value != carried[index] {
            for later in carried.indices where later > index { carried[later] = .blank }
          }
          carried[index] = value
        } else if carried[index] != .blank {
          while batch.columns.count <= column {
            batch.columns.append(ValueColumn(blanks: batch.count))
          }
          batch.columns[column].replace(at: row, with: carried[index], texts: &texts)
          filled[index].append(record)
        }
      }
    }
    batch.texts = texts
    return filled
  }

  private func isBlank(_ value: Value) -> Bool {
    switch value {
    case .missing(.blank): true
    case .text(let text): text.trimmed.isEmpty
    default: false
    }
  }
}
