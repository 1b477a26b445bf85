internal import Relational

/// A block whose values and texts stay where they are for the time of a call.
@unsafe struct UnsafeBlock {
  private let storages: UnsafePointer<RowBlock.Storage>
  private let bits: UnsafePointer<UInt64>
  private let texts: UnsafeTextArena
  private let shared: UnsafeTextArena
  private let own: UnsafeTextArena
  /// The number of rows.
  let rows: Int
  /// The number of columns.
  let columns: Int

  fileprivate init(
    storages: UnsafePointer<RowBlock.Storage>, bits: UnsafePointer<UInt64>,
    texts: UnsafeTextArena, shared: UnsafeTextArena, own: UnsafeTextArena, rows: Int, columns: Int
  ) {
    unsafe self.storages = unsafe storages
    unsafe self.bits = unsafe bits
    unsafe self.texts = unsafe texts
    unsafe self.shared = unsafe shared
    unsafe self.own = unsafe own
    unsafe self.rows = rows
    unsafe self.columns = columns
  }

  /// The storage class and the bits of a value.
  @inline(__always)
  func value(_ row: Int, _ column: Int) -> (storage: RowBlock.Storage, bits: UInt64) {
    unsafe assert(row < rows && column < columns)
    let index = unsafe column * rows + row
    return unsafe (storages[index], bits[index])
  }

  /// The bytes of a text, known by its storage class and bits.
  @inline(__always)
  func text(_ storage: RowBlock.Storage, _ bits: UInt64) -> UnsafeBufferPointer<UInt8> {
    let number = Int(bits)
    return switch storage {
    case .text: unsafe texts[number]
    case .shared: unsafe shared[number]
    default: unsafe own[number]
    }
  }
}

extension RowBlock {
  /// Calls a body while nothing of the block moves.
  func withUnsafeRows<Result>(_ body: (UnsafeBlock) throws -> Result) rethrows -> Result {
    precondition(storages.count == rows * columns && bits.count == storages.count)
    return try unsafe storages.withUnsafeBufferPointer { storages in
      try unsafe bits.withUnsafeBufferPointer { bits in
        try unsafe texts.withUnsafeArena { texts in
          try unsafe shared.withUnsafeArena { shared in
            try unsafe own.withUnsafeArena { own in
              guard let storages = storages.baseAddress, let bits = bits.baseAddress else {
                preconditionFailure("a block of no row has nothing to give")
              }
              return try unsafe body(
                UnsafeBlock(
                  storages: storages, bits: bits, texts: texts, shared: shared, own: own,
                  rows: rows,
                  columns: columns))
            }
          }
        }
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

extension BlockTexts {
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
