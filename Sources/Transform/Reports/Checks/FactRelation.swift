internal import SurveyModel

/// One relation with its figures.
struct FactRelation {
  /// The relation, decided.
  let result: FactCheck

  init(_ check: IndicatorCatalogue.Check, parts: [Fact], total: Fact) {
    let kind: FactCheck.Kind
    let expression: String
    let holds: Bool?
    let values = parts.map { Self.text($0.value) }
    let whole = Self.text(total.value)
    switch check.relation {
    case .sum:
      kind = .sum
      expression = values.joined(separator: " + ") + " = " + whole
      holds = Self.compare(parts, total) { abs($0.reduce(0, +) - $1) <= $2 }
    case .part:
      kind = .part
      expression = values[0] + " <= " + whole
      holds = Self.compare(parts, total) { $0[0] <= $1 + $2 }
    case .equal:
      kind = .equal
      expression = values[0] + " = " + whole
      holds = Self.compare(parts, total) { abs($0[0] - $1) <= $2 }
    case .target:
      kind = .target
      expression = values[0] + " >= " + whole
      holds = Self.compare(parts, total) { $0[0] + $2 >= $1 }
    case .ratio(_, _, let least, let most):
      kind = .ratio
      let ratio = Self.quotient(parts[0].value, total.value)
      let bounds = [least.map { ">= \(Self.text($0))" }, most.map { "<= \(Self.text($0))" }]
      expression =
        "\(values[0]) / \(whole) = \(Self.rounded(ratio)) "
        + bounds.compactMap { $0 }.joined(separator: ", ")
      holds = ratio.map { $0 >= least ?? -.infinity && $0 <= most ?? .infinity }
    case .rate:
      kind = .rate
      let factor = total.unit == "permille" ? 1000.0 : 100
      let rate = Self.quotient(parts[0].value, parts[1].value).map { $0 * factor }
      expression = "\(values[0]) / \(values[1]) = \(Self.rounded(rate)) = \(whole)"
      holds = Self.rateHolds(rate, parts, total)
    }
    // Figures of different dates or places can agree; that they do not says nothing.
    let isExact = (parts + [total])
      .allSatisfy {
        $0.qualifier == .exact && !$0.isDamaged && $0.asOf == total.asOf
          && $0.place == total.place
      }
    let verdict: FactCheck.Verdict =
      switch holds {
      case true?: .holds
      case false? where isExact: check.isHard ? .contradicted : .anomaly
      default: .undecidable
      }
    result = FactCheck(
      kind: kind, parts: parts, total: total, expression: expression, verdict: verdict)
  }

  /// Whether a rate can come from whole numbers over its denominator, where no numerator is stated
  /// (the GRIM test: Brown and Heathers 2017); nil where every rate could.
  static func wholeNumbers(behind rate: Fact, of denominator: Fact, isHard: Bool) -> FactCheck? {
    let factor = rate.unit == "permille" ? 1000.0 : 100
    guard let stated = rate.value, let base = denominator.value, base >= 1, base == base.rounded(),
      denominator.resolution == 1, rate.resolution > 0, base < factor / rate.resolution
    else { return nil }
    let nearest = (stated / factor * base).rounded()
    let given = nearest / base * factor
    let holds = abs(given - stated) <= rate.resolution / 2 * 1.000_001
    let isExact = [rate, denominator]
      .allSatisfy { $0.qualifier == .exact && $0.asOf == rate.asOf }
    let expression = "\(text(nearest)) / \(text(base)) = \(rounded(given)) = \(text(stated))"
    return FactCheck(
      kind: .wholeNumbers, parts: [denominator], total: rate, expression: expression,
      verdict: holds ? .holds : isExact ? (isHard ? .contradicted : .anomaly) : .undecidable)
  }

  /// Whether a change is what a figure and its earlier value give.
  static func change(from earlier: Fact, to later: Fact, by change: Fact) -> FactCheck? {
    guard let old = earlier.value, let new = later.value, let stated = change.value else {
      return nil
    }
    let rounding = rounding(of: earlier) + rounding(of: later)
    let given: Double
    var slack = change.resolution / 2
    let expression: String
    if change.unit == later.unit || (later.unit == "percent" && change.unit == "percentage_point") {
      given = new - old
      slack += rounding
      expression = "\(text(new)) - \(text(old)) = \(rounded(given)) = \(text(stated))"
    } else if change.unit == "percent", later.unit != "percent", old != 0 {
      given = (new / old - 1) * 100
      slack += 100 * rounding / abs(old)
      expression = "\(text(new)) / \(text(old)) - 1 = \(rounded(given)) % = \(text(stated)) %"
    } else {
      return nil
    }
    let isExact = [earlier, later, change].allSatisfy { $0.qualifier == .exact }
    let holds = abs(given - stated) <= slack * 1.000_001 + 1e-9 * max(1, abs(new))
    return FactCheck(
      kind: .change, parts: [earlier, later], total: change, expression: expression,
      verdict: holds ? .holds : isExact ? .anomaly : .undecidable)
  }

  /// How far rounding may have moved a figure; a whole number of base units is no rounded one.
  private static func rounding(of fact: Fact) -> Double {
    fact.resolution == 1 ? 0 : fact.resolution / 2
  }

  /// Whether two statements of one figure agree, as far as their rounding goes.
  static func repetition(_ first: Fact, _ second: Fact) -> FactCheck {
    let isExact = first.qualifier == .exact && second.qualifier == .exact
    var verdict = FactCheck.Verdict.undecidable
    if let left = first.value, let right = second.value {
      let slack = max(first.resolution, second.resolution) / 2 * 1.000_001
      let agrees =
        left == right || abs(left - right) <= (slack > 0.5 || left != left.rounded() ? slack : 0)
      verdict = agrees ? .holds : isExact ? .anomaly : .undecidable
    }
    return FactCheck(
      kind: .repeated, parts: [first], total: second,
      expression: "\(text(first.value)) = \(text(second.value))", verdict: verdict)
  }

  /// Decides over values and the slack that rounding leaves; nil when a value is unreadable.
  private static func compare(
    _ parts: [Fact], _ total: Fact, _ decide: ([Double], Double, Double) -> Bool
  ) -> Bool? {
    guard let whole = total.value else { return nil }
    let values = parts.compactMap(\.value)
    guard values.count == parts.count else { return nil }
    // A whole number of base units is no rounded one.
    let slack = (parts + [total]).reduce(0) { $0 + ($1.resolution == 1 ? 0 : $1.resolution / 2) }
    return decide(values, whole, slack * 1.000_001 + 1e-9 * max(1, abs(whole)))
  }

  /// Whether a rate is what its counts give, to the digits that it states.
  private static func rateHolds(_ rate: Double?, _ parts: [Fact], _ total: Fact) -> Bool? {
    guard let rate, let stated = total.value, let numerator = parts[0].value,
      let denominator = parts[1].value
    else { return nil }
    var slack = total.resolution / 2
    for (part, value) in [(parts[0], numerator), (parts[1], denominator)]
    where part.resolution != 1 && value != 0 {
      slack += abs(rate) * part.resolution / 2 / abs(value)
    }
    return abs(rate - stated) <= slack * 1.000_001
  }

  private static func quotient(_ left: Double?, _ right: Double?) -> Double? {
    guard let left, let right, right != 0 else { return nil }
    return left / right
  }

  private static func rounded(_ value: Double?) -> String {
    text(value.map { ($0 * 1000).rounded() / 1000 })
  }

  private static func text(_ value: Double?) -> String {
    guard let value else { return "?" }
    if let whole = Int(exactly: value) { return String(whole) }
    return value.description
  }
}
