package import SurveyModel

extension Scalar {
  /// A function of expressions over values; nil for one that no engine has, because its argument is not
  /// kept.
  package static func value(of function: Expression.Function, _ parts: [Scalar]) -> Scalar? {
    guard let part = parts.first else { return nil }
    switch function {
    case .abs: return .call(.abs, parts)
    case .round: return rounded(parts)
    case .least: return .call(.least, parts)
    case .greatest: return .call(.greatest, parts)
    case .number: return .tested(part, then: .number(1), otherwise: .number(0))
    // A date is kept as its text.
    case .date: return part
    case .year: return year(of: part)
    case .month: return month(of: part)
    case .quarter:
      return .call(.floor, [.quotient(.binary(month(of: part), .plus, .number(2)), .number(3))])
    case .age: return parts.count == 2 ? age(of: part, on: parts[1]) : nil
    case .daysBetween:
      return parts.count == 2 ? .binary(day(of: parts[1]), .minus, day(of: part)) : nil
    case .length: return .call(.length, parts)
    case .startsWith:
      guard parts.count == 2 else { return nil }
      let start = Scalar.call(.substring, [part, .number(1), .call(.length, [parts[1]])])
      return .binary(start, .equal, parts[1])
    case .contains: return .binary(.call(.position, parts), .greater, .number(0))
    case .matches: return .call(.matches, parts)
    case .has: return has(parts)
    case .choice: return choice(parts)
    case .coalesce: return .call(.coalesce, parts)
    default: return nil
    }
  }

  /// One value where a condition holds, another where it does not, none where it is not tested.
  private static func tested(_ condition: Scalar, then: Scalar, otherwise: Scalar) -> Scalar {
    .either(
      when: condition, then: then,
      otherwise: .either(when: .isNull(condition), then: .null, otherwise: otherwise))
  }

  private static func choice(_ parts: [Scalar]) -> Scalar {
    let last = parts.count % 2 == 1 ? parts.last ?? .null : .null
    return stride(from: 0, to: parts.count - 1, by: 2).reversed()
      .reduce(last) { otherwise, index in
        tested(parts[index], then: parts[index + 1], otherwise: otherwise)
      }
  }

  /// Whether a code, which stands as a literal, is one of those that a text has between separators.
  private static func has(_ parts: [Scalar]) -> Scalar? {
    guard parts.count == 2, case .text(let code) = parts[1] else { return nil }
    let separator = String(Answers.separator)
    let enclosed = Scalar.binary(
      .binary(.text(separator), .joined, parts[0]), .joined, .text(separator))
    return .binary(
      .call(.position, [enclosed, .text(separator + code + separator)]), .greater, .number(0))
  }

  /// The power of ten is that of the digits, which stand as a literal.
  private static func rounded(_ parts: [Scalar]) -> Scalar {
    guard parts.count > 1, case .number(let digits) = parts[1] else {
      return .call(.round, [parts[0].fraction, .number(1)])
    }
    let scale = Expression.Function.scale(ofDigits: digits)
    return .call(.round, [parts[0].fraction, .number(scale)])
  }

  // MARK: Dates in ISO 8601

  private static func year(of date: Scalar) -> Scalar {
    .integer(.call(.substring, [date, .number(1), .number(4)]))
  }

  private static func isExact(_ date: Scalar, to length: Double) -> Scalar {
    .binary(.call(.length, [date]), .greaterOrEqual, .number(length))
  }

  private static func month(of date: Scalar) -> Scalar {
    .either(
      when: isExact(date, to: 7),
      then: .integer(.call(.substring, [date, .number(6), .number(2)])), otherwise: .null)
  }

  /// The days since 1 January 1970; missing for a date that is not known to the day.
  private static func day(of date: Scalar) -> Scalar {
    .either(
      when: isExact(date, to: 10), then: .call(.dayNumber, [date]), otherwise: .null)
  }

  /// The completed years between two dates; missing where they are not exact enough.
  private static func age(of birth: Scalar, on day: Scalar) -> Scalar {
    func month(_ date: Scalar) -> Scalar {
      .call(.substring, [date, .number(6), .number(2)])
    }
    func rest(_ date: Scalar) -> Scalar {
      .call(.substring, [date, .number(6), .number(5)])
    }
    let isDecided = Scalar.binary(
      .binary(isExact(birth, to: 7), .and, isExact(day, to: 7)), .and,
      .binary(
        .binary(month(birth), .notEqual, month(day)), .or,
        .binary(isExact(birth, to: 10), .and, isExact(day, to: 10))))
    return .either(
      when: isDecided,
      then: .binary(
        .binary(year(of: day), .minus, year(of: birth)), .minus,
        .either(
          when: .binary(rest(birth), .greater, rest(day)), then: .number(1),
          otherwise: .number(0))),
      otherwise: .null)
  }
}

extension Scalar {
  /// What an aggregate gives whose figure needs all numbers of a group; nil for any other.
  ///
  /// - Parameters:
  ///   - aggregate: The aggregate.
  ///   - numbers: A number of each row, or a collection of them; of a weighted quantile a collection.
  /// - Returns: The figure.
  package static func figure(of aggregate: Expression.Aggregate, over numbers: Scalar) -> Scalar? {
    switch aggregate {
    case .quantile(let share): .call(.quantile, [numbers, .number(share)])
    case .weightedQuantile(let share): .call(.weightedQuantile, [numbers, .number(share)])
    case .deviation: .call(.deviation, [numbers])
    case .count, .countDistinct, .sum, .mean, .min, .max, .any, .every: nil
    }
  }
}
