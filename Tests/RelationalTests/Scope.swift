import Relational
import SurveyModel
import TextPattern

/// What a value is over a row, or over the rows of a group.
struct Scope {
  private let columns: [(plan: String?, name: String)]
  private let row: [Datum?]
  private let group: [[Datum?]]

  init(
    _ columns: [(plan: String?, name: String)], _ row: [Datum?], group: [[Datum?]] = []
  ) {
    self.columns = columns
    self.row = row
    self.group = group
  }

  /// Whether a condition holds; one that cannot be tested does not.
  func holds(_ condition: Scalar) -> Bool { isTrue(condition) ?? false }

  func value(of scalar: Scalar) -> Datum? {
    switch scalar {
    case .null: nil
    case .number(let number): .number(number)
    case .one: .number(1)
    case .text(let text): .text(text)
    case .boolean(let flag): Datum(flag)
    case .parameter: nil
    case .column(let plan, let name):
      columns.firstIndex { $0.name == name && (plan == nil || $0.plan == plan) }
        .flatMap { row[$0] }
    case .negated(let part): number(part).map { .number(-$0) }
    case .not(let part): isTrue(part).map { Datum(!$0) }
    case .binary(let left, let symbol, let right): binary(left, symbol, right)
    case .isBlank: Datum(false)
    case .isNull(let part): Datum(value(of: part) == nil)
    case .among(let part, let parts): among(part, parts)
    case .call(let function, let parts): call(function, parts)
    case .integer(let part):
      value(of: part)?.text.flatMap { Double($0) }.map { .number($0.rounded(.towardZero)) }
    case .countDistinct(let part): .number(Double(Set(given(part)).count))
    case .count(let part): .number(Double(part.map { given($0).count } ?? group.count))
    case .filtered(let aggregate, let condition):
      Scope(columns, row, group: group.filter { Scope(columns, $0).holds(condition) })
        .value(of: aggregate)
    case .either(let condition, let then, let otherwise):
      value(of: holds(condition) ? then : otherwise)
    }
  }

  private func isTrue(_ condition: Scalar) -> Bool? { number(condition).map { $0 != 0 } }

  private func number(_ scalar: Scalar) -> Double? { value(of: scalar)?.number }

  /// The values of the group's rows that are there.
  private func given(_ part: Scalar) -> [Datum] {
    group.compactMap { Scope(columns, $0).value(of: part) }
  }

  private func binary(
    _ left: Scalar, _ symbol: Scalar.Operator, _ right: Scalar
  ) -> Datum? {
    switch symbol {
    case .and:
      let (first, second) = (isTrue(left), isTrue(right))
      if first == false || second == false { return Datum(false) }
      return first == nil || second == nil ? nil : Datum(true)
    case .or:
      let (first, second) = (isTrue(left), isTrue(right))
      if first == true || second == true { return Datum(true) }
      return first == nil || second == nil ? nil : Datum(false)
    case .isDistinctFrom: return Datum(value(of: left) != value(of: right))
    case .isNotDistinctFrom: return Datum(value(of: left) == value(of: right))
    default: break
    }
    guard let first = value(of: left), let second = value(of: right) else { return nil }
    switch symbol {
    case .equal: return Datum(first == second)
    case .notEqual: return Datum(first != second)
    case .less: return Datum(first < second)
    case .lessOrEqual: return Datum(first <= second)
    case .greater: return Datum(second < first)
    case .greaterOrEqual: return Datum(second <= first)
    default: break
    }
    if symbol == .joined {
      guard let first = first.text, let second = second.text else { return nil }
      return .text(first + second)
    }
    guard let first = first.number, let second = second.number else { return nil }
    switch symbol {
    case .plus: return .number(first + second)
    case .minus: return .number(first - second)
    case .times: return .number(first * second)
    case .divided: return second == 0 ? nil : .number(first / second)
    case .wholeQuotient:
      return second == 0 ? nil : .number((first / second).rounded(.towardZero))
    case .remainder:
      return second == 0 ? nil : .number(first.truncatingRemainder(dividingBy: second))
    default: return nil
    }
  }

  private func among(_ part: Scalar, _ parts: [Scalar]) -> Datum? {
    guard let own = value(of: part) else { return parts.isEmpty ? Datum(false) : nil }
    let values = parts.map { value(of: $0) }
    if values.contains(own) { return Datum(true) }
    return values.contains(nil) ? nil : Datum(false)
  }

  private func call(_ function: Scalar.Function, _ parts: [Scalar]) -> Datum? {
    switch function {
    case .abs: return number(parts[0]).map { .number(abs($0)) }
    case .coalesce: return parts.lazy.compactMap { value(of: $0) }.first
    case .nullIf:
      let own = value(of: parts[0])
      return own == value(of: parts[1]) ? nil : own
    case .length:
      return value(of: parts[0])?.text.map { .number(Double($0.unicodeScalars.count)) }
    case .substring:
      guard let text = value(of: parts[0])?.text, let start = number(parts[1]),
        let length = number(parts[2])
      else { return nil }
      let scalars = text.unicodeScalars.dropFirst(Int(start) - 1).prefix(Int(length))
      return .text(String(String.UnicodeScalarView(scalars)))
    case .least, .greatest:
      let values = parts.compactMap { value(of: $0) }
      guard values.count == parts.count else { return nil }
      return function == .least ? values.min() : values.max()
    case .floor: return number(parts[0]).map { .number($0.rounded(.down)) }
    case .round:
      guard let value = number(parts[0]), let scale = number(parts[1]) else { return nil }
      let whole = (abs(value) * scale + 0.5).rounded(.down) / scale
      return .number(value < 0 ? -whole : value > 0 ? whole : 0)
    case .position:
      guard let text = value(of: parts[0])?.text, let part = value(of: parts[1])?.text else {
        return nil
      }
      let (scalars, wanted) = (Array(text.unicodeScalars), Array(part.unicodeScalars))
      let place = (0...max(0, scalars.count)).first { scalars[$0...].starts(with: wanted) }
      return .number(Double(place.map { $0 + 1 } ?? 0))
    case .matches:
      guard let text = value(of: parts[0])?.text, let pattern = value(of: parts[1])?.text,
        let expression = try? TextPattern(pattern)
      else { return nil }
      switch expression.answer(for: text) {
      case .found: return Datum(true)
      case .none: return Datum(false)
      case .tooManySteps: return nil
      }
    case .dayNumber:
      return value(of: parts[0])?.text.flatMap { CalendarDate(iso: $0) }
        .map { .number(Double($0.daysSince1970)) }
    case .sum:
      let numbers = given(parts[0]).compactMap(\.number)
      return numbers.isEmpty ? nil : .number(numbers.reduce(0, +))
    case .quantile:
      let numbers = given(parts[0]).flatMap(\.numbers).sorted()
      guard let share = number(parts[1]), !numbers.isEmpty else { return nil }
      let place = Double(numbers.count - 1) * share
      let (lower, upper) = (Int(place.rounded(.down)), Int(place.rounded(.up)))
      return .number(
        numbers[lower] + (place - Double(lower)) * (numbers[upper] - numbers[lower]))
    case .collect:
      let numbers = given(parts[0]).compactMap(\.number)
      return numbers.isEmpty ? nil : .collection(numbers)
    case .collectWeighted:
      let pairs = group.compactMap { row -> [Double]? in
        let scope = Scope(columns, row)
        guard let value = scope.number(parts[0]), let weight = scope.number(parts[1]), weight > 0
        else { return nil }
        return [value, weight]
      }
      return pairs.isEmpty ? nil : .weighted(pairs)
    case .weightedQuantile:
      let pairs = given(parts[0]).flatMap(\.pairs).sorted { $0[0] < $1[0] }
      guard let share = number(parts[1]), !pairs.isEmpty else { return nil }
      // Which values lie at the ends of the share, by the weights up to and from each.
      let whole = pairs.reduce(0) { $0 + $1[1] }
      func upTo(_ value: Double) -> Double {
        pairs.filter { $0[0] <= value }.reduce(0) { $0 + $1[1] } / whole
      }
      let lower = pairs.first { upTo($0[0]) >= share - 1e-12 }?[0] ?? pairs[pairs.count - 1][0]
      let upper = pairs.first { upTo($0[0]) > share + 1e-12 }?[0] ?? lower
      return .number((lower + max(lower, upper)) / 2)
    case .deviation:
      let numbers = given(parts[0]).flatMap(\.numbers)
      guard numbers.count > 1 else { return nil }
      let count = Double(numbers.count)
      let mean = numbers.reduce(0, +) / count
      return .number(
        (numbers.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / (count - 1)).squareRoot())
    case .min: return given(parts[0]).min()
    case .max: return given(parts[0]).max()
    }
  }
}
