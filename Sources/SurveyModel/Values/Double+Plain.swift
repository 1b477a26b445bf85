extension Double {
  /// The fewest digits that give the number again, a whole one without a point as far as doubles tell
  /// one from the next (2^53).
  package var exact: String {
    magnitude < 0x1p53 && self == rounded() ? String(Int(self)) : description
  }

  /// The shortest decimal form, a whole number without a point.
  package var plain: String {
    self == rounded() && abs(self) < 1e15 ? String(Int(self)) : "\(self)"
  }
}
