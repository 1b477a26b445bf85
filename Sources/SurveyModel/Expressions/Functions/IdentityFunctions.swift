extension Expression.Function {
  static let identities = [birthDate, sex]

  package static let birthDate = Self(
    "birth_date", .fixed([.text], gives: .date),
    "The date of birth that a resident identity number (GB 11643) states; only in `derive`.",
    missing: "Missing, also for what is no such number.",
    example: "birth_date('140430450312123')", gives: "'1945-03-12'",
    value: ofText { (try? ResidentID($0))?.birthDate.map { .date($0) } })

  package static let sex = Self(
    "sex", .fixed([.text], gives: .text),
    "The sex that a resident identity number states, `'male'` or `'female'`; only in `derive`.",
    missing: "Missing, also for what is no such number.", example: "sex('140430450312123')",
    gives: "'male'",
    value: ofText { (try? ResidentID($0)).map { .text($0.isMale ? "male" : "female") } })
}
