extension Expression {
  /// The expression with every part replaced, the innermost first.
  package func replacing(_ body: (Expression) -> Expression) -> Expression {
    func replaced(_ part: Expression) -> Expression { part.replacing(body) }
    let whole: Expression =
      switch self {
      case .number, .text, .boolean, .variable: self
      case .negated(let part): .negated(replaced(part))
      case .arithmetic(let left, let symbol, let right):
        .arithmetic(replaced(left), symbol, replaced(right))
      case .comparison(let left, let symbol, let right):
        .comparison(replaced(left), symbol, replaced(right))
      case .and(let left, let right): .and(replaced(left), replaced(right))
      case .or(let left, let right): .or(replaced(left), replaced(right))
      case .not(let part): .not(replaced(part))
      case .among(let part, let parts): .among(replaced(part), parts.map(replaced))
      case .isMissing(let part): .isMissing(replaced(part))
      case .call(let function, let parts): .call(function, parts.map(replaced))
      case .aggregate(let aggregate, let part, let condition):
        .aggregate(aggregate, part.map(replaced), where: condition.map(replaced))
      }
    return body(whole)
  }

  /// The aggregates that stand in a formula, in order.
  package var aggregates: [Expression] {
    var found: [Expression] = []
    visit { part in
      if case .aggregate = part { found.append(part) }
    }
    return found
  }

  /// The day that an age is of where the expression does not say.
  package enum AgeDay: Hashable, Sendable {
    /// One day for all records.
    case fixed(CalendarDate)
    /// The day of each record's wave.
    case wave
  }

  /// The expression with every `age(birth)` made an age on a day.
  package func ages(on day: AgeDay) -> Expression {
    replacing { part in
      guard case .call(.age, let parts) = part, parts.count == 1 else { return part }
      switch day {
      case .fixed(let date): return .call(.age, parts + [.text(date.description)])
      case .wave:
        // A place has no wave; it is of the day of the record's.
        let owner = parts[0].variables.lazy.compactMap(RecordRelations.path)
          .first { $0.record != RecordRelations.place }?
          .record
        let prefix = owner.map { "\($0)." } ?? ""
        return .call(.age, parts + [.variable(prefix + Waves.variable)])
      }
    }
  }

  /// Whether a function stands in the expression that needs an identity number as it was read.
  package var readsIdentity: Bool {
    var found = false
    visit { part in
      if case .call(.birthDate, _) = part { found = true }
      if case .call(.sex, _) = part { found = true }
    }
    return found
  }
}
