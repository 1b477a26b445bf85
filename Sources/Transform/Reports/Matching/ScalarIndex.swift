/// Values by a character, in buckets of a hash: a character that none has is told by an empty bucket.
struct ScalarIndex<Element: Sendable>: Sendable {
  private var buckets: [(scalar: Unicode.Scalar, element: Element)?]
  private let mask: Int

  init(_ elements: [Unicode.Scalar: Element]) {
    // At most a quarter of the buckets is taken.
    var size = 16
    while size < elements.count * 4 { size *= 2 }
    mask = size - 1
    buckets = Array(repeating: nil, count: size)
    for (scalar, element) in elements {
      var bucket = Self.hash(scalar) & mask
      while buckets[bucket] != nil { bucket = (bucket + 1) & mask }
      buckets[bucket] = (scalar, element)
    }
  }

  private static func hash(_ scalar: Unicode.Scalar) -> Int {
    Int((scalar.value &* 0x9E37_79B1) >> 16)
  }

  /// Whether a character has a value.
  func has(_ scalar: Unicode.Scalar) -> Bool { self[scalar] != nil }

  /// The value of a character, or nil.
  subscript(scalar: Unicode.Scalar) -> Element? {
    var bucket = Self.hash(scalar) & mask
    while let entry = buckets[bucket] {
      if entry.scalar == scalar { return entry.element }
      bucket = (bucket + 1) & mask
    }
    return nil
  }
}
