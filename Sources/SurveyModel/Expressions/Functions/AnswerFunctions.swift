extension Expression.Function {
  static let sets = [has, answers]

  package static let has = Self(
    "has", .membership,
    "Whether a code is among the answers of a variable of type `answers`.",
    missing: Reference.missing,
    example: "has(answers('radio', true, 'phone', 2 > 1), 'phone')", gives: "true"
  ) { values in
    guard values.count == 2, case .text(let answers) = values[0], case .text(let code) = values[1]
    else { return .missing(.notTested) }
    return .boolean(Answers.codes(in: answers).contains(code[...]))
  }

  package static let answers = Self(
    "answers", .answers,
    "The codes whose conditions hold, for a variable of type `answers`; only in `derive`.",
    missing: "Missing as soon as one is.", example: "answers('radio', true, 'phone', 2 < 1)",
    gives: "'radio'"
  ) { values in
    var codes: Set<String> = []
    for index in stride(from: 0, to: values.count - 1, by: 2) {
      guard case .text(let code) = values[index], case .boolean(let isAnswer) = values[index + 1]
      else { return .missing(.notTested) }
      if isAnswer { codes.insert(code) }
    }
    return .text(Answers.text(of: codes))
  }
}
