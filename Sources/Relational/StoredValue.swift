/// A value that an engine gave; missing is none.
package enum StoredValue: Hashable, Sendable {
  /// A whole number.
  case integer(Int64)
  /// A number.
  case real(Double)
  /// A text.
  case text(String)
  /// The mark that there was nothing, which is a value unlike a missing one.
  case blank
}
