internal import ChineseText

/// Which characters stand beside each other: the context that a guess rests on.
///
/// Its source is the report itself, outside its damage, and the words of the catalogue. So it is
/// as small as the report, and knows the report's own subject.
struct ContextModel: Sendable {
  private var pairs: [UInt64: Int] = [:]
  private var forms: [Unicode.Scalar: Int] = [:]
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
      forms[scalar, default: 0] += 1
      let folded = folder.simplified(scalar)
      if let previous { pairs[Self.key(previous, folded), default: 0] += 1 }
      previous = folded
    }
  }

  /// How often two characters were seen side by side, in either script.
  func count(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Int {
    pairs[Self.key(folder.simplified(left), folder.simplified(right))] ?? 0
  }

  /// How often a character was seen.
  func count(_ scalar: Unicode.Scalar) -> Int { forms[scalar] ?? 0 }

  private static func key(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> UInt64 {
    UInt64(left.value) << 32 | UInt64(right.value)
  }

  /// The candidate that its neighbours speak for; nil when nothing does, or as much for another.
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
}
