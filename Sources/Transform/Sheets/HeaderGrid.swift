import SurveyModel

/// The first rows of a worksheet, among which the header is looked for.
struct HeaderGrid {
  /// How many rows are looked at: titles and notes above a header are never more.
  static let depth = 60

  /// The rows, by their zero-based number.
  let rows: [(number: Int, texts: [Int: String])]

  init(_ batch: RowBatch) {
    var shown: [CellReference: String] = [:]
    for cell in batch.shown where cell.row < Self.depth {
      guard case .worded(let text) = cell.form else { continue }
      shown[CellReference(row: cell.row, column: cell.column)] = batch.texts[text]
    }
    rows = (0..<min(batch.count, Self.depth))
      .map { row in
        var texts: [Int: String] = [:]
        for column in batch.columns.indices where batch.columns[column].kinds[row] != .blank {
          let text =
            shown[CellReference(row: row, column: column)]
            ?? Self.text(batch.value(row: row, column: column))
          if !text.trimmed.isEmpty { texts[column] = text }
        }
        return (Int(batch.rowNumbers[row]), texts)
      }
  }

  /// The stacked texts of each column over `count` rows from the row at `index`.
  ///
  /// A cell that a merged range covers has the range's text. A blank cell of an upper row that none
  /// covers takes the text to its left, as long as a text stands below it: groups are also centred
  /// across their columns. What is merged ends there.
  func stacks(from index: Int, count: Int, merged: [CellRange]) -> [Int: [String]] {
    let upTo = min(index + count, rows.count)
    let header = rows[index..<upTo]
    let columns = Set(header.flatMap(\.texts.keys)).sorted()
    var stacks: [Int: [String]] = [:]
    for (offset, row) in header.enumerated() {
      let isLast = offset == count - 1
      let covering = Self.ranges(of: merged, covering: row.number, columns)
      var carried: String?
      for column in columns {
        let range = covering[column]
        var text = row.texts[column]
        if text == nil, let range {
          // The part of a vertical range that reaches down adds no level of its own.
          text = range.first.row == row.number ? row.texts[range.first.column] : nil
        } else if text == nil, !isLast, stacks[column] == nil,
          header.last?.texts[column] != nil
        {
          text = carried
        }
        if range != nil {
          carried = nil
        } else if row.texts[column] != nil {
          carried = row.texts[column]
        }
        if let text, stacks[column]?.last != text { stacks[column, default: []].append(text) }
      }
    }
    return stacks
  }

  /// The merged ranges that matter to these rows: those that reach into them, and at least one where
  /// there are any.
  func near(_ merged: [CellRange]) -> [CellRange] {
    let last = rows.last?.number ?? -1
    let near = merged.filter { $0.first.row <= last }
    return near.isEmpty ? Array(merged.prefix(1)) : near
  }

  /// The first of the ranges that covers each column in a row.
  ///
  /// - Complexity: O(m log n) in ranges and columns, however the ranges overlap.
  private static func ranges(
    of merged: [CellRange], covering row: Int, _ columns: [Int]
  ) -> [Int: CellRange] {
    var covering: [Int: CellRange] = [:]
    // For each column the next one, itself included, that no range covers yet.
    var next = Array(0...columns.count)
    func free(_ start: Int) -> Int {
      var index = start
      while next[index] != index {
        next[index] = next[next[index]]
        index = next[index]
      }
      return index
    }
    for range in merged where range.first.row <= row && row <= range.last.row {
      var low = 0
      var high = columns.count
      while low < high {
        let middle = (low + high) / 2
        if columns[middle] < range.first.column { low = middle + 1 } else { high = middle }
      }
      var index = free(low)
      while index < columns.count, columns[index] <= range.last.column {
        covering[columns[index]] = range
        next[index] = index + 1
        index = free(index + 1)
      }
    }
    return covering
  }

  /// Whether a row has blanks above texts of the next row, as a stacked header has.
  func isStacked(at index: Int) -> Bool {
    guard index + 1 < rows.count else { return false }
    return rows[index + 1].texts.keys.contains { rows[index].texts[$0] == nil }
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .text(let text): text
    case .number(let number): number.plain
    case .dateTime, .date: value.shown
    default: ""
    }
  }
}
