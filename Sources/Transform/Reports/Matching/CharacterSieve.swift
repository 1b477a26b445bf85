/// Which characters a text may hold, in 256 bits: says quickly that a word cannot stand in it.
struct CharacterSieve: Sendable {
  private var bits = SIMD4<UInt64>.zero

  init(_ scalars: some Sequence<Unicode.Scalar>) {
    for scalar in scalars {
      let bit = Int((scalar.value &* 0x9E37_79B1) >> 24)
      bits[bit >> 6] |= 1 << UInt64(bit & 63)
    }
  }

  /// Whether every character of another sieve may be in this one.
  func mayHold(_ other: Self) -> Bool {
    (other.bits & ~bits) == .zero
  }
}
