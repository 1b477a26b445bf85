internal import Relational
internal import SurveyModel

extension RowBlock {
  /// Begins a block for the rows of a batch, with a column of their keys.
  init(_ batch: RecordBatch) {
    self.init(rows: batch.count, texts: batch.texts, shared: batch.sharedTexts)
    append(integers: batch.origins.map(\.key))
  }

  /// Adds a column of words of which there are few.
  mutating func append<Word: Hashable>(words: [Word], named name: (Word) -> String) {
    var column = ValueColumn()
    column.kinds = Array(repeating: .text, count: words.count)
    column.payloads.reserveCapacity(words.count)
    var known: [Word: UInt64] = [:]
    var last: (word: Word, text: UInt64)?
    for word in words {
      // Most rows have the word of the row before.
      let text =
        if let last, last.word == word { last.text } else { known[word] ?? keep(name(word)) }
      if last?.word != word { known[word] = text }
      last = (word, text)
      column.payloads.append(text)
    }
    append(Column(column))
  }

  /// Adds a column of texts of which most are none.
  mutating func append(texts: [Int: String]) {
    var column = ValueColumn(blanks: rows)
    for (row, text) in texts {
      column.kinds[row] = .text
      column.payloads[row] = keep(text)
    }
    append(Column(column))
  }

  /// Adds a column of values: a missing one is NULL, dates and times are ISO 8601.
  mutating func append(_ column: ValueColumn, _ form: Form = []) {
    guard column.kinds.contains(where: \.isTemporal) else { return append(Column(column, form)) }
    var column = column
    for row in 0..<rows {
      guard let text = text(ofTime: column.payloads[row], column.kinds[row]) else { continue }
      column.kinds[row] = .text
      column.payloads[row] = text
    }
    append(Column(column, form))
  }

  /// Keeps the text of a date, time or duration; nil for a value of another kind.
  private mutating func text(ofTime bits: UInt64, _ kind: ValueKind) -> UInt64? {
    switch kind {
    case .date: keep(utf8: Self.text(ofDate: bits))
    case .dateTime: keep(ISOTime.dateTime(days: Double(bitPattern: bits)))
    case .time: keep(ISOTime.clock(seconds: Double(bitPattern: bits)))
    case .duration: keep(ISOTime.duration(seconds: Double(bitPattern: bits)))
    case .blank, .number, .text, .boolean, .error, .missing: nil
    }
  }

  /// A date given as ``CalendarDate/packed``, as its description reads.
  private static func text(ofDate packed: UInt64) -> [UInt8] {
    func digit(_ number: UInt64) -> UInt8 { 0x30 + UInt8(truncatingIfNeeded: number % 10) }
    let (year, month, day) = (packed >> 16 & 0xFFFF, packed >> 8 & 0xFF, packed & 0xFF)
    var bytes = [digit(year / 1000), digit(year / 100), digit(year / 10), digit(year)]
    for part in [month, day] where part > 0 {
      bytes += [0x2D, digit(part / 10), digit(part)]
    }
    return bytes
  }
}

extension ValueKind {
  /// Whether it is a date, a time or a duration.
  fileprivate var isTemporal: Bool {
    switch self {
    case .date, .dateTime, .time, .duration: true
    case .blank, .number, .text, .boolean, .error, .missing: false
    }
  }
}
