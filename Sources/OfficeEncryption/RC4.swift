/// The stream cipher RC4.
///
/// It is no protection to anybody; it is here because old workbooks are encrypted with it.
struct RC4 {
  private var state = (0...255).map { UInt8($0) }
  private var i = 0
  private var j = 0

  /// Makes the cipher of a key of at least one byte.
  init(key: [UInt8]) {
    precondition(!key.isEmpty)
    var j = 0
    for i in 0..<256 {
      j = (j + Int(state[i]) + Int(key[i % key.count])) & 0xFF
      state.swapAt(i, j)
    }
  }

  /// The next byte to combine with one of the text.
  mutating func next() -> UInt8 {
    i = (i + 1) & 0xFF
    j = (j + Int(state[i])) & 0xFF
    state.swapAt(i, j)
    return state[(Int(state[i]) + Int(state[j])) & 0xFF]
  }

  /// Bytes encrypted or decrypted, which is the same.
  mutating func apply(to bytes: [UInt8]) -> [UInt8] {
    bytes.map { $0 ^ next() }
  }
}
