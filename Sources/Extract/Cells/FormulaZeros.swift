/// What a 0 is that stands as the value of a formula.
///
/// Programs that write formulas without calculating them leave a 0 there, and ask the program that opens
/// the file to calculate.
enum FormulaZeros: Hashable, Sendable {
  /// A value like others.
  case calculated
  /// Nothing: the formula was never calculated.
  case placeholders
}
