import SurveyModel

/// The first rows of a worksheet, among which the header is looked for.
struct HeaderGrid {
  /// How many rows are looked at: titles and notes above a header are never more.
  static let depth = 60

  /// The rows, by their zero-based number.
  let rows: [(number: Int, texts: [Int: String])]

  init(_ batch: RowBatch) {
    rows = (0..<min(batch.count, Self.depth))
      .map { row in
        var texts: [Int: String] = [:]
        for column in batch.columns.indices where batch.columns[column].kinds[row] != .blank {
          let text = Self.text(batch.value(row: row, column: column))
          if !text.trimmed.isEmpty { texts[column] = text }
        }
        return (Int(batch.rowNumbers[row]), texts)
      }
  }

  /// The stacked texts of each column over `count` rows from the row at `index`.
  ///
  /// A cell that a merged range covers has the range's text. Without merged ranges a blank cell of an
  /// upper row takes the text to its left, as long as a text stands below it.
  func stacks(from index: Int, count: Int, merged: [CellRange]) -> [Int: [String]] {
    let upTo = min(index + count, rows.count)
    let header = rows[index..<upTo]
    let columns = Set(header.flatMap(\.texts.keys)).sorted()
    var stacks: [Int: [String]] = [:]
    for (offset, row) in header.enumerated() {
      let isLast = offset == count - 1
      var carried: String?
      for column in columns {
        let cell = CellReference(row: row.number, column: column)
        let range = merged.first { $0.contains(cell) }
        var text = row.texts[column]
        if text == nil, let range {
          // The part of a vertical range that reaches down adds no level of its own.
          text = range.first.row == row.number ? row.texts[range.first.column] : nil
        } else if text == nil, merged.isEmpty, !isLast, stacks[column] == nil,
          header.last?.texts[column] != nil
        {
          text = carried
        }
        if row.texts[column] != nil { carried = row.texts[column] }
        if let text, stacks[column]?.last != text { stacks[column, default: []].append(text) }
      }
    }
    return stacks
  }

  /// Whether a row has blanks above texts of the next row, as a stacked header has.
  func isStacked(at index: Int) -> Bool {
    guard index + 1 < rows.count else { return false }
    return rows[index + 1].texts.keys.contains { rows[index].texts[$0] == nil }
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .text(let text): text
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15
        ? String(Int(number)) : "\(number)"
    default: ""
    }
  }
}
