internal import Relational
internal import SurveyModel

/// A block whose values and texts stay where they are for the time of a call.
@unsafe struct UnsafeBlock {
  /// What a value is to SQLite.
  enum Storage {
    /// No value.
    case null
    /// The bits of an `Int64`.
    case integer
    /// The bits of a `Double`.
    case real
    /// What stands for a text.
    case text
    /// An empty blob.
    case blob
  }

  /// A column, of a place for each row.
  @unsafe struct Column {
    private let kinds: UnsafeBufferPointer<ValueKind>
    private let values: UnsafeBufferPointer<UInt64>
    private let isWhole: Bool
    private let marksMissing: Bool
    /// Whether numbers are the bits of an `Int64`.
    let isInteger: Bool

    fileprivate init(
      kinds: UnsafeBufferPointer<ValueKind>, bits: UnsafeBufferPointer<UInt64>,
      _ form: RowBlock.Form
    ) {
      unsafe self.kinds = unsafe kinds
      unsafe values = unsafe bits
      unsafe isWhole = form.contains(.whole)
      unsafe marksMissing = form.contains(.marksMissing)
      unsafe isInteger = form.contains(.integers)
    }

    /// The bits of a value as the block has them.
    @inline(__always)
    func bits(_ row: Int) -> UInt64 { unsafe values[row] }

    /// What a value is to SQLite, and its bits.
    @inline(__always)
    func value(_ row: Int) -> (storage: Storage, bits: UInt64) {
      let bits = unsafe values[row]
      switch unsafe kinds[row] {
      case .number:
        if unsafe isInteger { return (.integer, bits) }
        guard unsafe isWhole, let whole = Int64(exactly: Double(bitPattern: bits)) else {
          return (.real, bits)
        }
        return (.integer, UInt64(bitPattern: whole))
      case .text, .error: return (.text, bits)
      case .boolean: return (.integer, bits == 0 ? 0 : 1)
      case .blank: return (.null, 0)
      case .missing: return (unsafe marksMissing ? .blob : .null, 0)
      case .date, .dateTime, .time, .duration:
        preconditionFailure("a block has texts for dates and times")
      }
    }
  }

  private let list: [Column]
  private let texts: UnsafeTextArena
  private let shared: UnsafeTextArena
  private let own: UnsafeTextArena
  /// The number of rows.
  let rows: Int

  fileprivate init(
    _ list: [Column], texts: UnsafeTextArena, shared: UnsafeTextArena, own: UnsafeTextArena,
    rows: Int
  ) {
    unsafe self.list = unsafe list
    unsafe self.texts = unsafe texts
    unsafe self.shared = unsafe shared
    unsafe self.own = unsafe own
    unsafe self.rows = rows
  }

  /// The number of columns.
  var columns: Int { unsafe list.count }

  /// A column by its number.
  @inline(__always)
  func column(_ number: Int) -> Column { unsafe list[number] }

  /// The bytes of a text, known by its bits.
  @inline(__always)
  func text(_ bits: UInt64) -> UnsafeBufferPointer<UInt8> {
    let id = TextID(bits: UInt32(truncatingIfNeeded: bits))
    if RowBlock.isOwn(bits) { return unsafe own[Int(id.bits)] }
    return unsafe id.isShared ? shared[id.index] : texts[id.index]
  }
}

extension RowBlock {
  /// Calls a body while nothing of the block moves.
  func withUnsafeRows<Result>(_ body: (UnsafeBlock) throws -> Result) rethrows -> Result {
    try unsafe texts.withUnsafeArena { texts in
      try unsafe shared.table.withUnsafeArena { shared in
        try unsafe own.withUnsafeArena { own in
          var pinned: [UnsafeBlock.Column] = unsafe []
          unsafe pinned.reserveCapacity(columns.count)
          return try unsafe withPinned(&pinned) { pinned in
            try unsafe body(
              UnsafeBlock(pinned, texts: texts, shared: shared, own: own, rows: rows))
          }
        }
      }
    }
  }

  /// Calls a body while the columns do not move, of which some are pinned already.
  private func withPinned<Result>(
    _ pinned: inout [UnsafeBlock.Column], _ body: ([UnsafeBlock.Column]) throws -> Result
  ) rethrows -> Result {
    let number = unsafe pinned.count
    guard number < columns.count else { return try unsafe body(pinned) }
    let column = columns[number]
    return try unsafe column.values.kinds.withUnsafeBufferPointer { kinds in
      try unsafe column.values.payloads.withUnsafeBufferPointer { bits in
        unsafe pinned.append(UnsafeBlock.Column(kinds: kinds, bits: bits, column.form))
        return try unsafe withPinned(&pinned, body)
      }
    }
  }
}

/// Texts whose bytes stay where they are for the time of a call.
@unsafe struct UnsafeTextArena {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let offsets: UnsafeBufferPointer<Int>

  fileprivate init(bytes: UnsafeBufferPointer<UInt8>, offsets: UnsafeBufferPointer<Int>) {
    unsafe self.bytes = unsafe bytes
    unsafe self.offsets = unsafe offsets
  }

  /// The bytes of a text, known by its number.
  @inline(__always)
  subscript(number: Int) -> UnsafeBufferPointer<UInt8> {
    unsafe precondition(number >= 0 && number + 1 < offsets.count)
    let (start, end) = unsafe (offsets[number], offsets[number + 1])
    unsafe precondition(start >= 0 && start <= end && end <= bytes.count)
    return unsafe UnsafeBufferPointer(rebasing: bytes[start..<end])
  }
}

extension TextTable {
  fileprivate func withUnsafeArena<Result>(
    _ body: (UnsafeTextArena) throws -> Result
  ) rethrows -> Result {
    try unsafe bytes.withUnsafeBufferPointer { bytes in
      try unsafe offsets.withUnsafeBufferPointer { offsets in
        try unsafe body(UnsafeTextArena(bytes: bytes, offsets: offsets))
      }
    }
  }
}
