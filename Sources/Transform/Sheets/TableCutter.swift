import ChineseText
import SurveyModel
import TextPattern

/// Cuts a source's table out of a worksheet, batch by batch.
struct TableCutter {
  private enum Position {
    case before, inside, behind
  }

  /// A row that nobody can tell from the table's first or last: the search in its text took too long.
  struct Undecided: Error {
    /// The row, in the file.
    let row: UInt32
    /// The zero-based column of the text.
    let column: Int
    /// The mark that was looked for.
    let mark: TableRegion.RowMark
  }

  /// What a row is told by.
  private enum Mark {
    case beginning(folded: String)
    case matching(TextPattern)
    /// No regular expression; the pipeline file was checked, so that it never comes here.
    case nothing
  }

  private let region: TableRegion
  private let folder: TextFolder
  private let from: Mark?
  private let to: Mark?
  private var position: Position

  init(_ region: TableRegion, folder: TextFolder) {
    self.region = region
    self.folder = folder
    from = region.from.map { Self.mark($0, folder) }
    to = region.to.map { Self.mark($0, folder) }
    position = region.from == nil ? .inside : .before
  }

  private static func mark(_ mark: TableRegion.RowMark, _ folder: TextFolder) -> Mark {
    switch mark {
    case .beginning(let words): .beginning(folded: folder.folded(words))
    case .matching(let pattern): (try? TextPattern(pattern)).map(Mark.matching) ?? .nothing
    }
  }

  /// Whether the table was never found.
  var isBefore: Bool { position == .before }

  /// Cuts a batch.
  ///
  /// - Returns: The rows of the table, perhaps none, and the numbers of the rows that lie outside.
  /// - Throws: ``Undecided`` at a row whose text takes a regular expression too long.
  mutating func cut(
    _ batch: RowBatch
  ) throws(Undecided) -> (table: RowBatch, outside: [UInt32]) {
    var table = batch
    var outside: [UInt32] = []
    if region.hasRowMarks {
      var rows: [Int] = []
      for row in batch.rowNumbers.indices where try isInside(row, batch) { rows.append(row) }
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

  private mutating func isInside(_ row: Int, _ batch: RowBatch) throws(Undecided) -> Bool {
    switch position {
    case .before: if try answers(row, batch, to: from, region.from) { position = .inside }
    case .inside: if try answers(row, batch, to: to, region.to) { position = .behind }
    case .behind: break
    }
    return position == .inside
  }

  private func answers(
    _ row: Int, _ batch: RowBatch, to mark: Mark?, _ words: TableRegion.RowMark?
  ) throws(Undecided) -> Bool {
    guard let mark, let words else { return false }
    let columns = region.columns.map { Array($0) } ?? Array(batch.columns.indices)
    guard let first = columns.first(where: { batch.kind(row: row, column: $0) != .blank }),
      case .text(let text) = batch.value(row: row, column: first)
    else { return false }
    switch mark {
    case .beginning(let words): return folder.folded(text).hasPrefix(words)
    case .matching(let pattern):
      switch pattern.answer(for: text) {
      case .found: return true
      case .none: return false
      case .tooManySteps:
        throw Undecided(row: batch.rowNumbers[row], column: first, mark: words)
      }
    case .nothing: return false
    }
  }
}
