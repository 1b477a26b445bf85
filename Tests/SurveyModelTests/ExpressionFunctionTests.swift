import SurveyModel
import Testing

@Suite struct ExpressionFunctionTests {
  private static let record: [String: Value] = [
    "members": .number(3), "water": .text("tap"), "age": .missing(.unknown), "half": .number(-2.5),
    "visited": .text("2021-10-08"), "poor": .boolean(true),
  ]

  private static let types: [String: ExpressionType] = [
    "members": .number, "water": .text, "age": .number, "half": .number, "visited": .date,
    "poor": .boolean,
  ]

  @Test(arguments: Expression.Function.all)
  func `the example of the reference gives what it says`(function: Expression.Function) throws {
    let reference = function.reference
    let example = try Expression(parsing: reference.example)
    let type = try example.type { _ in nil }
    let value = example.evaluate { _ in .blank }
    let literal = try Expression(parsing: reference.result)
    var result = literal.evaluate { _ in .blank }
    if type == .date, case .text(let text) = result {
      result = .date(try #require(CalendarDate(iso: text)))
    }
    #expect(value == result, "\(reference.example)")
    #expect(!value.isMissing)
    var names: Set<String> = []
    example.visit { if case .call(let called, _) = $0 { names.insert(called.name) } }
    #expect(names.contains(function.name))
  }

  @Test(arguments: [
    ("round(half)", Value.number(-3)), ("round(2.5)", .number(3)), ("round(-0.4)", .number(0)),
    ("round(1234.5678, 2)", .number(1234.57)), ("round(age)", .missing(.notTested)),
    ("least(members, 2)", .number(2)), ("greatest(members, age)", .missing(.notTested)),
    ("number(age > 3)", .missing(.notTested)),
    ("members between 3 and 4", .boolean(true)), ("members between 1 and 3", .boolean(true)),
    ("members not between 1 and 3", .boolean(false)), ("age between 1 and 3", .missing(.notTested)),
    ("members between 2 + 2 and 9", .boolean(false)),
    ("case when members > 2 then 'many' else 'few' end", .text("many")),
    ("case when members > 5 then 'many' end", .missing(.notTested)),
    ("case when age > 5 then 'old' else 'young' end", .missing(.notTested)),
    ("case when members > 2 then 'many' when age > 5 then 'old' end", .text("many")),
    ("case when age is missing then 'unknown' when age > 5 then 'old' end", .text("unknown")),
    ("case when poor then 1 else 0 end + 1", .number(2)),
    ("band(members, 0, 2, 4)", .text("2-<4")), ("band(members, 0, 3)", .text("3+")),
    ("band(half, 0, 3)", .missing(.notTested)), ("band(half, -3, 0)", .text("-3-<0")),
    ("band(age, 0, 3)", .missing(.notTested)),
    ("band(members, 0, 'few', 3, 'some', 9, 'many')", .text("some")),
    ("coalesce(age, members)", .number(3)), ("coalesce(age, age)", .missing(.notTested)),
    ("days_between(visited, '2021-11-01')", .number(24)),
    ("days_between(visited, '2021-10-01')", .number(-7)),
    ("days_between('2021-10', visited)", .missing(.notTested)),
    ("month('2021')", .missing(.notTested)), ("quarter('2021-03-31')", .number(1)),
    ("starts_with(water, 'ta')", .boolean(true)), ("starts_with(water, 'tapp')", .boolean(false)),
    ("starts_with(water, '')", .boolean(true)), ("contains(water, 'ap')", .boolean(true)),
    ("contains(water, 'pa')", .boolean(false)),
    // Character for character: an accent of its own is none of the letter before it.
    ("contains('e\u{301}', 'e')", .boolean(true)), ("starts_with('\u{E9}', 'e')", .boolean(false)),
  ])
  func `a function has its value`(text: String, value: Value) throws {
    let expression = try Expression(parsing: text)
    #expect(expression.evaluate { Self.record[$0] ?? .blank } == value)
    // As it would be written, it is the same.
    #expect(try Expression(parsing: expression.description) == expression)
  }

  @Test(arguments: [
    ("case when members then 1 end", "expected a condition in case, found “members”, a number"),
    (
      "case when poor then 1 else 'a' end",
      "expected values of one type in case, found “1”, a number, and “'a'”, a text"
    ),
    ("coalesce(members)", "expected 2 arguments or more of coalesce, found 1"),
    ("round(members, 10)", "expected a number of digits from 0 to 9, found “10”"),
    ("round(members, members)", "expected a number of digits from 0 to 9, found “members”"),
    ("round(members, 1, 1)", "expected 1 to 2 arguments of round, found 3"),
    ("days_between(visited)", "expected 2 arguments of days_between, found 1"),
    ("month('2021-13')", "expected a date in month, found “'2021-13'”, a text"),
    ("starts_with(members, 'a')", "expected a text in starts_with, found “members”, a number"),
    (
      "least(members, water)",
      "expected values of one type in least, found “members”, a number, and "
        + "“water”, a text"
    ),
    ("number(members)", "expected a condition in number, found “members”, a number"),
  ])
  func `a function says what it takes`(text: String, reason: String) throws {
    let expression = try Expression(parsing: text)
    let error = #expect(throws: ExpressionTypeError.self) {
      try expression.type { Self.types[$0] }
    }
    #expect(error?.reason == reason)
  }

  @Test(arguments: [
    ("case members when 1 then 2 end", 5), ("case when poor 1 end", 15),
    ("case when poor then 1", 21),
    ("members between 1", 17), ("band(members)", 0), ("band(members, 3, 2)", 0),
    (nestedBands, 0), ("band(members, 1, 'a', 2)", 0), ("band(members, water)", 0),
    ("case(1, 2)", 0),
  ])
  func `what is malformed names its place`(text: String, offset: Int) {
    let error = #expect(throws: ExpressionSyntaxError.self) { try Expression(parsing: text) }
    #expect(error?.offset == offset)
  }

  /// Bands of bands: each is written out in every one around it.
  private static let nestedBands =
    String(repeating: "length(band(", count: 4) + "members"
    + String(
      repeating: ", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20))",
      count: 4)

  @Test func `a message shows no more of an expression than one reads`() throws {
    let expression = try Expression(parsing: "sum(case when poor then water else 'x' end)")
    let error = #expect(throws: ExpressionTypeError.self) {
      try expression.type(variables: { Self.types[$0] }, measures: { _ in nil })
    }
    #expect(error?.reason.count ?? 0 < 200)
  }

  @Test func `words of forms are names elsewhere`() throws {
    let expression = try Expression(parsing: "case = 1 and between > 2 and end < when")
    #expect(expression.variables == ["case", "between", "end", "when"])
  }

  @Test func `sensitive values are given by what may be them`() throws {
    func given(_ text: String) throws -> Set<String> {
      try Expression(parsing: text).givenVariables
    }
    #expect(try given("coalesce(income, 0)") == ["income"])
    #expect(try given("case when poor then income else 0 end") == ["income", "poor"])
    #expect(try given("days_between('1900-01-01', birth)") == ["birth"])
    #expect(try given("round(income, 2)") == ["income"])
    #expect(try given("number(income > 3)").isEmpty)
    #expect(try given("starts_with(name, 'a')").isEmpty)
    #expect(try given("month(birth)").isEmpty)
  }

  @Test func `a choice and a first value look at no more cells than they need`() throws {
    let cells: [String: PublishedCell] = [
      "rate": .figure(.number(5)), "none": .absent(.missing), "hidden": .absent(.withheld),
    ]
    func cell(_ text: String) throws -> PublishedCell {
      try Expression(parsing: text).cell { cells[$0] ?? .absent(.missing) }
    }
    #expect(try cell("coalesce(none, rate)") == .figure(.number(5)))
    #expect(try cell("coalesce(hidden, rate)") == .absent(.withheld))
    #expect(try cell("coalesce(rate, hidden)") == .figure(.number(5)))
    #expect(try cell("coalesce(none, none)") == .absent(.missing))
    #expect(try cell("case when rate > 3 then rate else none end") == .figure(.number(5)))
    #expect(try cell("case when rate > 9 then rate end") == .absent(.notApplicable))
    #expect(try cell("case when none > 9 then rate else 1 end") == .absent(.missing))
    #expect(try cell("case when hidden > 9 then rate else 1 end") == .absent(.withheld))
    #expect(try cell("case when rate > 9 then hidden else 1 end") == .figure(.number(1)))
    #expect(try cell("round(hidden)") == .absent(.withheld))
  }
}
