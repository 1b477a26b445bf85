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
  /// The readers of the columns that are no numbers.
  private let readers: [Int: ValueReader]
  private var position = Position.first
  private var marks: ColumnMarks?

  init(
    _ header: SourceDefinition.Header, layout: Layout, context: TransformContext,
    readers: [ColumnReader]
  ) {
    self.context = context
    isHeaderGiven = header != .automatic
    headerRows = layout.headerRows
    var others: [Int: ValueReader] = [:]
    for reader in readers {
      guard let column = reader.column else { continue }
      let kind = reader.reader.variable.kind
      if kind != .number, kind != .integer { others[column] = reader.reader }
    }
    self.readers = others
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
      case (.other(.blank), _): continue
      case (.data, .notes) where classifier.isMoreOfNote(row, in: batch):
        kinds[row] = .other(.note)
      // A note directly below the header is none of its foot.
      case (.other(.note), .inside), (.other(.note), .notes): position = .notes
      case (.other(.header), _): if position != .first { position = .repeated }
      case (.data, .first):
        position = .inside
        switch verdict(row, kinds, of: batch) {
        case .marks: kinds[row] = .other(.header)
        case .undecided: if !isHeaderGiven { undecided = row }
        case .data: break
        }
      case (.data, .repeated):
        position = .inside
        if let marks, marks == ColumnMarks(row, of: batch, context: context) {
          kinds[row] = .other(.header)
        }
      default: position = .inside
      }
    }
    return undecided
  }

  private mutating func verdict(
    _ row: Int, _ kinds: [RowClassifier.Kind], of batch: RowBatch
  ) -> ColumnMarks.Verdict {
    guard let found = ColumnMarks(row, of: batch, context: context) else { return .data }
    let next = kinds.indices.first { $0 > row && kinds[$0] == .data }
    let verdict = found.verdict(before: next, of: batch, context: context) { column in
      guard let reader = readers[column] else { return false }
      switch reader.read(batch.value(row: row, column: column), within: nil) {
      case .unreadable, .unplaced: return true
      case .value, .interpreted: return false
      }
    }
    if verdict == .marks { marks = found }
    return verdict
  }
}
