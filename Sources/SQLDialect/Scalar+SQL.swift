package import Relational

extension Scalar {
  /// The text of the value, in the subset that SQLite, PostgreSQL and Spark share.
  ///
  /// Names are always quoted and texts escaped, so that nothing a user wrote is ever read as SQL.
  package var sql: String {
    switch self {
    case .null: "NULL"
    case .number(let number): Self.literal(number)
    // 1e0 is a decimal in PostgreSQL, 1.0 one in Spark, and they name the type differently; a root
    // is a double everywhere.
    case .one: "SQRT(1)"
    case .text(let text): SQLName.literal(text)
    case .boolean(let flag): flag ? "TRUE" : "FALSE"
    case .parameter(let number): "?\(number)"
    case .column(nil, let name): SQLName.quoted(name)
    case .column(let table?, let name): "\(SQLName.quoted(table)).\(SQLName.quoted(name))"
    case .negated(let part): "(- \(part.sql))"
    case .not(let part): "(NOT \(part.sql))"
    case .binary: "(\(chain))"
    case .isNull(let part): "(\(part.sql) IS NULL)"
    case .isBlank(let part): "(TYPEOF(\(part.sql)) = 'blob')"
    case .among(let part, let parts): "(\(part.sql) IN (\(Self.list(parts))))"
    case .call(.dayNumber, let parts):
      "CAST(JULIANDAY(\(Self.list(parts))) - 2440587.5e0 AS INTEGER)"
    case .call(let function, let parts): "\(function.word)(\(Self.list(parts)))"
    case .integer(let part): "CAST(\(part.sql) AS INTEGER)"
    case .countDistinct(let part): "COUNT(DISTINCT \(part.sql))"
    case .count(let part): "COUNT(\(part?.sql ?? "*"))"
    case .filtered(let aggregate, let condition): "\(aggregate.sql) FILTER (WHERE \(condition.sql))"
    case .either(let condition, let value, let otherwise):
      "CASE WHEN \(condition.sql) THEN \(value.sql)\(otherwise.furtherCases) END"
    }
  }

  /// What follows the first case: further ones stand beside it and not within it, for the sake of the parser's
  /// stack.
  private var furtherCases: String {
    var text = ""
    var rest = self
    while case .either(let condition, let value, let otherwise) = rest {
      text += " WHEN \(condition.sql) THEN \(value.sql)"
      rest = otherwise
    }
    return text + " ELSE \(rest.sql)"
  }

  /// Two values and an operator without parentheses around them, nor around what leans to the left:
  /// a parser holds every open parenthesis on a stack that may be short.
  private var chain: String {
    guard case .binary(let left, let symbol, let right) = self else { return sql }
    guard case .binary(_, let other, _) = left, let kind = symbol.chain, kind == other.chain else {
      return "\(left.sql) \(symbol.word) \(right.sql)"
    }
    return "\(left.chain) \(symbol.word) \(right.sql)"
  }

  private static func list(_ parts: [Scalar]) -> String {
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

extension Scalar.Operator {
  fileprivate var word: String {
    switch self {
    case .plus: "+"
    case .minus: "-"
    case .times: "*"
    case .divided, .wholeQuotient: "/"
    case .remainder: "%"
    case .joined: "||"
    case .equal: "="
    case .notEqual: "<>"
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .and: "AND"
    case .or: "OR"
    case .isDistinctFrom: "IS DISTINCT FROM"
    case .isNotDistinctFrom: "IS NOT DISTINCT FROM"
    }
  }

  /// What operators of one precedence that lean to the left have in common; nil for others.
  fileprivate var chain: String? {
    switch self {
    case .plus, .minus: "+"
    case .times, .divided: "*"
    case .wholeQuotient, .remainder: nil
    case .and, .or, .joined: word
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .isDistinctFrom,
      .isNotDistinctFrom:
      nil
    }
  }
}

extension Scalar.Function {
  fileprivate var word: String {
    switch self {
    case .abs: "ABS"
    case .coalesce: "COALESCE"
    case .nullIf: "NULLIF"
    case .length: "LENGTH"
    case .substring: "SUBSTR"
    case .least: "MIN"
    case .greatest: "MAX"
    case .floor: "FLOOR"
    case .round: "ROUNDED"
    case .position: "INSTR"
    case .matches: "MATCHES"
    // Written above, with what it counts from.
    case .dayNumber: "JULIANDAY"
    case .sum: "SUM"
    case .min: "MIN"
    case .max: "MAX"
    case .collect: "COLLECT"
    case .quantile: "QUANTILE"
    case .collectWeighted: "COLLECT_WEIGHTED"
    case .weightedQuantile: "QUANTILE_WEIGHTED"
    case .deviation: "DEVIATION"
    }
  }
}
