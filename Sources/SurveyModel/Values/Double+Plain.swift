extension Double {
  /// The fewest digits that give the number again, a whole one without a point as far as doubles tell
  /// one from the next (2^53).
  package var exact: String { text(wholeBelow: 0x1p53) }

  /// The shortest decimal form, a whole number without a point.
  package var plain: String { text(wholeBelow: 1e15) }

  private func text(wholeBelow bound: Double) -> String {
    magnitude < bound && self == rounded() ? String(Int(self)) : description
  }
}
