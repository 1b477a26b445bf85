/// A value or condition over a row, or over the rows of a group, as a tree.
///
/// It has what every engine can compute, with the logic of three values: anything computed from a
/// missing value is missing, and a condition on one neither holds nor fails.
package indirect enum Scalar: Hashable, Sendable {
  /// An operator between two values.
  package enum Operator: Hashable, Sendable {
    /// The sum.
    case plus
    /// The difference.
    case minus
    /// The product.
    case times
    /// The quotient.
    case divided
    /// The quotient of two whole numbers without its fraction.
    case wholeQuotient
    /// What a whole number leaves when it is divided by another.
    case remainder
    /// One text behind another.
    case joined
    /// The same.
    case equal
    /// Not the same.
    case notEqual
    /// Less.
    case less
    /// Less or the same.
    case lessOrEqual
    /// More.
    case greater
    /// More or the same.
    case greaterOrEqual
    /// Both.
    case and
    /// Either.
    case or
    /// Not the same, where missing is a value like others.
    case isDistinctFrom
    /// The same, where missing is a value like others.
    case isNotDistinctFrom
  }

  /// A function or aggregate.
  package enum Function: Hashable, Sendable {
    /// The absolute value.
    case abs
    /// The first value that is not missing.
    case coalesce
    /// The first value; missing where it equals the second.
    case nullIf
    /// The number of characters.
    case length
    /// The least of values; missing where one is.
    case least
    /// The greatest of values; missing where one is.
    case greatest
    /// The greatest whole number that is no greater.
    case floor
    /// A number times a power of ten, its halves rounded away from 0, divided by that power.
    case round
    /// Where a text stands in another, by the one-based place of its first character; 0 where it does not.
    case position
    /// Whether a regular expression, in the syntax of ICU, finds something in a text; missing where that is
    /// not known within a number of steps.
    case matches
    /// The days from 1 January 1970 to a date in ISO 8601 that is known to the day.
    case dayNumber
    /// A part of a text, by its one-based start and its length.
    case substring
    /// The sum of a group.
    case sum
    /// The least value of a group.
    case min
    /// The greatest value of a group.
    case max
    /// The numbers of a group, each as often as it stands there, in no order; nothing but ``quantile`` and
    /// ``deviation`` looks into them, over rows of collections as over rows of numbers.
    case collect
    /// The value of a group below which a share of the values lies, by the value and the share; see
    /// `Expression.Aggregate.quantile`.
    case quantile
    /// Numbers of a group with their weights, each as often as it stands there, in no order, by the number
    /// and the weight; nothing but ``weightedQuantile`` looks into them. What has no weight above 0 is none.
    case collectWeighted
    /// The weighted quantile of rows of ``collectWeighted``, by these and the share; see
    /// `Expression.Aggregate.weightedQuantile`.
    case weightedQuantile
    /// The standard deviation of a group as a sample; none of fewer than two values.
    case deviation

    /// Whether it is over the rows of a group.
    package var isAggregate: Bool {
      switch self {
      case .sum, .min, .max, .collect, .quantile, .collectWeighted, .weightedQuantile, .deviation:
        true
      case .abs, .coalesce, .nullIf, .length, .least, .greatest, .floor, .round, .position,
        .matches, .dayNumber, .substring:
        false
      }
    }
  }

  /// The missing value.
  case null
  /// A number.
  case number(Double)
  /// 1 as a double.
  case one
  /// A text.
  case text(String)
  /// True or false.
  case boolean(Bool)
  /// A value that is given when the plan is run, by its number from 1.
  case parameter(Int)
  /// A column, of a named plan or of the only one.
  case column(String?, String)
  /// The negative.
  case negated(Scalar)
  /// The opposite.
  case not(Scalar)
  /// Two values and an operator.
  case binary(Scalar, Operator, Scalar)
  /// Whether a value is missing.
  case isNull(Scalar)
  /// Whether a value is ``StoredValue/blank``.
  case isBlank(Scalar)
  /// Whether a value is one of several.
  case among(Scalar, [Scalar])
  /// A function of values.
  case call(Function, [Scalar])
  /// A text of digits as a whole number.
  case integer(Scalar)
  /// How many different values a group has.
  case countDistinct(Scalar)
  /// How many rows a group has, or how many of them have a value.
  case count(Scalar?)
  /// An aggregate over the rows of a group for which a condition holds.
  case filtered(Scalar, where: Scalar)
  /// The one value where a condition holds, the other where it does not or is not tested.
  case either(when: Scalar, then: Scalar, otherwise: Scalar)
}

extension Scalar {
  /// All of some conditions, or the only one; nil where there is none.
  package static func all(_ conditions: [Scalar]) -> Scalar? {
    guard let first = conditions.first else { return nil }
    return conditions.dropFirst().reduce(first) { .binary($0, .and, $1) }
  }

  /// Whether a value is there.
  package static func isPresent(_ value: Scalar) -> Scalar { .not(.isNull(value)) }

  /// 1 where a condition holds, else 0.
  package static func flag(_ condition: Scalar) -> Scalar {
    .either(when: condition, then: .number(1), otherwise: .number(0))
  }

  /// Over flags of the rows of a group: true where one is set, missing where it is unknown of one, else
  /// false.
  package static func any(_ flag: Scalar, unknown: Scalar) -> Scalar {
    .either(
      when: isAny(flag), then: .boolean(true),
      otherwise: .either(when: isAny(unknown), then: .null, otherwise: .boolean(false)))
  }

  /// Whether a flag is set in one of the rows of a group.
  package static func isAny(_ flag: Scalar) -> Scalar {
    .binary(.call(.max, [flag]), .equal, .number(1))
  }

  /// The value as a double, whose sum has no bound that whole numbers have.
  package var fraction: Scalar { .binary(.one, .times, self) }

  /// A quotient of doubles; missing where the divisor is 0.
  package static func quotient(_ left: Scalar, _ right: Scalar) -> Scalar {
    .binary(left.asDouble, .divided, .call(.nullIf, [right, .number(0)]))
  }

  /// The value as a double; a quotient is one already.
  private var asDouble: Scalar {
    if case .binary(_, .divided, _) = self { self } else { fraction }
  }
}

extension Scalar {
  /// The values that it is made of.
  private var parts: [Scalar] {
    var parts: [Scalar] = []
    _ = mapped { part in
      parts.append(part)
      return part
    }
    return parts
  }

  /// Whether it rests on an aggregate.
  package var isAggregate: Bool {
    switch self {
    case .count, .countDistinct: true
    case .call(let function, _) where function.isAggregate: true
    default: parts.contains(where: \.isAggregate)
    }
  }

  /// Whether each of its columns is of a plan that it names, whatever others have columns of that name.
  package var isQualified: Bool {
    if case .column(let plan, _) = self { return plan != nil }
    return parts.allSatisfy(\.isQualified)
  }

  /// Whether it rests on a column of one of some names.
  package func mentions(_ names: Set<String>) -> Bool {
    if case .column(_, let name) = self { return names.contains(name) }
    return parts.contains { $0.mentions(names) }
  }
}
