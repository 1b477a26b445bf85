package import SurveyModel

/// Turns a formula or condition on one record into a value of a plan.
///
/// The logic of three values gives what the evaluator of rows gives: anything computed from a missing
/// value is missing, a condition on one is not tested.
package struct ScalarCompiler {
  /// What an aggregate stands for, by its function, argument and condition.
  package typealias AggregateScope =
    (Expression.Aggregate, Expression?, Expression?) throws(ExpressionTypeError) -> Scalar

  private let scope: (String) -> Scalar?
  private let aggregates: AggregateScope?

  /// Makes a compiler.
  ///
  /// - Parameters:
  ///   - scope: What a name outside aggregates stands for, or nil for a name that is none.
  ///   - aggregates: What an aggregate stands for; nil where none may stand.
  package init(
    scope: @escaping (String) -> Scalar?, aggregates: AggregateScope? = nil
  ) {
    self.scope = scope
    self.aggregates = aggregates
  }

  /// Compiles an expression.
  ///
  /// - Throws: `ExpressionTypeError` for an unknown name or an aggregate out of place.
  package func compile(
    _ expression: Expression
  ) throws(ExpressionTypeError) -> Scalar {
    switch expression {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .boolean(let flag): return .boolean(flag)
    case .variable(let name):
      guard let value = scope(name) else { throw ExpressionTypeError("unknown name “\(name)”") }
      return value
    case .negated(let part): return .negated(try compile(part))
    case .arithmetic(let left, let symbol, let right):
      return Self.arithmetic(try compile(left), symbol, try compile(right))
    case .comparison(let left, let symbol, let right):
      return .binary(try compile(left), Self.operator(symbol), try compile(right))
    case .and(let left, let right): return .binary(try compile(left), .and, try compile(right))
    case .or(let left, let right): return .binary(try compile(left), .or, try compile(right))
    case .not(let part): return .not(try compile(part))
    case .among(let part, let parts):
      var values: [Scalar] = []
      for part in parts { values.append(try compile(part)) }
      return .among(try compile(part), values)
    case .isMissing(let part): return .isNull(try compile(part))
    case .call(let function, let parts):
      var values: [Scalar] = []
      for part in parts { values.append(try compile(part)) }
      guard let value = Scalar.value(of: function, values) else {
        throw ExpressionTypeError(
          "\(function.name) is known while a row is read: give it a variable of its own (derive)"
        )
      }
      return value
    case .aggregate(let aggregate, let part, let condition):
      guard let aggregates else {
        throw ExpressionTypeError("\(aggregate.name) has no value on one record")
      }
      return try aggregates(aggregate, part, condition)
    }
  }

  /// Two numbers and an operator; a quotient is always a fraction, and missing where it divides by 0.
  package static func arithmetic(
    _ left: Scalar, _ symbol: Expression.Arithmetic, _ right: Scalar
  ) -> Scalar {
    switch symbol {
    case .plus: .binary(left, .plus, right)
    case .minus: .binary(left, .minus, right)
    case .times: .binary(left, .times, right)
    case .divided: .quotient(left, right)
    }
  }

  package static func `operator`(_ symbol: Expression.Comparison) -> Scalar.Operator {
    switch symbol {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    }
  }
}
