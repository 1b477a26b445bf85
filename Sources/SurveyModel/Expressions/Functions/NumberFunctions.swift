extension Expression.Function {
  static let numbers = [abs, round, least, greatest, number]

  package static let abs = Self(
    "abs", .fixed([.number], gives: .number), givesArguments: true,
    "The absolute value of a number.", missing: Reference.missing, example: "abs(-2.5)",
    gives: "2.5", value: ofNumber(\.magnitude))

  package static let round = Self(
    "round", .rounding, givesArguments: true, choosesRecords: true,
    """
    A number with so many digits behind the point, none unless said; halves are rounded away from 0. It is the number \
    as the machine holds it: 2.675 is a little less than that and gives 2.67.
    """,
    missing: Reference.missing, example: "round(12.345, 1)", gives: "12.3"
  ) { values in
    guard case .number(let number)? = values.first else { return .missing(.notTested) }
    guard values.count > 1, case .number(let digits) = values[1] else {
      return .number(rounded(number, scale: 1))
    }
    return .number(rounded(number, scale: scale(ofDigits: digits)))
  }

  /// A number times a scale, its halves rounded away from 0, divided by the scale.
  package static func rounded(_ number: Double, scale: Double) -> Double {
    let sign: Double = number < 0 ? -1 : number > 0 ? 1 : 0
    return sign * (number.magnitude * scale + 0.5).rounded(.down) / scale
  }

  /// The most digits behind the point that a number is rounded to.
  static let mostDigits = 9

  /// The power of ten of a number of digits.
  package static func scale(ofDigits digits: Double) -> Double {
    (0..<Int(digits)).reduce(1) { scale, _ in scale * 10 }
  }

  package static let least = Self(
    "least", .alike, givesArguments: true, choosesRecords: true,
    "The least of two or more values of one type.", missing: "Missing as soon as one is.",
    example: "least(3, 1, 2)", gives: "1", value: { extreme(of: $0, .less) })

  package static let greatest = Self(
    "greatest", .alike, givesArguments: true, choosesRecords: true,
    "The greatest of two or more values of one type.", missing: "Missing as soon as one is.",
    example: "greatest('2021-10-31', '2021-11-01')", gives: "'2021-11-01'",
    value: { extreme(of: $0, .greater) })

  private static func extreme(
    of values: [Value], _ symbol: Expression.Comparison
  ) -> Value {
    guard var found = values.first, !values.contains(where: \.isMissing) else {
      return .missing(.notTested)
    }
    for value in values.dropFirst() {
      switch Expression.compare(value, symbol, found) {
      case .boolean(true): found = value
      case .boolean(false): continue
      default: return .missing(.notTested)
      }
    }
    return found
  }

  package static let number = Self(
    "number", .fixed([.boolean], gives: .number), choosesRecords: true,
    "1 where a condition holds, 0 where it does not.", missing: Reference.missing,
    example: "number(2 > 1)", gives: "1"
  ) { values in
    guard case .boolean(let flag)? = values.first else { return .missing(.notTested) }
    return .number(flag ? 1 : 0)
  }
}
