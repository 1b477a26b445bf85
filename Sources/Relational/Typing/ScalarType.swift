/// What is known of the values of a scalar before there are rows.
struct ScalarType: Hashable {
  /// What they are.
  let kind: ScalarKind
  /// Whether a row may have none.
  let mayBeMissing: Bool

  /// Describes values; a kind without values is always missing.
  init(_ kind: ScalarKind, mayBeMissing: Bool) {
    self.kind = kind
    self.mayBeMissing = mayBeMissing || kind == .missing
  }

  /// A value that is never there.
  static let missing = Self(.missing, mayBeMissing: true)

  /// A value that is always there.
  static func given(_ kind: ScalarKind) -> Self { Self(kind, mayBeMissing: false) }

  /// The same where rows may lack it.
  var optional: Self { Self(kind, mayBeMissing: true) }
}
