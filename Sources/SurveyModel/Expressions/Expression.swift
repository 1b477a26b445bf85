/// A formula or condition of the pipeline file: one typed tree, evaluated on rows and compiled to SQL.
///
/// A condition on a missing value is not tested: neither true nor false.
package indirect enum Expression: Hashable, Sendable, Encodable {
  /// An operator between two numbers.
  package enum Arithmetic: String, Hashable, Sendable, Encodable {
    /// The sum.
    case plus = "+"
    /// The difference.
    case minus = "-"
    /// The product.
    case times = "*"
    /// The quotient, a fraction; missing when the divisor is 0.
    case divided = "/"
  }

  /// An operator that compares two values of one type.
  package enum Comparison: String, Hashable, Sendable, Encodable {
    /// The same.
    case equal = "="
    /// Not the same.
    case notEqual = "!="
    /// Less.
    case less = "<"
    /// Less or the same.
    case lessOrEqual = "<="
    /// More.
    case greater = ">"
    /// More or the same.
    case greaterOrEqual = ">="
  }

  /// A number.
  case number(Double)
  /// A text or a code.
  case text(String)
  /// True or false.
  case boolean(Bool)
  /// A variable of the record, or a measure of the table.
  case variable(String)
  /// The negative of a number.
  case negated(Expression)
  /// Two numbers and an operator.
  case arithmetic(Expression, Arithmetic, Expression)
  /// Two values compared.
  case comparison(Expression, Comparison, Expression)
  /// Both conditions.
  case and(Expression, Expression)
  /// Either condition.
  case or(Expression, Expression)
  /// The opposite of a condition.
  case not(Expression)
  /// Whether a value is one of several.
  case among(Expression, [Expression])
  /// Whether a value is missing; always tested.
  case isMissing(Expression)
  /// A function of values.
  case call(Function, [Expression])
  /// A function over the records of a group that meet a condition; no argument counts records.
  case aggregate(Aggregate, Expression?, where: Expression?)
}

extension Expression {
  /// The variables that the expression names, in the order of their first mention.
  package var variables: [String] {
    var names: [String] = []
    visit { part in
      if case .variable(let name) = part, !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// The names that stand outside every aggregate, in the order of their first mention.
  package var namesOutsideAggregates: [String] {
    switch self {
    case .variable(let name): return [name]
    case .aggregate: return []
    default:
      var names: [String] = []
      for name in children.flatMap(\.namesOutsideAggregates) where !names.contains(name) {
        names.append(name)
      }
      return names
    }
  }

  /// Whether an aggregate stands anywhere in the expression.
  package var hasAggregate: Bool {
    var found = false
    visit { part in
      if case .aggregate = part { found = true }
    }
    return found
  }

  /// Visits the expression and all its parts, the whole before its parts.
  package func visit(_ body: (Expression) -> Void) {
    body(self)
    for child in children { child.visit(body) }
  }

  /// The parts, in order.
  package var children: [Expression] {
    switch self {
    case .number, .text, .boolean, .variable: []
    case .negated(let part), .not(let part), .isMissing(let part): [part]
    case .arithmetic(let left, _, let right), .comparison(let left, _, let right): [left, right]
    case .and(let left, let right), .or(let left, let right): [left, right]
    case .among(let part, let parts): [part] + parts
    case .call(_, let parts): parts
    case .aggregate(_, let part, let condition): [part, condition].compactMap(\.self)
    }
  }
}
