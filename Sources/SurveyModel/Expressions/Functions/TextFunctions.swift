extension Expression.Function {
  static let texts = [length, startsWith, contains]

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

  /// A condition on two texts, by their bytes: Swift's own comparison normalises, and engines do not.
  private static func compared(
    _ values: [Value], _ holds: ([UInt8], [UInt8]) -> Bool
  ) -> Value {
    guard values.count == 2, case .text(let text) = values[0], case .text(let part) = values[1]
    else { return .missing(.notTested) }
    return .boolean(holds(Array(text.utf8), Array(part.utf8)))
  }
}
