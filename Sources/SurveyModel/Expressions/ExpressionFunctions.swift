extension Expression.Function {
  /// The value of the function, missing where an argument is of another type or does not decide it.
  func apply(to values: [Value]) -> Value {
    guard let value = values.first else { return .missing(.notTested) }
    switch (self, value) {
    case (.abs, .number(let number)): return .number(number.magnitude)
    case (.year, _):
      guard let date = value.asDate else { return .missing(.notTested) }
      return .number(Double(date.year))
    case (.length, .text(let text)): return .number(Double(text.unicodeScalars.count))
    case (.birthDate, .text(let text)):
      guard let date = (try? ResidentID(text))?.birthDate else { return .missing(.notTested) }
      return .date(date)
    case (.sex, .text(let text)):
      guard let id = try? ResidentID(text) else { return .missing(.notTested) }
      return .text(id.isMale ? "male" : "female")
    case (.age, _):
      guard values.count == 2, let birth = values[0].asDate, let day = values[1].asDate,
        let age = Self.age(of: birth, on: day)
      else { return .missing(.notTested) }
      return .number(Double(age))
    default: return .missing(.notTested)
    }
  }

  /// The completed years between two dates; nil where they are not exact enough to tell.
  ///
  /// Whoever was born on 29 February completes a year on 1 March of the years without that day.
  private static func age(of birth: CalendarDate, on day: CalendarDate) -> Int? {
    guard birth.month > 0, day.month > 0 else { return nil }
    let years = day.year - birth.year
    if birth.month != day.month { return birth.month > day.month ? years - 1 : years }
    guard birth.day > 0, day.day > 0 else { return nil }
    return birth.day > day.day ? years - 1 : years
  }
}

extension Value {
  /// The date, or the date that a text in ISO 8601 names.
  fileprivate var asDate: CalendarDate? {
    switch self {
    case .date(let date): date
    case .text(let text): CalendarDate(iso: text)
    default: nil
    }
  }
}
