/// What separates the decimals of numbers that are written as text.
package enum DecimalMark: String, Hashable, Sendable, CaseIterable, Encodable {
  /// A point; commas stand between thousands.
  case point
  /// A comma; points stand between thousands.
  case comma
}
