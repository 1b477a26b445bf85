internal import Relational
internal import SurveyModel

extension RowBlock {
  /// Fills the block anew with columns for the rows of a batch, and lets go of its texts.
  mutating func fill(
    _ batch: RecordBatch, columns: Int, _ body: (inout RowBlock) throws(RunFailure) -> Void
  ) throws(RunFailure) {
    begin(
      rows: batch.count, columns: columns, texts: BlockTexts(batch.texts),
      shared: BlockTexts(batch.sharedTexts.table))
    defer { end() }
    try body(&self)
  }

  /// Adds the keys of the rows.
  mutating func add(keysOf origins: [Origin]) {
    for origin in origins {
      storages.append(.integer)
      bits.append(UInt64(bitPattern: origin.key))
    }
  }

  /// Adds a column of words of which there are few.
  mutating func add<Word: Hashable>(_ words: [Word], named name: (Word) -> String) {
    var numbers: [Word: UInt64] = [:]
    var last: (word: Word, number: UInt64)?
    for word in words {
      // Most rows have the word of the row before.
      let number =
        if let last, last.word == word { last.number } else { numbers[word] ?? own.add(name(word)) }
      if last?.word != word { numbers[word] = number }
      last = (word, number)
      storages.append(.own)
      bits.append(number)
    }
  }

  /// Adds a column of texts of which most are none.
  mutating func add(texts: [Int: String]) {
    let first = storages.count
    storages.append(contentsOf: repeatElement(.null, count: rows))
    bits.append(contentsOf: repeatElement(0, count: rows))
    for (row, text) in texts {
      storages[first + row] = .own
      bits[first + row] = own.add(text)
    }
  }

  /// Adds a column of values.
  ///
  /// - Parameters:
  ///   - column: The values: a missing one is NULL, dates and times are ISO 8601.
  ///   - isWhole: Whether whole numbers are stored as integers.
  ///   - isKept: Whether the value of a row is stored; NULL for the others.
  mutating func add(
    _ column: ValueColumn, whole isWhole: Bool, where isKept: (Int) -> Bool = { _ in true }
  ) {
    let first = storages.count
    storages.append(contentsOf: repeatElement(.null, count: rows))
    bits.append(contentsOf: repeatElement(0, count: rows))
    for row in 0..<rows where isKept(row) {
      let payload = column.payloads[row]
      let (storage, stored): (Storage, UInt64)
      switch column.kinds[row] {
      case .blank, .missing: continue
      case .text, .error:
        let id = TextID(bits: UInt32(truncatingIfNeeded: payload))
        (storage, stored) = (id.isShared ? .shared : .text, UInt64(id.index))
      case .number:
        if isWhole, let integer = Int64(exactly: Double(bitPattern: payload)) {
          (storage, stored) = (.integer, UInt64(bitPattern: integer))
        } else {
          (storage, stored) = (.real, payload)
        }
      case .boolean: (storage, stored) = (.integer, payload == 0 ? 0 : 1)
      case .date: (storage, stored) = (.own, own.add(date: payload))
      case .dateTime:
        (storage, stored) = (.own, own.add(ISOTime.dateTime(days: Double(bitPattern: payload))))
      case .time:
        (storage, stored) = (.own, own.add(ISOTime.clock(seconds: Double(bitPattern: payload))))
      case .duration:
        (storage, stored) = (.own, own.add(ISOTime.duration(seconds: Double(bitPattern: payload))))
      }
      storages[first + row] = storage
      bits[first + row] = stored
    }
  }
}

extension BlockTexts {
  /// The texts of a batch or workbook, not copied.
  init(_ table: TextTable) {
    self.init(bytes: table.bytes, offsets: table.offsets)
  }

  /// Adds a text and gives its number.
  mutating func add(_ text: String) -> UInt64 {
    bytes.append(contentsOf: text.utf8)
    return close()
  }

  /// Adds a date given as ``CalendarDate/packed``, as its description reads, and gives its number.
  mutating func add(date packed: UInt64) -> UInt64 {
    func digit(_ number: UInt64) -> UInt8 { 0x30 + UInt8(truncatingIfNeeded: number % 10) }
    let (year, month, day) = (packed >> 16 & 0xFFFF, packed >> 8 & 0xFF, packed & 0xFF)
    bytes.append(digit(year / 1000))
    bytes.append(digit(year / 100))
    bytes.append(digit(year / 10))
    bytes.append(digit(year))
    for part in [month, day] where part > 0 {
      bytes.append(0x2D)
      bytes.append(digit(part / 10))
      bytes.append(digit(part))
    }
    return close()
  }

  private mutating func close() -> UInt64 {
    offsets.append(bytes.count)
    return UInt64(count - 1)
  }
}
