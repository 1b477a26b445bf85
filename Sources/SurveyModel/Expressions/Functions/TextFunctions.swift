internal import TextPattern

extension Expression.Function {
  static let texts = [length, startsWith, contains, matches]

  package static let length = Self(
    "length", .fixed([.text], gives: .number), "The number of characters of a text.",
    missing: Reference.missing, example: "length('沁县')", gives: "2",
    value: ofText { .number(Double($0.unicodeScalars.count)) })

  package static let startsWith = Self(
    "starts_with", .fixed([.text, .text], gives: .boolean),
    "Whether a text begins with another, character for character.", missing: Reference.missing,
    example: "starts_with('清河镇', '清河')", gives: "true",
    value: { compared($0) { $0.starts(with: $1) } })

  package static let contains = Self(
    "contains", .fixed([.text, .text], gives: .boolean),
    "Whether another text stands anywhere in a text, character for character.",
    missing: Reference.missing, example: "contains('自来水', '来')", gives: "true",
    value: { compared($0) { text, part in part.isEmpty || text.firstRange(of: part) != nil } })

  /// Whether a regular expression finds something.
  package static let matches = matches { values in
    guard case .text(let pattern) = values[1] else { return nil }
    return try? TextPattern(pattern)
  }

  /// The function for one regular expression, compiled once.
  ///
  /// - Parameter pattern: The regular expression.
  /// - Returns: The function.
  /// - Throws: `ExpressionTypeError` where it is none.
  static func matches(_ pattern: String) throws(ExpressionTypeError) -> Self {
    do {
      let compiled = try TextPattern(pattern)
      return matches { _ in compiled }
    } catch {
      throw ExpressionTypeError("“\(pattern)” is no regular expression")
    }
  }

  private static func matches(
    _ pattern: @escaping @Sendable ([Value]) -> TextPattern?
  ) -> Self {
    Self(
      "matches", .pattern,
      """
      Whether a regular expression finds something anywhere in a text; `^` and `$` are its ends. The expression stands as \
      a text in quotes, in ICU's syntax, which is nearly Perl's.
      """,
      missing: "Missing, also where it is not known within 1,000,000 steps.",
      example: "matches('G309国道', '^[GSX][0-9]{3}')", gives: "true"
    ) { values in
      guard values.count == 2, case .text(let text) = values[0], let pattern = pattern(values)
      else { return .missing(.notTested) }
      return switch pattern.answer(for: text) {
      case .found: .boolean(true)
      case .none: .boolean(false)
      case .tooManySteps: .missing(.notTested)
      }
    }
  }

  /// A condition on two texts, by their bytes: Swift's own comparison normalises, and engines do not.
  private static func compared(
    _ values: [Value], _ holds: ([UInt8], [UInt8]) -> Bool
  ) -> Value {
    guard values.count == 2, case .text(let text) = values[0], case .text(let part) = values[1]
    else { return .missing(.notTested) }
    return .boolean(holds(Array(text.utf8), Array(part.utf8)))
  }
}
