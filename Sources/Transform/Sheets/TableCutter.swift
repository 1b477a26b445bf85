import ChineseText
import SurveyModel

/// Cuts a source's table out of a worksheet, batch by batch.
struct TableCutter {
  private enum Position {
    case before, inside, behind
  }

  private let region: TableRegion
  private let folder: TextFolder
  private var position: Position

  init(_ region: TableRegion, folder: TextFolder) {
    self.region = region
    self.folder = folder
    position = region.from == nil ? .inside : .before
  }

  /// Whether the table was never found.
  var isBefore: Bool { position == .before }

  /// Cuts a batch.
  ///
  /// - Returns: The rows of the table, perhaps none, and the numbers of the rows that lie outside.
  mutating func cut(_ batch: RowBatch) -> (table: RowBatch, outside: [UInt32]) {
    var table = batch
    var outside: [UInt32] = []
    if region.hasRowMarks {
      let rows = batch.rowNumbers.indices.filter { isInside($0, batch) }
      if rows.count < batch.count {
        let kept = Set(rows)
        outside = batch.rowNumbers.indices.filter { !kept.contains($0) }
          .map { batch.rowNumbers[$0] }
        table = RowBatch(sharedTexts: batch.sharedTexts)
        table.append(rows, of: batch)
      }
    }
    if let columns = region.columns {
      for column in table.columns.indices where !columns.contains(column) {
        table.columns[column] = ValueColumn(blanks: table.count)
      }
    }
    return (table, outside)
  }

  private mutating func isInside(_ row: Int, _ batch: RowBatch) -> Bool {
    switch position {
    case .before:
      if let from = region.from, answers(row, batch, to: from) { position = .inside }
    case .inside:
      if let to = region.to, answers(row, batch, to: to) { position = .behind }
    case .behind: break
    }
    return position == .inside
  }

  private func answers(_ row: Int, _ batch: RowBatch, to mark: TableRegion.RowMark) -> Bool {
    let columns = region.columns.map { Array($0) } ?? Array(batch.columns.indices)
    guard let first = columns.first(where: { batch.kind(row: row, column: $0) != .blank }),
      case .text(let text) = batch.value(row: row, column: first)
    else { return false }
    switch mark {
    case .beginning(let words): return folder.folded(text).hasPrefix(folder.folded(words))
    case .matching(let pattern):
      guard let expression = try? Regex(pattern) else { return false }
      return text.contains(expression)
    }
  }
}
