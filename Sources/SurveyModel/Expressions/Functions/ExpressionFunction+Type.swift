extension Expression.Function {
  /// The type of the value over arguments.
  ///
  /// - Parameters:
  ///   - parts: The arguments.
  ///   - types: Their types.
  ///   - isWave: Whether a variable tells the day of a wave.
  /// - Returns: The type.
  /// - Throws: `ExpressionTypeError` when they are too many, too few, or of other types.
  func result(
    over parts: [Expression], _ types: [ExpressionType], isWave: (String) -> Bool
  ) throws(ExpressionTypeError) -> ExpressionType {
    switch signature {
    case .fixed(let expected, let result):
      try expect(expected.count...expected.count, parts)
      for index in parts.indices {
        try expect(expected[index], parts[index], types[index], isWave: isWave)
      }
      return result
    case .rounding:
      try expect(1...2, parts)
      try expect(.number, parts[0], types[0])
      if parts.count == 2 {
        guard case .number(let digits) = parts[1], let whole = Int(exactly: digits),
          (0...Self.mostDigits).contains(whole)
        else {
          throw ExpressionTypeError(
            "expected a number of digits from 0 to \(Self.mostDigits), found “\(parts[1].shown)”")
        }
      }
      return .number
    case .pattern:
      try expect(2...2, parts)
      try expect(.text, parts[0], types[0])
      try expectText("a regular expression", parts[1])
      return .boolean
    case .membership:
      try expect(2...2, parts)
      try expect(.answers, parts[0], types[0])
      try expectText("a code", parts[1])
      return .boolean
    case .answers:
      guard !parts.isEmpty, parts.count.isMultiple(of: 2) else {
        throw ExpressionTypeError("expected codes in \(name), each followed by a condition")
      }
      for index in stride(from: 0, to: parts.count, by: 2) {
        try expectText("a code", parts[index])
        try expect(.boolean, parts[index + 1], types[index + 1])
      }
      return .answers
    case .alike:
      try expect(2...Int.max, parts)
      return try common(parts, types)
    case .choices:
      try expect(2...Int.max, parts)
      for index in stride(from: 0, to: parts.count - 1, by: 2) {
        try expect(.boolean, parts[index], types[index])
      }
      return try common(Self.values(ofChoices: parts), Self.values(ofChoices: types))
    }
  }

  private func expectText(
    _ expectation: String, _ part: Expression
  ) throws(ExpressionTypeError) {
    guard case .text = part else {
      throw ExpressionTypeError(
        "expected \(expectation) in quotes in \(name), found “\(part.shown)”")
    }
  }

  private func expect(
    _ count: ClosedRange<Int>, _ parts: [Expression]
  ) throws(ExpressionTypeError) {
    guard !count.contains(parts.count) else { return }
    let expected =
      count.upperBound == .max
      ? "\(count.lowerBound) arguments or more"
      : count.count == 1
        ? "\(count.lowerBound) arguments"
        : "\(count.lowerBound) to \(count.upperBound) arguments"
    throw ExpressionTypeError("expected \(expected) of \(name), found \(parts.count)")
  }

  private func expect(
    _ expected: ExpressionType, _ part: Expression, _ found: ExpressionType,
    isWave: (String) -> Bool = { _ in false }
  ) throws(ExpressionTypeError) {
    if found == expected { return }
    // A date may stand as its ISO text, as it may in a comparison.
    if expected == .date, case .text(let text) = part, CalendarDate(iso: text) != nil { return }
    if expected == .date, case .variable(let name) = part, isWave(name) { return }
    throw ExpressionTypeError(
      "expected a \(expected.words) in \(name), found “\(part.shown)”, a \(found.words)")
  }

  /// The one type of values.
  private func common(
    _ parts: [Expression], _ types: [ExpressionType]
  ) throws(ExpressionTypeError) -> ExpressionType {
    let first = types[0]
    for (part, type) in zip(parts, types) where type != first {
      throw ExpressionTypeError(
        "expected values of one type in \(name), found “\(parts[0].shown)”, a "
          + "\(first.words), and “\(part.shown)”, a \(type.words)")
    }
    return first
  }
}
