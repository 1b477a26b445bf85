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
  }

  /// What the row is, by the row of data below it.
  ///
  /// Signs such as 甲 or (1) are marks unless the next row goes on counting below the first. Numbers alone
  /// are marks where a record could not have them, or where the next row begins to count anew.
  ///
  /// - Parameters:
  ///   - next: The index of the next row of data, or nil.
  ///   - batch: The batch of that row.
  ///   - context: Folds its texts.
  ///   - isForeign: Whether a mark in a column is surely no value of the column's variable.
  ///   - isOfNumbers: Whether the variable of a column is a number.
  /// - Returns: What the row is, as far as the next one tells.
  func verdict(
    before next: Int?, of batch: RowBatch, context: TransformContext,
    isForeign: (_ column: Int) -> Bool, isOfNumbers: (_ column: Int) -> Bool
  ) -> Verdict {
    func readings(_ column: Int) -> [ColumnMark] {
      guard let next else { return [] }
      return switch batch.value(row: next, column: column) {
      case .number(let number): ColumnMark.readings(of: number)
      case .text(let text) where text.utf8.count <= 64:
        ColumnMark.readings(of: context.folder.folded(text))
      default: []
      }
    }
    if let sign = marks.first(where: { $0.mark.series != .number }) {
      let below = readings(sign.column)
      let goesOn = sign.readings.contains { mark in
        below.contains { $0.series == mark.series && $0.place >= mark.place }
      }
      return goesOn ? .data : .marks
    }
    guard let first = marks.first else { return .data }
    let below = readings(first.column)
    if below.contains(ColumnMark(series: .number, place: first.mark.place + 1)) { return .data }
    if marks.contains(where: { isForeign($0.column) }) { return .marks }
    guard marks.count >= 3 else { return .data }
    if next != nil, below.contains(first.mark) { return .marks }
    let hasWord = next.map { next in
      marks.contains {
        !isOfNumbers($0.column) && isWord(batch.value(row: next, column: $0.column))
      }
    }
    return hasWord == true ? .marks : .undecided
  }

  /// Whether a cell is a text with a letter or a character in it.
  private func isWord(_ cell: Value) -> Bool {
    guard case .text(let text) = cell else { return false }
    return text.contains(where: \.isLetter)
  }
}
