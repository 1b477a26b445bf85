/// Splits delimited text into fields and records (RFC 4180, and what offices make of it).
///
/// A field that starts with a quotation mark goes on to the closing one, line breaks and all; two
/// marks inside mean one. A mark elsewhere is an ordinary character. Records end with LF, CR or
/// both. Chunks may be cut anywhere.
struct DelimitedTokenizer {
  private enum State {
    case startOfRecord
    case startOfField
    case plain
    case quoted
    case quoteInQuoted
    case blankBehindQuote
    case afterCarriageReturn
  }

  let delimiter: UInt8
  /// The bytes of the field that is being read.
  private(set) var field: [UInt8] = []
  /// The zero-based line that the next byte stands on.
  private(set) var line = 0
  /// Whether the last chunk ended within a record, that is, without the end of its line.
  private(set) var endsWithinRecord = false
  /// Whether it ended within quotation marks.
  private(set) var endsWithinQuotes = false
  /// The first quotation mark that does not do what it should.
  private(set) var fault: QuoteFault?
  /// The lines of the first records that are whole, though their lines look like rows of their own.
  private(set) var rowsInside: [ClosedRange<Int>] = []
  /// Whether the field is inside quotation marks.
  var isInQuotes: Bool { state == .quoted }
  /// The line of the mark that opened the last field in quotation marks.
  private(set) var openedLine = 0

  private var state = State.startOfRecord
  private var shape = RowShape()
  private var isBehindDelimiter = false
  private var isBehindReturn = false
  private var isQuotedField = false

  init(delimiter: UInt8) {
    self.delimiter = delimiter
  }

  /// Reads a chunk and gives the fields and the ends of records, each with how many rows it looks like;
  /// stops when one of them says false.
  mutating func read(
    _ chunk: ArraySlice<UInt8>, isLast: Bool, field give: (borrowing [UInt8]) throws -> Bool,
    end: (RowShape.Verdict) throws -> Bool
  ) rethrows {
    var index = chunk.startIndex
    while index < chunk.endIndex {
      let byte = chunk[index]
      index += 1
      if state == .afterCarriageReturn {
        state = .startOfRecord
        if byte == 0x0A { continue }
      }
      switch state {
      case .quoted:
        if byte == 0x22 {
          state = .quoteInQuoted
          continue
        }
        takeQuoted(byte)
        if !isBehindDelimiter, !isBehindReturn {
          let end = endOfRun(from: index, in: chunk)
          field.append(contentsOf: chunk[index..<end])
          index = end
        }
        continue
      case .quoteInQuoted:
        if byte == 0x22 {
          takeQuoted(byte)
          state = .quoted
          continue
        }
        endQuoted(before: byte)
      case .blankBehindQuote: endQuoted(before: byte)
      case .startOfRecord, .startOfField:
        if byte == 0x22 {
          state = .quoted
          openedLine = line
          isQuotedField = true
          isBehindDelimiter = false
          continue
        }
      case .plain, .afterCarriageReturn: break
      }
      if byte == delimiter {
        guard try finishField(give) else { return }
        state = .startOfField
      } else if byte == 0x0A || byte == 0x0D {
        if state != .startOfRecord { guard try finishField(give) else { return } }
        let verdict = endRecord()
        state = byte == 0x0D ? .afterCarriageReturn : .startOfRecord
        guard try end(verdict) else { return }
      } else {
        if state != .blankBehindQuote {
          state = .plain
          let end = endOfRun(from: index, in: chunk)
          field.append(contentsOf: chunk[(index - 1)..<end])
          index = end
        } else {
          field.append(byte)
        }
      }
    }
    if isLast, state != .startOfRecord, state != .afterCarriageReturn {
      endsWithinRecord = true
      endsWithinQuotes = state == .quoted
      if endsWithinQuotes, line > openedLine { note(.unclosed(opened: openedLine)) }
      guard try finishField(give) else { return }
      let verdict = endRecord()
      state = .startOfRecord
      _ = try end(verdict)
    }
  }

  /// Where the bytes end that are nothing but the text of a field.
  private func endOfRun(from start: Int, in chunk: ArraySlice<UInt8>) -> Int {
    let bytes = chunk.span
    var index = start - chunk.startIndex
    while index < bytes.count {
      let byte = bytes[index]
      if byte == delimiter || byte == 0x0A || byte == 0x0D || byte == 0x22 { break }
      index += 1
    }
    return chunk.startIndex + index
  }

  private mutating func takeQuoted(_ byte: UInt8) {
    field.append(byte)
    if isBehindDelimiter, byte != 0x20 { shape.countQuoted() }
    isBehindDelimiter = byte == delimiter
    guard byte == 0x0A || byte == 0x0D || isBehindReturn else { return }
    if byte == 0x0D || byte == 0x0A && !isBehindReturn {
      line += 1
      shape.breakLine()
    }
    isBehindReturn = byte == 0x0D
  }

  /// Sees what stands behind the mark that closes a field: blanks do no harm.
  private mutating func endQuoted(before byte: UInt8) {
    if isBehindDelimiter { shape.countQuoted() }
    isBehindDelimiter = false
    isBehindReturn = false
    if byte == delimiter || byte == 0x0A || byte == 0x0D {
      state = .plain
    } else if byte == 0x20 || byte == 0x09 {
      state = .blankBehindQuote
    } else {
      note(.textBehind(opened: openedLine, closed: line))
      state = .plain
    }
  }

  private mutating func note(_ found: QuoteFault) {
    if fault == nil { fault = found }
  }

  private mutating func endRecord() -> RowShape.Verdict {
    let verdict = shape.endRecord()
    switch verdict {
    case .one: break
    case .joined: note(.rowsInside(opened: openedLine, closed: line))
    case .perhapsJoined: if rowsInside.count < 20 { rowsInside.append(openedLine...line) }
    }
    line += 1
    return verdict
  }

  /// Notes a field that is not in quotation marks and has blanks, such a mark and no other one.
  private mutating func lookBehindBlanks() {
    guard !isQuotedField, field.first(where: { $0 != 0x20 }) == 0x22 else { return }
    if field.count(where: { $0 == 0x22 }) & 1 == 1 { note(.blankBefore(opened: line)) }
  }

  private mutating func finishField(_ give: (borrowing [UInt8]) throws -> Bool) rethrows -> Bool {
    defer { field.removeAll(keepingCapacity: true) }
    shape.endField()
    if field.first == 0x20 { lookBehindBlanks() }
    isQuotedField = false
    return try give(field)
  }
}
