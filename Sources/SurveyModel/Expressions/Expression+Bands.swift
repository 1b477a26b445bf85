extension Expression {
  /// The text for the band of numbers in which a value lies: `band(age, 0, 6, 16, 60)`, or with labels
  /// `band(age, 0, 'small', 6, 'pupil', 16, 'adult', 60, 'old')`.
  ///
  /// A band reaches from its number up to the next one, which is not in it, and the last has no end. Without
  /// labels they are called `0-<6` and `60+`. Below the first there is none, and the text is missing.
  ///
  /// - Parameter arguments: The value, and the numbers in rising order, each with its label or none with one.
  /// - Returns: The choice that it stands for.
  /// - Throws: `ExpressionTypeError` when these are no bands.
  static func band(_ arguments: [Expression]) throws(ExpressionTypeError) -> Expression {
    guard let value = arguments.first, arguments.count > 1 else {
      throw ExpressionTypeError("expected a value and the numbers at which bands begin")
    }
    let given = arguments.dropFirst()
    let labels = given.compactMap { if case .text(let label) = $0 { label } else { nil } }
    let starts = given.compactMap(\.literalNumber)
    let isLabelled = !labels.isEmpty
    let isRegular =
      given.enumerated()
      .allSatisfy { index, part in (part.literalNumber == nil) == (isLabelled && index % 2 == 1) }
    guard isRegular, starts.count == (isLabelled ? labels.count : given.count) else {
      throw ExpressionTypeError(
        "expected numbers behind the value of band, each followed by a label in quotes or none of them"
      )
    }
    guard zip(starts, starts.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw ExpressionTypeError("expected the numbers of bands in rising order")
    }
    guard starts.count <= longestChain else {
      throw ExpressionTypeError("expected at most \(longestChain) bands, found \(starts.count)")
    }
    var parts: [Expression] = []
    for (index, start) in starts.enumerated().reversed() {
      let end = index + 1 < starts.count ? "-<\(starts[index + 1].plain)" : "+"
      parts += [
        .comparison(value, .greaterOrEqual, literal(start)),
        .text(isLabelled ? labels[index] : start.plain + end),
      ]
    }
    return .call(.choice, parts)
  }

  /// A number as it is read.
  private static func literal(_ number: Double) -> Expression {
    number < 0 ? .negated(.number(-number)) : .number(number)
  }

  /// The number that a literal is, with its sign; nil for anything else.
  var literalNumber: Double? {
    switch self {
    case .number(let number): number
    case .negated(let part): part.literalNumber.map { -$0 }
    default: nil
    }
  }
}
