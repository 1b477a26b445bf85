import SurveyModel

/// Reads the cells of a column and remembers what each shared string says.
///
/// A register repeats its villages and codes on every row; each is read once.
struct MemoizingReader {
  let reader: ValueReader
  /// The zero-based column, or nil when the worksheet lacks the variable.
  let column: Int?
  /// The index of the variable whose place contains this one's, or nil.
  let container: Int?

  private struct Question: Hashable {
    let text: String
    let container: String?
  }

  /// Beyond this many different texts a column is not repetitive and nothing more is remembered.
  private static let limit = 65_536

  private var shared: [UInt64: ValueReader.Reading] = [:]
  private var texts: [Question: ValueReader.Reading] = [:]

  init(_ reader: ValueReader, column: Int?, container: Int?) {
    self.reader = reader
    self.column = column
    self.container = container
  }

  /// Reads the cell of a row; blank where the worksheet lacks the column.
  mutating func read(_ row: Int, of batch: RowBatch, within place: String?) -> ValueReader.Reading {
    guard let column, column < batch.columns.count else { return .value(.blank) }
    let kind = batch.columns[column].kinds[row]
    guard kind == .text else {
      if kind == .blank { return .value(.blank) }
      return reader.read(batch.value(row: row, column: column), within: place)
    }
    let payload = batch.columns[column].payloads[row]
    let isShared = TextID(bits: UInt32(truncatingIfNeeded: payload)).isShared
    if isShared, reader.isMemoizable {
      if let known = shared[payload] { return known }
      let reading = reader.read(batch.value(row: row, column: column), within: place)
      if shared.count < Self.limit { shared[payload] = reading }
      return reading
    }
    let value = batch.value(row: row, column: column)
    guard case .text(let text) = value else { return reader.read(value, within: place) }
    let question = Question(text: text, container: place)
    if let known = texts[question] { return known }
    let reading = reader.read(value, within: place)
    if texts.count < Self.limit { texts[question] = reading }
    return reading
  }
}
