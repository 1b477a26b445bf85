extension Expression.Function {
  static let dates = [date, year, month, quarter, age, daysBetween]

  package static let date = Self(
    "date", .fixed([.date], gives: .date), givesArguments: true,
    "A date that stands in quotes, where a date is expected and a text is none.",
    missing: Reference.missing, example: "date('2021-10-31')", gives: "'2021-10-31'"
  ) { values in values.first?.asDate.map { .date($0) } ?? .missing(.notTested) }

  package static let year = Self(
    "year", .fixed([.date], gives: .number), "The year of a date.", missing: Reference.missing,
    example: "year('2021-10-31')", gives: "2021", value: ofDate { Double($0.year) })

  package static let month = Self(
    "month", .fixed([.date], gives: .number), "The month of a date, from 1 to 12.",
    missing: "Missing, also where only the year is known.", example: "month('2021-10')",
    gives: "10", value: ofDate { $0.month > 0 ? Double($0.month) : nil })

  package static let quarter = Self(
    "quarter", .fixed([.date], gives: .number), "The quarter of the year of a date, from 1 to 4.",
    missing: "Missing, also where only the year is known.", example: "quarter('2021-10-31')",
    gives: "4", value: ofDate { $0.month > 0 ? Double(($0.month + 2) / 3) : nil })

  package static let age = Self(
    "age", .fixed([.date, .date], gives: .number),
    """
    The years that somebody born on the first date has completed on the second; without a second, on the day of the \
    row (`as_of`, or its wave). Whoever was born on 29 February completes a year on 1 March of the years without that day.
    """,
    missing: "Missing, also where the dates are not exact enough to tell.",
    example: "age('2010-11-05', '2021-10-31')", gives: "10"
  ) { values in
    guard values.count == 2, let birth = values[0].asDate, let day = values[1].asDate,
      let age = years(from: birth, to: day)
    else { return .missing(.notTested) }
    return .number(Double(age))
  }

  package static let daysBetween = Self(
    "days_between", .fixed([.date, .date], gives: .number), givesArguments: true,
    "The days from the first date to the second, below 0 where that comes before it.",
    missing: "Missing, also where a date is not known to the day.",
    example: "days_between('2021-02-27', '2021-03-01')", gives: "2"
  ) { values in
    guard values.count == 2, let from = values[0].asDate, let to = values[1].asDate, from.day > 0,
      to.day > 0
    else { return .missing(.notTested) }
    return .number(Double(to.daysSince1970 - from.daysSince1970))
  }

  private static func ofDate(
    _ body: @escaping @Sendable (CalendarDate) -> Double?
  ) -> @Sendable ([Value]) -> Value {
    { values in
      values.first?.asDate.flatMap(body).map { .number($0) } ?? .missing(.notTested)
    }
  }

  /// The completed years between two dates; nil where they are not exact enough to tell.
  private static func years(from birth: CalendarDate, to day: CalendarDate) -> Int? {
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
