/// Linear conditions on a few numbers, and whether any numbers meet them.
///
/// Fourier–Motzkin elimination, with the bounds of whole numbers rounded inwards; where whole
/// numbers are asked for, those in reach of their bounds are tried one after another.
struct LinearSystem {
  private struct Bound: Hashable {
    var sum: Linear
    var isStrict: Bool
  }

  /// Beyond this many conditions or tried numbers a system is taken to be solvable.
  private static let limit = 2000
  private static let tolerance = 1e-9

  private var bounds: Set<Bound> = []
  private let isWhole: (Int) -> Bool

  /// A system without conditions.
  init(isWhole: @escaping (Int) -> Bool) {
    self.isWhole = isWhole
  }

  /// Adds a condition; `.notZero` is none of them, being two alternatives.
  mutating func add(_ sum: Linear, _ relation: Linear.Relation) {
    switch relation {
    case .atMostZero, .notZero: insert(Bound(sum: sum, isStrict: false))
    case .belowZero: insert(Bound(sum: sum, isStrict: true))
    case .zero:
      insert(Bound(sum: sum, isStrict: false))
      insert(Bound(sum: (-1) * sum, isStrict: false))
    }
  }

  /// Whether any numbers meet all conditions.
  var isSolvable: Bool {
    var budget = Self.limit
    return isSolvable(&budget)
  }

  private func isSolvable(_ budget: inout Int) -> Bool {
    guard let (range, variable) = range() else { return false }
    guard let variable else { return true }
    // No whole number is asked for any more: elimination has the last word.
    let whole = variables.filter(isWhole)
    guard whole.contains(variable) else { return true }
    for candidate in range.wholeNumbers {
      budget -= 1
      guard budget > 0 else { return true }
      if setting(variable, to: candidate).isSolvable(&budget) { return true }
    }
    return !range.isExhausted
  }

  private var variables: [Int] {
    Set(bounds.flatMap { $0.sum.coefficients.keys }).sorted()
  }

  /// The range of a variable, a whole one where there is one, after all others are eliminated; nil
  /// where no numbers meet the conditions, no variable where none is left.
  private func range() -> (Range, Int?)? {
    let all = variables
    guard let variable = all.first(where: isWhole) ?? all.first else {
      return isConsistent ? (Range(), nil) : nil
    }
    var rest = self
    for other in all where other != variable {
      guard rest.isConsistent else { return nil }
      guard rest.bounds.count < Self.limit else { return (Range(), nil) }
      rest = rest.eliminating(other)
    }
    guard rest.isConsistent else { return nil }
    var range = Range()
    for bound in rest.bounds {
      guard let coefficient = bound.sum.coefficients[variable] else { continue }
      range.narrow(
        by: -bound.sum.constant / coefficient, isUpper: coefficient > 0, isStrict: bound.isStrict)
    }
    return range.isEmpty ? nil : (range, variable)
  }

  /// Whether no condition without a variable is broken.
  private var isConsistent: Bool {
    bounds.allSatisfy { bound in
      guard bound.sum.coefficients.isEmpty else { return true }
      return bound.isStrict
        ? bound.sum.constant < -Self.tolerance : bound.sum.constant <= Self.tolerance
    }
  }

  private func setting(_ variable: Int, to number: Double) -> Self {
    var system = self
    system.bounds = []
    for bound in bounds {
      system.insert(Bound(sum: bound.sum.setting(variable, to: number), isStrict: bound.isStrict))
    }
    return system
  }

  /// The conditions on the other variables that follow from those on one.
  private func eliminating(_ variable: Int) -> Self {
    var system = self
    system.bounds = bounds.filter { $0.sum.coefficients[variable] == nil }
    let above = bounds.filter { ($0.sum.coefficients[variable] ?? 0) > 0 }
    let below = bounds.filter { ($0.sum.coefficients[variable] ?? 0) < 0 }
    for upper in above {
      for lower in below {
        guard let first = upper.sum.coefficients[variable],
          let second = lower.sum.coefficients[variable]
        else { continue }
        var sum = (-second) * upper.sum + first * lower.sum
        sum.coefficients[variable] = nil
        system.insert(Bound(sum: sum, isStrict: upper.isStrict || lower.isStrict))
      }
    }
    return system
  }

  /// Adds a bound; one on whole numbers with whole coefficients is rounded inwards.
  private mutating func insert(_ bound: Bound) {
    var bound = bound
    bound.sum.coefficients = bound.sum.coefficients.filter { abs($0.value) > Self.tolerance }
    let coefficients = bound.sum.coefficients
    if !coefficients.isEmpty, coefficients.keys.allSatisfy(isWhole),
      coefficients.values.allSatisfy({ $0 == $0.rounded() && abs($0) < 1e9 })
    {
      let divisor = coefficients.values.reduce(0) { Self.commonDivisor($0, Int(abs($1))) }
      // Σ a·x ≤ −c, and below it for a strict bound.
      let limit = -bound.sum.constant / Double(divisor)
      let floor = (limit + Self.tolerance).rounded(.down)
      let isAtLimit = abs(limit - floor) <= Self.tolerance
      bound.sum.coefficients = coefficients.mapValues { $0 / Double(divisor) }
      bound.sum.constant = -(bound.isStrict && isAtLimit ? floor - 1 : floor)
      bound.isStrict = false
    }
    bounds.insert(bound)
  }

  private static func commonDivisor(_ left: Int, _ right: Int) -> Int {
    var (left, right) = (left, right)
    while right != 0 { (left, right) = (right, left % right) }
    return left
  }

  /// The numbers that one variable may take.
  private struct Range {
    var lower = -Double.infinity
    var upper = Double.infinity
    var isStrictBelow = false
    var isStrictAbove = false

    /// How many whole numbers are tried from each end of a range.
    private static let reach = 24.0

    mutating func narrow(by limit: Double, isUpper: Bool, isStrict: Bool) {
      if isUpper {
        if limit < upper || (limit == upper && isStrict) {
          (upper, isStrictAbove) = (limit, isStrict)
        }
      } else if limit > lower || (limit == lower && isStrict) {
        (lower, isStrictBelow) = (limit, isStrict)
      }
    }

    var isEmpty: Bool {
      let gap = upper - lower
      return isStrictBelow || isStrictAbove
        ? gap <= LinearSystem.tolerance : gap < -LinearSystem.tolerance
    }

    private var first: Double {
      let number = (lower - LinearSystem.tolerance).rounded(.up)
      return isStrictBelow && number - lower <= LinearSystem.tolerance ? number + 1 : number
    }

    private var last: Double {
      let number = (upper + LinearSystem.tolerance).rounded(.down)
      return isStrictAbove && upper - number <= LinearSystem.tolerance ? number - 1 : number
    }

    /// Whether ``wholeNumbers`` are all there are.
    var isExhausted: Bool { last - first <= 2 * Self.reach }

    /// The whole numbers of the range, or those near its ends.
    var wholeNumbers: [Double] {
      if isExhausted { return Array(stride(from: first, through: last, by: 1)) }
      let origin = lower.isFinite ? first : upper.isFinite ? last - Self.reach : -Self.reach
      let near = Array(stride(from: origin, through: origin + Self.reach, by: 1))
      guard lower.isFinite, upper.isFinite else { return near }
      return near + Array(stride(from: last - Self.reach, through: last, by: 1))
    }
  }
}
