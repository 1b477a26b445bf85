extension Double {
  /// The shortest decimal form, a whole number without a point.
  package var plain: String {
    self == rounded() && abs(self) < 1e15 ? String(Int(self)) : "\(self)"
  }
}
