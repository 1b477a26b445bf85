/// Which characters words may begin with, in 4,096 bits: says quickly that none begins at a position.
struct FirstCharacters: Sendable {
  private var bits = [UInt64](repeating: 0, count: 64)

  init(_ scalars: some Sequence<Unicode.Scalar>) {
    for scalar in scalars {
      let bit = Self.bit(scalar)
      bits[bit >> 6] |= 1 << UInt64(bit & 63)
    }
  }

  /// Whether a word may begin with a character.
  @inline(__always)
  func mayHold(_ scalar: Unicode.Scalar) -> Bool {
    let bit = Self.bit(scalar)
    return bits[bit >> 6] & (1 << UInt64(bit & 63)) != 0
  }

  private static func bit(_ scalar: Unicode.Scalar) -> Int {
    Int((scalar.value &* 0x9E37_79B1) >> 20)
  }
}
