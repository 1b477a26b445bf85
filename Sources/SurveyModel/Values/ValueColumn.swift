/// One column of a batch: a kind byte and 64 bits a row.
///
/// What the bits mean, ``ValueKind`` says. Texts live in the tables of the batch.
package struct ValueColumn: Sendable {
  /// The kind of each row's value.
  package var kinds: [ValueKind]
  /// The bits of each row's value.
  package var payloads: [UInt64]

  /// Makes a column of blanks.
  package init(blanks count: Int = 0) {
    kinds = Array(repeating: .blank, count: count)
    payloads = Array(repeating: 0, count: count)
  }

  /// Makes an empty column with room for `capacity` rows.
  package init(capacity: Int) {
    self.init()
    kinds.reserveCapacity(capacity)
    payloads.reserveCapacity(capacity)
  }

  /// Makes a column of values, their texts going into `texts`.
  package init(_ values: some Sequence<Value>, texts: inout TextTable) {
    self.init()
    for value in values { append(value, texts: &texts) }
  }

  /// The number of rows.
  package var count: Int { kinds.count }

  /// Adds a value behind the last row.
  package mutating func append(_ kind: ValueKind, _ payload: UInt64 = 0) {
    kinds.append(kind)
    payloads.append(payload)
  }

  /// Adds blanks until the column has `count` rows.
  package mutating func pad(to count: Int) {
    guard count > kinds.count else { return }
    let missing = count - kinds.count
    kinds.append(contentsOf: repeatElement(.blank, count: missing))
    payloads.append(contentsOf: repeatElement(0, count: missing))
  }

  /// Sets the value of a row, which may stand behind the last one.
  @inline(__always) mutating func place(_ kind: ValueKind, _ payload: UInt64, at row: Int) {
    if kinds.count < row { pad(to: row) }
    if kinds.count == row {
      append(kind, payload)
    } else {
      kinds[row] = kind
      payloads[row] = payload
    }
  }

  /// Adds a value, its text going into `texts`.
  package mutating func append(_ value: Value, texts: inout TextTable) {
    switch value {
    case .missing(.blank): append(.blank)
    case .missing(let reason):
      append(.missing, reason.payload)
    case .number(let number): append(.number, number.bitPattern)
    case .text(let text):
      append(.text, UInt64(TextID.local(texts.append(text)).bits))
    case .boolean(let flag): append(.boolean, flag ? 1 : 0)
    case .date(let date): append(.date, date.packed)
    case .dateTime(let days): append(.dateTime, days.bitPattern)
    case .time(let seconds): append(.time, seconds.bitPattern)
    case .duration(let seconds): append(.duration, seconds.bitPattern)
    case .error(let code):
      append(.error, UInt64(TextID.local(texts.append(code)).bits))
    }
  }

  /// Puts another value in the place of a row's, its text going into `texts`.
  package mutating func replace(at row: Int, with value: Value, texts: inout TextTable) {
    let single = ValueColumn([value], texts: &texts)
    kinds[row] = single.kinds[0]
    payloads[row] = single.payloads[0]
  }

  /// The value of a row, its text looked up in `texts` or `shared`.
  package func value(at row: Int, texts: TextTable, shared: SharedTexts) -> Value {
    let bits = payloads[row]
    func text() -> String {
      let id = TextID(bits: UInt32(truncatingIfNeeded: bits))
      return id.isShared ? shared.table[id.index] : texts[id.index]
    }
    return switch kinds[row] {
    case .blank: .missing(.blank)
    case .missing: .missing(MissingReason.allCases[Int(bits)])
    case .number: .number(Double(bitPattern: bits))
    case .text: .text(text())
    case .boolean: .boolean(bits != 0)
    case .date: CalendarDate(packed: bits).map(Value.date) ?? .missing(.unreadable)
    case .dateTime: .dateTime(Double(bitPattern: bits))
    case .time: .time(Double(bitPattern: bits))
    case .duration: .duration(Double(bitPattern: bits))
    case .error: .error(text())
    }
  }
}
