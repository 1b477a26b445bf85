/// A generator of the same numbers for the same seed (SplitMix64), so that a property test can be run
/// again with the seed that its failure names.
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Starts from a seed.
  package init(seed: UInt64) {
    state = seed
  }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// One of the elements, of which there must be one.
  package mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int(next() % UInt64(elements.count))]
  }

  /// Whether something of the given chance in a hundred happens.
  package mutating func happens(_ percent: UInt64) -> Bool { next() % 100 < percent }
}
