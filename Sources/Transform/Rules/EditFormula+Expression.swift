import SurveyModel

extension EditFormula {
  /// The formula of a condition over the variables of a schema.
  init(_ condition: Expression, schema: RecordSchema) {
    self = Self.formula(condition, isNegated: false, schema)
  }

  private static func formula(
    _ condition: Expression, isNegated: Bool, _ schema: RecordSchema
  ) -> EditFormula {
    switch condition {
    case .not(let part): return formula(part, isNegated: !isNegated, schema)
    case .and(let left, let right), .or(let left, let right):
      let parts = [left, right].map { formula($0, isNegated: isNegated, schema) }
      let isAnd = if case .and = condition { true } else { false }
      return isAnd != isNegated ? .all(parts) : .any(parts)
    case .comparison(let left, let symbol, let right):
      return comparison(
        condition, left, isNegated ? symbol.opposite : symbol, right, isNegated, schema)
    default:
      return .atom(
        Atom(condition, isNegated, meaning(of: condition, isNegated, schema), schema))
    }
  }

  private static func meaning(
    of condition: Expression, _ isNegated: Bool, _ schema: RecordSchema
  ) -> Atom.Meaning {
    switch condition {
    case .variable(let name):
      guard let index = schema.index(of: name) else { return .opaque }
      return .flag(index, !isNegated)
    case .isMissing(.variable(let name)):
      guard let index = schema.index(of: name) else { return .opaque }
      return .missing(index, !isNegated)
    case .among(.variable(let name), let parts):
      let texts = parts.compactMap { if case .text(let text) = $0 { text } else { nil } }
      guard let index = schema.index(of: name), texts.count == parts.count,
        schema.variables[index].kind.isTextual
      else { return .opaque }
      return .member(index, Set(texts), isAmong: !isNegated)
    default: return .opaque
    }
  }

  private static func comparison(
    _ condition: Expression, _ left: Expression, _ symbol: Expression.Comparison,
    _ right: Expression, _ isNegated: Bool, _ schema: RecordSchema
  ) -> EditFormula {
    func atom(_ meaning: Atom.Meaning) -> EditFormula {
      .atom(Atom(condition, isNegated, meaning, schema))
    }
    if let year = YearComparison(left, symbol, right, schema) { return atom(year.meaning) }
    if let first = Linear(left, schema), let second = Linear(right, schema) {
      switch symbol {
      case .lessOrEqual: return atom(.linear(first - second, .atMostZero))
      case .less: return atom(.linear(first - second, .belowZero))
      case .greaterOrEqual: return atom(.linear(second - first, .atMostZero))
      case .greater: return atom(.linear(second - first, .belowZero))
      case .equal: return atom(.linear(first - second, .zero))
      case .notEqual: return atom(.linear(first - second, .notZero))
      }
    }
    guard symbol == .equal || symbol == .notEqual else { return atom(.opaque) }
    switch (left, right) {
    case (.variable(let name), .text(let text)), (.text(let text), .variable(let name)):
      guard let index = schema.index(of: name), schema.variables[index].kind.isTextual else {
        return atom(.opaque)
      }
      return atom(.member(index, [text], isAmong: symbol == .equal))
    case (.variable(let name), .boolean(let flag)), (.boolean(let flag), .variable(let name)):
      guard let index = schema.index(of: name) else { return atom(.opaque) }
      return atom(.flag(index, flag == (symbol == .equal)))
    default: return atom(.opaque)
    }
  }
}

extension EditFormula.Atom {
  fileprivate init(
    _ expression: Expression, _ isNegated: Bool, _ meaning: Meaning, _ schema: RecordSchema
  ) {
    self.init(
      expression: expression, isNegated: isNegated, meaning: meaning,
      variables: expression.variables.compactMap(schema.index))
  }
}

/// A bound on the year of a date, as a bound on its day.
private struct YearComparison {
  let meaning: EditFormula.Atom.Meaning

  init?(
    _ left: Expression, _ symbol: Expression.Comparison, _ right: Expression,
    _ schema: RecordSchema
  ) {
    guard case .call(.year, let parts) = left, case .variable(let name)? = parts.first,
      let index = schema.index(of: name), case .number(let number) = right,
      let year = Int(exactly: number), let first = CalendarDate(year: year, month: 1, day: 1),
      let last = CalendarDate(year: year, month: 12, day: 31)
    else { return nil }
    func day(_ sign: Double, _ date: CalendarDate) -> Linear {
      Linear(coefficients: [index: sign], constant: -sign * Double(date.daysSince1970))
    }
    switch symbol {
    case .lessOrEqual: meaning = .linear(day(1, last), .atMostZero)
    case .less: meaning = .linear(day(1, first), .belowZero)
    case .greaterOrEqual: meaning = .linear(day(-1, first), .atMostZero)
    case .greater: meaning = .linear(day(-1, last), .belowZero)
    case .equal, .notEqual: return nil
    }
  }
}

extension Linear {
  /// The linear form of an expression over numbers, or over days; nil where it is none.
  fileprivate init?(_ expression: Expression, _ schema: RecordSchema) {
    switch expression {
    case .number(let number): self.init(constant: number)
    case .text(let text):
      guard let date = CalendarDate(iso: text) else { return nil }
      self.init(constant: Double(date.daysSince1970))
    case .variable(let name):
      guard let index = schema.index(of: name), schema.variables[index].kind.isNumeric else {
        return nil
      }
      self.init(coefficients: [index: 1])
    case .negated(let part):
      guard let sum = Linear(part, schema) else { return nil }
      self = (-1) * sum
    case .arithmetic(let left, let symbol, let right):
      guard let first = Linear(left, schema), let second = Linear(right, schema) else { return nil }
      switch symbol {
      case .plus: self = first + second
      case .minus: self = first - second
      case .times where first.coefficients.isEmpty: self = first.constant * second
      case .times where second.coefficients.isEmpty: self = second.constant * first
      case .divided where second.coefficients.isEmpty && second.constant != 0:
        self = (1 / second.constant) * first
      default: return nil
      }
    default: return nil
    }
  }
}

extension Expression.Comparison {
  /// The comparison that holds where this one does not.
  fileprivate var opposite: Self {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }
}

extension VariableDefinition.Kind {
  /// Whether the values are numbers, or days that can be counted.
  var isNumeric: Bool {
    switch self {
    case .integer, .number, .date: true
    case .text, .boolean, .code, .answers, .place, .residentID, .identifier: false
    }
  }

  /// Whether the values are texts.
  var isTextual: Bool {
    switch self {
    case .text, .code, .answers, .place, .residentID, .identifier: true
    case .integer, .number, .date, .boolean: false
    }
  }
}
