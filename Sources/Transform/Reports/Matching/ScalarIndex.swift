/// Values by a character, in buckets of a hash: a character that none has is told by an empty bucket.
struct ScalarIndex<Element: Sendable>: Sendable {
  /// The characters of the buckets; those without one have what is no character.
  private var keys: [UInt32]
  private var elements: [Element?]
  private let mask: Int

  private static var none: UInt32 { .max }

  init(_ elements: [Unicode.Scalar: Element]) {
    // At most a quarter of the buckets is taken.
    var size = 16
    while size < elements.count * 4 { size *= 2 }
    mask = size - 1
    keys = Array(repeating: Self.none, count: size)
    self.elements = Array(repeating: nil, count: size)
    for (scalar, element) in elements {
      var bucket = Self.hash(scalar) & mask
      while keys[bucket] != Self.none { bucket = (bucket + 1) & mask }
      keys[bucket] = scalar.value
      self.elements[bucket] = element
    }
  }

  private static func hash(_ scalar: Unicode.Scalar) -> Int {
    Int((scalar.value &* 0x9E37_79B1) >> 16)
  }

  /// The bucket of a character, or nil where it has no value.
  private func bucket(of scalar: Unicode.Scalar) -> Int? {
    var bucket = Self.hash(scalar) & mask
    while keys[bucket] != Self.none {
      if keys[bucket] == scalar.value { return bucket }
      bucket = (bucket + 1) & mask
    }
    return nil
  }

  /// Whether a character has a value.
  func has(_ scalar: Unicode.Scalar) -> Bool { bucket(of: scalar) != nil }

  /// The value of a character, or nil.
  subscript(scalar: Unicode.Scalar) -> Element? {
    bucket(of: scalar).flatMap { elements[$0] }
  }

  /// The characters that have a value.
  var scalars: [Unicode.Scalar] { keys.compactMap { $0 == Self.none ? nil : Unicode.Scalar($0) } }
}

extension ScalarIndex<Void> {
  /// The characters alone, without values.
  init(of scalars: [Unicode.Scalar]) {
    self.init(Dictionary(scalars.map { ($0, ()) }) { first, _ in first })
  }
}
