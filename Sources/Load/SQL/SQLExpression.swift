/// A value or condition of SQL as a tree, in the subset that SQLite, PostgreSQL and Spark share.
///
/// Names are always quoted and texts escaped, so that nothing a user wrote is ever read as SQL.
package indirect enum SQLExpression: Hashable, Sendable {
  /// An operator between two values.
  package enum Operator: String, Hashable, Sendable {
    /// The sum.
    case plus = "+"
    /// The difference.
    case minus = "-"
    /// The product.
    case times = "*"
    /// The quotient.
    case divided = "/"
    /// The same.
    case equal = "="
    /// Not the same.
    case notEqual = "<>"
    /// Less.
    case less = "<"
    /// Less or the same.
    case lessOrEqual = "<="
    /// More.
    case greater = ">"
    /// More or the same.
    case greaterOrEqual = ">="
    /// Both.
    case and = "AND"
    /// Either.
    case or = "OR"
    /// Not the same, where NULL is a value like others.
    case isDistinctFrom = "IS DISTINCT FROM"
  }

  /// A function or aggregate.
  package enum Function: String, Hashable, Sendable {
    /// The absolute value.
    case abs = "ABS"
    /// The first value that is not NULL.
    case coalesce = "COALESCE"
    /// The first value, or NULL where it equals the second.
    case nullIf = "NULLIF"
    /// The number of characters.
    case length = "LENGTH"
    /// A part of a text, by its one-based start and its length.
    case substring = "SUBSTR"
    /// The sum of a group.
    case sum = "SUM"
    /// The least value of a group.
    case min = "MIN"
    /// The greatest value of a group.
    case max = "MAX"
  }

  /// NULL.
  case null
  /// A number.
  case number(Double)
  /// 1 as a double.
  case one
  /// A text.
  case text(String)
  /// True or false.
  case boolean(Bool)
  /// A column, of a table of the statement or of its only one.
  case column(String?, String)
  /// The negative.
  case negated(SQLExpression)
  /// The opposite.
  case not(SQLExpression)
  /// Two values and an operator.
  case binary(SQLExpression, Operator, SQLExpression)
  /// Whether a value is NULL.
  case isNull(SQLExpression)
  /// Whether a value is one of several.
  case among(SQLExpression, [SQLExpression])
  /// A function of values.
  case call(Function, [SQLExpression])
  /// A text of digits as a whole number.
  case integer(SQLExpression)
  /// How many different values a group has.
  case countDistinct(SQLExpression)
  /// How many rows a group has, or how many of them have a value.
  case count(SQLExpression?)
  /// An aggregate over the rows of a group for which a condition holds.
  case filtered(SQLExpression, where: SQLExpression)
  /// The one value where a condition holds, the other where it does not or is not tested.
  case either(when: SQLExpression, then: SQLExpression, otherwise: SQLExpression)
}

extension SQLExpression {
  /// Both conditions, or the only one.
  static func all(_ conditions: [SQLExpression]) -> SQLExpression? {
    guard let first = conditions.first else { return nil }
    return conditions.dropFirst().reduce(first) { .binary($0, .and, $1) }
  }

  /// The text of the expression.
  package var sql: String {
    switch self {
    case .null: "NULL"
    case .number(let number): Self.literal(number)
    // 1e0 is a decimal in PostgreSQL, 1.0 one in Spark, and they name the type differently; a root
    // is a double everywhere.
    case .one: "SQRT(1)"
    case .text(let text): SQLName.literal(text)
    case .boolean(let flag): flag ? "TRUE" : "FALSE"
    case .column(nil, let name): SQLName.quoted(name)
    case .column(let table?, let name): "\(SQLName.quoted(table)).\(SQLName.quoted(name))"
    case .negated(let part): "(- \(part.sql))"
    case .not(let part): "(NOT \(part.sql))"
    case .binary: "(\(chain))"
    case .isNull(let part): "(\(part.sql) IS NULL)"
    case .among(let part, let parts): "(\(part.sql) IN (\(Self.list(parts))))"
    case .call(let function, let parts): "\(function.rawValue)(\(Self.list(parts)))"
    case .integer(let part): "CAST(\(part.sql) AS INTEGER)"
    case .countDistinct(let part): "COUNT(DISTINCT \(part.sql))"
    case .count(let part): "COUNT(\(part?.sql ?? "*"))"
    case .filtered(let aggregate, let condition): "\(aggregate.sql) FILTER (WHERE \(condition.sql))"
    case .either(let condition, let value, let otherwise):
      "CASE WHEN \(condition.sql) THEN \(value.sql) ELSE \(otherwise.sql) END"
    }
  }

  /// Two values and an operator without parentheses around them, nor around what leans to the left:
  /// a parser holds every open parenthesis on a stack that may be short.
  private var chain: String {
    guard case .binary(let left, let symbol, let right) = self else { return sql }
    guard case .binary(_, let other, _) = left, let kind = symbol.chain, kind == other.chain else {
      return "\(left.sql) \(symbol.rawValue) \(right.sql)"
    }
    return "\(left.chain) \(symbol.rawValue) \(right.sql)"
  }

  private static func list(_ parts: [SQLExpression]) -> String {
    parts.map(\.sql).joined(separator: ", ")
  }

  /// A whole number as an integer; a fraction with an exponent, which makes it a double everywhere.
  private static func literal(_ number: Double) -> String {
    guard number.isFinite else { return "NULL" }
    if let whole = Int64(exactly: number), whole.magnitude < 1 << 53 { return String(whole) }
    let text = "\(number)"
    return text.contains("e") ? text : "\(text)e0"
  }
}

extension SQLExpression.Operator {
  /// What operators of one precedence that lean to the left have in common; nil for others.
  fileprivate var chain: String? {
    switch self {
    case .plus, .minus: "+"
    case .times, .divided: "*"
    case .and, .or: rawValue
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .isDistinctFrom: nil
    }
  }
}
