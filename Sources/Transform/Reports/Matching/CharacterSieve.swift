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

/// The sieve of the sentence of a text that was met last: the figures of one share it.
struct SentenceSieve {
  private var sentence = 0..<0
  private var sieve = CharacterSieve([])

  /// The characters of a figure's sentence.
  static func sieve(of figure: FigureContext) -> CharacterSieve {
    CharacterSieve(figure.text[figure.sentence])
  }

  /// The characters of the sentence of a figure of the text.
  mutating func next(_ figure: FigureContext) -> CharacterSieve {
    if figure.sentence != sentence {
      sentence = figure.sentence
      sieve = Self.sieve(of: figure)
    }
    return sieve
  }
}
