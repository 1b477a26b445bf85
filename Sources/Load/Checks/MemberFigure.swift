internal import Relational
internal import SurveyModel

/// An aggregate over the members of a record, for a rule.
///
/// In a table a sum is taken over what is known; in a rule it is not known as long as one part of it
/// is missing, or one member is held back, because a rule must not fail for what nobody has said.
struct MemberFigure {
  /// The aggregate over the rows `c` of a group.
  let value: Scalar

  init(
    _ aggregate: Expression.Aggregate, _ part: Expression?, _ condition: Expression?,
    of record: String
  ) throws(ExpressionTypeError) {
    let compiler = ScalarCompiler { name in
      guard let path = RecordRelations.path(name) else { return .boolean(true) }
      return path.record == record ? .column("c", path.variable) : nil
    }
    let chosen = try condition.map(compiler.compile) ?? .boolean(true)
    let value = try part.map(compiler.compile) ?? .boolean(true)
    let given = Scalar.either(when: chosen, then: value, otherwise: .null)
    let isUnclear = Scalar.binary(Self.isHeld, .or, .isNull(chosen))
    let isPartUnclear = Scalar.binary(
      isUnclear, .or, .binary(chosen, .and, .isNull(value)))
    switch aggregate {
    case .count:
      let counted = Scalar.flag(.binary(chosen, .and, .isPresent(value)))
      self.value = Self.known(.call(.sum, [counted]), unless: isUnclear)
    case .countDistinct: self.value = Self.known(.countDistinct(given), unless: isUnclear)
    case .sum:
      let sum = Scalar.call(.sum, [given.fraction])
      self.value = Self.known(.call(.coalesce, [sum, .number(0)]), unless: isPartUnclear)
    case .mean:
      self.value = Self.known(
        .quotient(.call(.sum, [given.fraction]), .count(given)), unless: isPartUnclear)
    case .min: self.value = Self.known(.call(.min, [given]), unless: isPartUnclear)
    case .max: self.value = Self.known(.call(.max, [given]), unless: isPartUnclear)
    case .quantile, .weightedQuantile, .deviation:
      self.value = Self.known(
        .figure(of: aggregate, over: given.fraction) ?? .null, unless: isPartUnclear)
    case .any: self.value = Self.exists(.binary(chosen, .and, value))
    case .every: self.value = .not(Self.exists(.binary(chosen, .and, .not(value))))
    }
  }

  private static let isHeld = Scalar.binary(.column("c", "status"), .equal, .text("quarantined"))

  private static func known(_ figure: Scalar, unless unknown: Scalar) -> Scalar {
    .either(when: .isAny(.flag(unknown)), then: .null, otherwise: figure)
  }

  /// Whether a condition holds for one: true as soon as it does, whatever is unknown of the others.
  private static func exists(_ condition: Scalar) -> Scalar {
    .any(
      .flag(.binary(.not(isHeld), .and, condition)),
      unknown: .flag(.binary(isHeld, .or, .isNull(condition))))
  }
}
