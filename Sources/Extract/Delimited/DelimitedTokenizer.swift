/// Splits delimited text into fields and records (RFC 4180, and what offices make of it).
///
/// A field that starts with a quotation mark goes on to the closing one, line breaks and all; two
/// marks inside mean one. A mark elsewhere is an ordinary character. Records end with LF, CR or
/// both. Chunks may be cut anywhere.
struct DelimitedTokenizer {
  /// What the tokenizer has found; the field's bytes are in ``field``.
  enum Event {
    case field
    case endOfRecord
  }

  private enum State {
    case startOfRecord
    case startOfField
    case plain
    case quoted
    case quoteInQuoted
    case afterCarriageReturn
  }

  let delimiter: UInt8
  /// The bytes of the field, valid while a `field` event is handled.
  private(set) var field: [UInt8] = []
  /// The zero-based line on which the record started.
  private(set) var line = 0
  /// Whether the last chunk ended within a record, that is, without the end of its line.
  private(set) var endsWithinRecord = false
  /// Whether it ended within quotation marks.
  private(set) var endsWithinQuotes = false
  private var state = State.startOfRecord

  init(delimiter: UInt8) {
    self.delimiter = delimiter
  }

  /// Reads a chunk and tells the events; stops when `handle` says false.
  mutating func read(
    _ chunk: ArraySlice<UInt8>, isLast: Bool, _ handle: (Event) throws -> Bool
  ) rethrows {
    try read(
      chunk, isLast: isLast, field: { _ in try handle(.field) }, end: { try handle(.endOfRecord) })
  }

  /// Reads a chunk and gives the fields and the ends of records; stops when one of them says false.
  mutating func read(
    _ chunk: ArraySlice<UInt8>, isLast: Bool, field give: (borrowing [UInt8]) throws -> Bool,
    end: () throws -> Bool
  ) rethrows {
    for byte in chunk {
      if state == .afterCarriageReturn {
        state = .startOfRecord
        if byte == 0x0A { continue }
      }
      switch state {
      case .quoted:
        if byte == 0x22 { state = .quoteInQuoted } else { field.append(byte) }
        continue
      case .quoteInQuoted:
        if byte == 0x22 {
          field.append(byte)
          state = .quoted
          continue
        }
        state = .plain
      case .startOfRecord, .startOfField:
        if byte == 0x22 {
          state = .quoted
          continue
        }
      case .plain, .afterCarriageReturn: break
      }
      if byte == delimiter {
        guard try finishField(give) else { return }
        state = .startOfField
      } else if byte == 0x0A || byte == 0x0D {
        if state != .startOfRecord { guard try finishField(give) else { return } }
        line += 1
        state = byte == 0x0D ? .afterCarriageReturn : .startOfRecord
        guard try end() else { return }
      } else {
        field.append(byte)
        state = .plain
      }
    }
    if isLast, state != .startOfRecord, state != .afterCarriageReturn {
      endsWithinRecord = true
      endsWithinQuotes = state == .quoted
      guard try finishField(give) else { return }
      state = .startOfRecord
      _ = try end()
    }
  }

  private mutating func finishField(_ give: (borrowing [UInt8]) throws -> Bool) rethrows -> Bool {
    defer { field.removeAll(keepingCapacity: true) }
    return try give(field)
  }
}
