import ChineseText
import SurveyModel

/// Tells, by the rows above it, what a row is: marks of columns below a header and below each of its
/// repetitions on later pages, further lines below a note.
struct RowSequence {
  private enum Position {
    /// The row directly below the header has not come yet.
    case first
    /// Below a repetition of the header.
    case repeated
    case inside
    /// Below a note, which may go on over several rows.
    case notes
  }

  private let context: TransformContext
  private let isHeaderGiven: Bool
  private let headerRows: ClosedRange<Int>
  private let readers: [Int: ValueReader]
  /// The columns whose header is a word for what numbers the rows (序号).
  private let serialColumns: Set<Int>
  private var position = Position.first
  private var marks: ColumnMarks?
  /// Whether a row of data began with a number and a sign, as `1、` and `2)`.
  private var areNumbered = false
  /// The zero-based rows that were taken for marks of columns, the first of them and how many.
  private(set) var markRows: (first: Int, count: Int)?

  init(
    _ header: SourceDefinition.Header, layout: Layout, context: TransformContext,
    readers: [ColumnReader]
  ) {
    self.context = context
    isHeaderGiven = header != .automatic
    headerRows = layout.headerRows
    let headers = layout.columns.map { ($0.column, $0.header) } + layout.unmapped.map { ($0, $1) }
    serialColumns = Set(
      headers.filter { context.columnMarks.contains(context.folder.folded($0.1)) }.map(\.0))
    self.readers = Dictionary(
      readers.compactMap { reader in reader.column.map { ($0, reader.reader) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Gives the rows of marks in a batch the kind of a header's, and the lines below a note that of
  /// notes.
  ///
  /// - Returns: The index of a row of which nobody can say whether it is data, or nil.
  mutating func take(
    _ kinds: inout [RowClassifier.Kind], of batch: RowBatch, by classifier: RowClassifier
  ) -> Int? {
    var undecided: Int?
    for row in kinds.indices where Int(batch.rowNumbers[row]) > headerRows.upperBound {
      switch (kinds[row], position) {
      case (.other(.blank), _), (.other(.note), .first), (.other(.note), .repeated): continue
      case (.data, .notes) where classifier.isMoreOfNote(row, in: batch):
        kinds[row] = .other(.note)
      case (.data, .inside) where !areNumbered && classifier.isNumberedNote(row, in: batch):
        kinds[row] = .other(.note)
        position = .notes
      case (.other(.note), .inside), (.other(.note), .notes): position = .notes
      case (.other(.header), _): if position != .first { position = .repeated }
      case (.data, .first):
        position = .inside
        switch verdict(row, kinds, of: batch) {
        case .marks:
          kinds[row] = .other(.header)
          countMarks(row, of: batch)
        case .undecided: if !isHeaderGiven { undecided = row }
        case .data: break
        }
      case (.data, .repeated):
        position = .inside
        if let marks, marks == ColumnMarks(row, of: batch, context: context) {
          kinds[row] = .other(.header)
          countMarks(row, of: batch)
        }
      default: position = .inside
      }
      if kinds[row] == .data, classifier.isNumbered(row, in: batch) { areNumbered = true }
    }
    return undecided
  }

  private mutating func countMarks(_ row: Int, of batch: RowBatch) {
    markRows = (markRows?.first ?? Int(batch.rowNumbers[row]), (markRows?.count ?? 0) + 1)
  }

  private mutating func verdict(
    _ row: Int, _ kinds: [RowClassifier.Kind], of batch: RowBatch
  ) -> ColumnMarks.Verdict {
    guard let found = ColumnMarks(row, of: batch, context: context) else { return .data }
    let below = kinds.indices.filter { $0 > row && kinds[$0] == .data }.prefix(2)
    var verdict = found.verdict(
      at: row, before: Array(below), of: batch, context: context, columns: columns(of: batch))
    // Where a key is blank, the row is no whole record in any case.
    let lacksKey = readers.contains { column, reader in
      reader.variable.isRequired && batch.kind(row: row, column: column) == .blank
    }
    if verdict == .undecided, lacksKey { verdict = .marks }
    if verdict == .marks { marks = found }
    return verdict
  }

  /// What the variables say of the cells of a batch.
  private func columns(of batch: RowBatch) -> ColumnMarks.Columns {
    func isOfNumbers(_ column: Int) -> Bool {
      guard let kind = readers[column]?.variable.kind else { return false }
      return kind == .number || kind == .integer
    }
    return ColumnMarks.Columns(
      isForeign: { row, column in
        guard let reader = readers[column], !isOfNumbers(column) else { return false }
        switch reader.read(batch.value(row: row, column: column), within: nil) {
        case .unreadable, .unplaced: return true
        case .value, .interpreted, .decided: return false
        }
      }, isOfNumbers: isOfNumbers,
      isSerial: { column in
        readers[column]?.variable.kind == .identifier || serialColumns.contains(column)
      })
  }
}
