import ChineseText
import SurveyModel

/// A row whose cells are nothing but marks of columns in running order: `甲 乙 1 2 3`, `(1) (2)`.
struct ColumnMarks: Hashable {
  /// A mark and where it stands.
  struct Marked: Hashable {
    let column: Int
    let mark: ColumnMark
    /// All marks that the cell can be: I is a numeral of Rome and a letter.
    let readings: [ColumnMark]
  }

  /// What the row under a header is.
  enum Verdict: Hashable {
    /// Marks: no record.
    case marks
    /// Rather a record than marks.
    case data
    /// As well the one as the other.
    case undecided
  }

  /// The marks, from left to right.
  let marks: [Marked]
  /// Whether a word such as 栏次 stands before them.
  let isLabelled: Bool

  /// What the variables of a worksheet say of its cells.
  struct Columns {
    /// Whether the cell of a row in a column is surely no value of the column's variable.
    let isForeign: (_ row: Int, _ column: Int) -> Bool
    /// Whether the variable of a column is a number.
    let isOfNumbers: (_ column: Int) -> Bool
    /// Whether the variable of a column is a key, or its header says that it numbers the rows.
    let isSerial: (_ column: Int) -> Bool
  }

  /// Nil where a cell is no mark, or the marks do not follow each other.
  ///
  /// A series begins with its first mark, and goes on until another begins. A word such as 栏次 may
  /// stand before all of them.
  init?(_ row: Int, of batch: RowBatch, context: TransformContext) {
    var marks: [Marked] = []
    var isLabelled = false
    for column in batch.columns.indices where batch.columns[column].kinds[row] != .blank {
      let readings: [ColumnMark]
      switch batch.value(row: row, column: column) {
      case .number(let number): readings = ColumnMark.readings(of: number)
      case .text(let text):
        guard text.utf8.count <= 64 else { return nil }
        let folded = context.folder.folded(text)
        if folded.isEmpty { continue }
        if marks.isEmpty, !isLabelled, context.columnMarks.contains(folded) {
          isLabelled = true
          continue
        }
        readings = ColumnMark.readings(of: folded)
      default: return nil
      }
      let last = marks.last?.mark
      let next = readings.first { $0.series == last?.series && $0.place == (last?.place ?? 0) + 1 }
      guard let mark = next ?? readings.first(where: { $0.place == 1 && $0.series != last?.series })
      else { return nil }
      marks.append(Marked(column: column, mark: mark, readings: readings))
    }
    guard marks.count >= 2 || isLabelled && !marks.isEmpty else { return nil }
    self.marks = marks
    self.isLabelled = isLabelled
  }

  /// What the row is, by the rows of data below it.
  ///
  /// Signs such as 甲 or (1) are marks unless the next row goes on counting below the first, and so is what
  /// stands behind a word such as 栏次. Numbers alone are marks where a record could not have them and those
  /// below can, or where the next row begins to count anew.
  ///
  /// - Parameters:
  ///   - row: The index of the row.
  ///   - below: The indices of the next two rows of data, as far as the batch has them.
  ///   - batch: The batch.
  ///   - context: Folds its texts.
  ///   - columns: What the variables say of the cells.
  /// - Returns: What the row is, as far as the next ones tell.
  func verdict(
    at row: Int, before below: [Int], of batch: RowBatch, context: TransformContext,
    columns: Columns
  ) -> Verdict {
    func readings(_ row: Int?, _ column: Int) -> [ColumnMark] {
      guard let row else { return [] }
      return switch batch.value(row: row, column: column) {
      case .number(let number): ColumnMark.readings(of: number)
      case .text(let text) where text.utf8.count <= 64:
        ColumnMark.readings(of: context.folder.folded(text))
      default: []
      }
    }
    if let sign = marks.first(where: { $0.mark.series != .number }) {
      let below = readings(below.first, sign.column)
      let goesOn = sign.readings.contains { mark in
        below.contains { $0.series == mark.series && $0.place >= mark.place }
      }
      return goesOn ? .data : .marks
    }
    guard !isLabelled else { return .marks }
    guard let first = marks.first else { return .data }
    let next = readings(below.first, first.column)
    if next.contains(ColumnMark(series: .number, place: first.mark.place + 1)) { return .data }
    if let foreign = marks.first(where: { columns.isForeign(row, $0.column) }) {
      // Where the rows below have no value either, the column is merely read by a list that lacks them.
      guard let next = below.first, columns.isForeign(next, foreign.column) else { return .marks }
      return marks.count > 2 ? .undecided : .data
    }
    let words = below.first.map { next in
      marks.filter {
        !columns.isOfNumbers($0.column) && isWord(batch.value(row: next, column: $0.column))
      }
    }
    guard marks.count >= 3 else {
      guard let words, !words.isEmpty else { return .data }
      // The first key may be a number, and the next a word.
      return words.contains { !columns.isSerial($0.column) } ? .marks : .undecided
    }
    if next.contains(first.mark) {
      // A number that is repeated in every row counts nothing.
      if below.count > 1 {
        let second = readings(below[1], first.column)
        return second.contains(ColumnMark(series: .number, place: first.mark.place + 1))
          ? .marks : .undecided
      }
      return columns.isSerial(first.column) ? .marks : .undecided
    }
    return words?.isEmpty == false ? .marks : .undecided
  }

  /// Whether a cell is a text with a letter or a character in it.
  private func isWord(_ cell: Value) -> Bool {
    guard case .text(let text) = cell else { return false }
    return text.contains(where: \.isLetter)
  }
}
