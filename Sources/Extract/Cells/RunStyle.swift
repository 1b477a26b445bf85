/// How the characters of a run stand, so far as it sets them apart from those beside them; of several
/// at once the last one here counts.
enum RunStyle: UInt8, Comparable, Sendable {
  case plain
  /// Below the line (subscript).
  case lowered
  /// Above the line (superscript).
  case raised
  /// Struck through: no longer meant.
  case struck
  /// Not shown at all.
  case hidden

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The styles of the elements that are open around a character.
struct OpenRunStyles {
  private var styles: [RunStyle] = []

  /// What they make of the character together.
  private(set) var together = RunStyle.plain

  /// Starts an element.
  mutating func push(_ style: RunStyle) {
    styles.append(style)
    together = max(together, style)
  }

  /// Ends the innermost element; without one nothing happens.
  mutating func pop() {
    guard styles.popLast() != nil else { return }
    together = styles.max() ?? .plain
  }

  /// Forgets the elements and keeps the memory.
  mutating func removeAll() {
    if !styles.isEmpty { styles.removeAll(keepingCapacity: true) }
    together = .plain
  }
}
