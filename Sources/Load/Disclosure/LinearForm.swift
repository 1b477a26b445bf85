internal import Relational
internal import SurveyModel

/// A formula as a sum of slots, each times a number; nothing else is one.
struct LinearForm: Hashable {
  /// The numbers by slot.
  private(set) var terms: [Int: Double] = [:]
  /// What is added to the slots.
  private(set) var constant = 0.0

  /// Reads a formula; nil where it is no such sum.
  ///
  /// - Parameters:
  ///   - formula: The formula.
  ///   - measures: The form of the measure that a name stands for, or nil where it has none.
  init?(_ formula: Expression, _ measures: (String) -> LinearForm?) {
    switch formula {
    case .number(let number): constant = number
    case .variable(let name):
      if let slot = MeasureScope.Slot.number(name) {
        terms = [slot: 1]
      } else if let form = measures(name) {
        self = form
      } else {
        return nil
      }
    case .negated(let part):
      guard let form = LinearForm(part, measures) else { return nil }
      self = form.multiplied(by: -1)
    case .arithmetic(let left, .plus, let right):
      guard let left = LinearForm(left, measures), let right = LinearForm(right, measures) else {
        return nil
      }
      self = left.adding(right)
    case .arithmetic(let left, .minus, let right):
      guard let left = LinearForm(left, measures), let right = LinearForm(right, measures) else {
        return nil
      }
      self = left.subtracting(right)
    case .arithmetic(.number(let factor), .times, let part),
      .arithmetic(let part, .times, .number(let factor)):
      guard let form = LinearForm(part, measures) else { return nil }
      self = form.multiplied(by: factor)
    default: return nil
    }
  }

  private func adding(_ other: LinearForm) -> LinearForm {
    var sum = self
    for (slot, number) in other.terms { sum.terms[slot, default: 0] += number }
    sum.terms = sum.terms.filter { $0.value != 0 }
    sum.constant += other.constant
    return sum
  }

  /// The difference of two forms.
  func subtracting(_ other: LinearForm) -> LinearForm { adding(other.multiplied(by: -1)) }

  private func multiplied(by factor: Double) -> LinearForm {
    var product = self
    product.terms = terms.mapValues { $0 * factor }
    product.constant *= factor
    return product
  }
}

extension MeasureScope {
  /// The slot that counts the records that meet a condition.
  mutating func count(
    _ condition: Expression?, ofPart part: Int
  ) throws(ExpressionTypeError) -> Int {
    try slot(.aggregate(.count, nil, where: condition), ofPart: part) ?? 0
  }

  /// Whether an argument is nothing but a variable that names a place.
  func namesPlace(_ argument: Expression, ofPart part: Int) -> Bool {
    guard case .variable(let name) = argument,
      case .place? = parts[part].record.variable(name)?.kind
    else { return false }
    return true
  }

  /// The slot that counts the records of a part that add something to a form of sums or counts.
  mutating func count(whereNotZero form: LinearForm, ofPart part: Int) -> Int {
    let terms = form.terms.sorted { $0.key < $1.key }
      .map { number, factor in
        let slot = slots[number].value
        let value: Scalar =
          switch (slot.aggregate, slot.argument) {
          case (.sum, let argument?): .call(.coalesce, [argument, .number(0)])
          case (_, let argument?):
            .either(when: .isNull(argument), then: .number(0), otherwise: .number(1))
          case (_, nil): .number(1)
          }
        let counted = slot.condition.map { condition in
          Scalar.either(when: condition, then: value, otherwise: .number(0))
        }
        return Scalar.binary(.number(factor), .times, counted ?? value)
      }
    guard let first = terms.first else { return add(AggregateSlot.none, ofPart: part) }
    let sum = terms.dropFirst().reduce(first) { .binary($0, .plus, $1) }
    return add(
      AggregateSlot(
        aggregate: .count, argument: nil, condition: .binary(sum, .notEqual, .number(0))),
      ofPart: part)
  }
}

extension AggregateSlot {
  /// The count of no record.
  fileprivate static let none = AggregateSlot(
    aggregate: .count, argument: nil, condition: .boolean(false))
}
