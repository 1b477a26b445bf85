internal import ChineseText

/// Which characters stand beside each other: the context that a guess rests on.
///
/// Its source is the report itself, outside its damage, and the words of the catalogue. So it is
/// as small as the report, and knows the report's own subject.
struct ContextModel: Sendable {
  private var pairs = PairCounts()
  private var forms = [Int32](repeating: 0, count: 0x10000)
  private let folder: TextFolder

  init(folder: TextFolder) { self.folder = folder }

  /// Learns the pairs of a text, but for those beside a `?`.
  mutating func learn(_ scalars: some Sequence<Unicode.Scalar>) {
    var previous: Unicode.Scalar?
    for scalar in scalars {
      guard scalar.value >= 0x3400 else {
        previous = nil
        continue
      }
      if scalar.value < 0x10000 { forms[Int(scalar.value)] &+= 1 }
      let folded = folder.simplified(scalar)
      if let previous { pairs.add(Self.key(previous, folded)) }
      previous = folded
    }
  }

  /// How often two characters were seen side by side, in either script.
  func count(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Int {
    pairs.count(Self.key(folder.simplified(left), folder.simplified(right)))
  }

  /// How often a character was seen.
  func count(_ scalar: Unicode.Scalar) -> Int {
    scalar.value < 0x10000 ? Int(forms[Int(scalar.value)]) : 0
  }

  private static func key(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> UInt64 {
    UInt64(left.value) << 32 | UInt64(right.value)
  }

  /// The candidate that its neighbours speak for; nil when nothing does, or as much for another.
  ///
  /// Nil too where they speak for a numeral at all: a number is never a matter of context.
  func best(
    of candidates: [Unicode.Scalar], after left: Unicode.Scalar?, before right: Unicode.Scalar?
  ) -> Unicode.Scalar? {
    var best: (scalar: Unicode.Scalar, score: Int)?
    var rival = 0
    for candidate in candidates {
      let before = left.map { count($0, candidate) } ?? 0
      let behind = right.map { count(candidate, $0) } ?? 0
      // Support from both sides outweighs any amount from one.
      let both = before > 0 && behind > 0 ? 1000 : 0
      let score = (both + min(before, 99) + min(behind, 99)) * 1000 + min(count(candidate), 999)
      if before + behind == 0 { continue }
      if Self.isNumeral(candidate) { return nil }
      if score > best?.score ?? 0 {
        rival = best?.score ?? 0
        best = (candidate, score)
      } else {
        rival = max(rival, score)
      }
    }
    guard let best, best.score > rival else { return nil }
    return best.scalar
  }

  private static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    switch NumeralSymbol(scalar) {
    case .digit, .scale: true
    case .point, .separator, .minus, .other: scalar.properties.numericType != nil
    }
  }
}

/// Counts of keys that are not zero, in a table that is probed in order.
private struct PairCounts: Sendable {
  private var keys = [UInt64](repeating: 0, count: 1 << 10)
  private var counts = [Int32](repeating: 0, count: 1 << 10)
  private var used = 0

  mutating func add(_ key: UInt64) {
    let slot = slot(of: key)
    if keys[slot] == 0 {
      keys[slot] = key
      used += 1
    }
    if counts[slot] < Int32.max { counts[slot] += 1 }
    if used * 2 > keys.count { grow() }
  }

  func count(_ key: UInt64) -> Int { Int(counts[slot(of: key)]) }

  /// Where a key is, or would be.
  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (keys.count - 1)
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }

  private mutating func grow() {
    let (oldKeys, oldCounts) = (keys, counts)
    keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
    counts = [Int32](repeating: 0, count: oldKeys.count * 2)
    for (key, count) in zip(oldKeys, oldCounts) where key != 0 {
      let slot = slot(of: key)
      keys[slot] = key
      counts[slot] = count
    }
  }
}
