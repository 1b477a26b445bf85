internal import Relational
internal import SurveyModel

/// One aggregate over one record, computed in two steps: over the records of each place, and over
/// the places of each row.
///
/// So the records are read once, whatever the number of levels. What cannot be put together from parts
/// (``isHolistic``) has a step of its own over the values of each place.
struct AggregateSlot: Hashable {
  let aggregate: Expression.Aggregate
  let argument: Scalar?
  /// How many the argument stands for, of a weighted quantile.
  var weight: Scalar?
  let condition: Scalar?
  /// Whether a record has a value to count, where that is known better than by the argument: a place
  /// that is open on the map is one, though nobody can say which.
  var presence: Scalar?

  /// The names of the columns that the first step gives, by the slot's number; no variable has one.
  static func partNames(_ number: Int) -> (value: String, count: String) {
    ("#a\(number)", "#n\(number)")
  }

  /// The expressions of the first step, over the records of one place.
  func parts(_ number: Int) -> [Derived] {
    let names = Self.partNames(number)
    switch aggregate {
    case .count:
      return [Derived(names.value, chosen(.count(argument)))]
    case .countDistinct: return []
    case .quantile, .deviation: return [Derived(names.value, chosen(.call(.collect, [fraction])))]
    case .weightedQuantile:
      let pair = [fraction, (weight ?? .null).fraction]
      return [Derived(names.value, chosen(.call(.collectWeighted, pair)))]
    case .sum:
      return [
        Derived(names.value, chosen(.call(.sum, [fraction]))),
        Derived(names.count, chosen(.count(nil))),
      ]
    case .mean:
      return [
        Derived(names.value, chosen(.call(.sum, [fraction]))),
        Derived(names.count, chosen(.count(argument))),
      ]
    case .min: return [Derived(names.value, chosen(.call(.min, [argument ?? .null])))]
    case .max: return [Derived(names.value, chosen(.call(.max, [argument ?? .null])))]
    case .any: return condition(over: names, is: argument ?? .null)
    case .every: return condition(over: names, is: .not(argument ?? .null))
    }
  }

  /// The expression of the second step, over the parts of one row.
  func whole(_ number: Int) -> Scalar? {
    let names = Self.partNames(number)
    let value = Scalar.column("p", names.value)
    let count = Scalar.column("p", names.count)
    switch aggregate {
    case .count: return .call(.sum, [value])
    case .countDistinct: return nil
    case .quantile, .weightedQuantile, .deviation: return .figure(of: aggregate, over: value)
    case .sum:
      // The sum over no record is 0; over records none of which has the value it is missing.
      return .either(
        when: .binary(.call(.sum, [count]), .equal, .number(0)), then: .number(0),
        otherwise: .call(.sum, [value]))
    case .mean: return .quotient(.call(.sum, [value]), .call(.sum, [count]))
    case .min: return .call(.min, [value])
    case .max: return .call(.max, [value])
    case .any: return .any(value, unknown: count)
    case .every: return .not(.any(value, unknown: count))
    }
  }

  /// Whether it is computed over the values themselves, and not put together from parts.
  var isHolistic: Bool {
    switch aggregate {
    case .countDistinct: true
    case .count, .sum, .mean, .min, .max, .quantile, .weightedQuantile, .deviation, .any, .every:
      false
    }
  }

  /// Whether it counts things: each value of a place is taken once, and where one names a place, it matters
  /// whether that is open on a map.
  var countsThings: Bool { aggregate.telling == .things }

  /// Whether the figures of the places of a level add up to that of what holds them.
  var isAdditive: Bool {
    switch aggregate {
    case .count, .sum: true
    case .countDistinct, .mean, .min, .max, .quantile, .weightedQuantile, .deviation, .any, .every:
      false
    }
  }

  /// What is computed over the values of one row, for one that is ``isHolistic``.
  ///
  /// An open place may be one of the others or not, so that the number of different ones is missing.
  func holistic(_ number: Int) -> Scalar {
    let value = Scalar.column("p", Self.partNames(number).value)
    guard presence != nil else { return .countDistinct(value) }
    let open = Scalar.call(
      .sum, [.flag(.isNull(value))])
    return .either(
      when: .binary(open, .greater, .number(0)), then: .null, otherwise: .countDistinct(value))
  }

  /// The condition and another one; nil when there is neither.
  func met(_ other: Scalar?) -> Scalar? {
    .all([condition, other].compactMap(\.self))
  }

  /// Whether a condition holds for a record of the place, and whether that is unknown for one.
  private func condition(
    over names: (value: String, count: String), is condition: Scalar
  ) -> [Derived] {
    let met = met(condition) ?? condition
    return [
      Derived(names.value, .call(.max, [.flag(met)])),
      Derived(names.count, .call(.max, [.flag(.isNull(met))])),
    ]
  }

  /// The argument as a double.
  private var fraction: Scalar { (argument ?? .null).fraction }

  /// An aggregate over the records that meet the condition.
  private func chosen(_ aggregate: Scalar) -> Scalar {
    guard let condition else { return aggregate }
    return .filtered(aggregate, where: condition)
  }
}
