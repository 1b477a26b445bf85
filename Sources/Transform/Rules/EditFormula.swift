import SurveyModel

/// An edit rule in negation normal form, over variables by their index in the schema.
///
/// Only conditions on single or linearly combined variables are understood; what else a rule says is
/// opaque: it can be tested on values, and is taken to be satisfiable once one of them may change.
indirect enum EditFormula {
  /// All of them.
  case all([EditFormula])
  /// At least one of them.
  case any([EditFormula])
  /// One condition.
  case atom(Atom)

  /// A condition that is not made of others.
  struct Atom {
    /// What is known of the condition besides its text.
    enum Meaning {
      /// A linear combination that is at most 0, less than 0, 0, or not 0.
      case linear(Linear, Linear.Relation)
      /// A coded variable or text is one of some texts, or none of them.
      case member(Int, Set<String>, isAmong: Bool)
      /// A yes/no variable has a value.
      case flag(Int, Bool)
      /// A variable is missing, or not.
      case missing(Int, Bool)
      /// Something else.
      case opaque
    }

    /// The condition as the pipeline has it.
    let expression: Expression
    /// Whether the opposite of ``expression`` is meant.
    let isNegated: Bool
    let meaning: Meaning
    /// The variables that it names.
    let variables: [Int]

    /// Whether the condition holds on values; one that is not tested stands in nobody's way.
    func holds(_ lookup: (String) -> Value) -> Bool {
      guard case .boolean(let flag) = expression.evaluate(lookup) else { return true }
      return flag != isNegated
    }
  }
}

/// A sum of variables with coefficients, and a constant.
struct Linear: Hashable {
  /// How the sum compares with 0.
  enum Relation: Hashable {
    case atMostZero
    case belowZero
    case zero
    case notZero
  }

  var coefficients: [Int: Double] = [:]
  var constant = 0.0

  static func + (left: Self, right: Self) -> Self {
    var sum = left
    sum.coefficients.merge(right.coefficients, uniquingKeysWith: +)
    sum.coefficients = sum.coefficients.filter { $0.value != 0 }
    sum.constant += right.constant
    return sum
  }

  static func * (factor: Double, sum: Self) -> Self {
    guard factor != 0 else { return Linear() }
    return Linear(
      coefficients: sum.coefficients.mapValues { factor * $0 }, constant: factor * sum.constant)
  }

  static func - (left: Self, right: Self) -> Self { left + (-1) * right }

  /// The sum with a variable replaced by a number.
  func setting(_ variable: Int, to number: Double) -> Self {
    guard let coefficient = coefficients[variable] else { return self }
    var sum = self
    sum.coefficients[variable] = nil
    sum.constant += coefficient * number
    return sum
  }
}
