import SurveyModel
import Testing

@Suite struct ExpressionAggregateTests {
  private static func measure(_ text: String) throws -> ExpressionType {
    try Expression(parsing: text)
      .type(
        variables: {
          ["income": .number, "weight": .number, "water": .text, "poor": .boolean][$0]
        },
        measures: { _ in nil })
  }

  @Test(arguments: [
    "median(income)", "quantile(income, 0.9)", "quantile(income, 0 where poor)", "sd(income)",
    "median(income) where poor", "mean(income, weight)", "mean(income, weight where poor)",
    "median(income, weight)", "quantile(income, 0.1, weight + 1 where poor)",
    "mean(income where poor)", "quantile(income, 1) - quantile(income, 0.25)",
  ])
  func `an aggregate is a number and is written as it is read`(text: String) throws {
    #expect(try Self.measure(text) == .number)
    let expression = try Expression(parsing: text)
    #expect(try Expression(parsing: expression.description) == expression)
  }

  @Test func `a median is the quantile of a half`() throws {
    #expect(try Expression(parsing: "median(a)") == Expression(parsing: "quantile(a, 0.5)"))
    #expect(try Expression(parsing: "quantile(a, 0.5)").description == "median(a)")
  }

  @Test func `a weighted mean divides by the weights of known values alone`() throws {
    #expect(
      try Expression(parsing: "mean(a, w where c)").description
        == "(sum(a * w) where c) / (sum(w) where c and (not (a is missing)))")
  }

  @Test(arguments: [
    ("quantile(income)", 15), ("quantile(income, 2)", 17), ("quantile(income, water)", 17),
    ("quantile(income, -1)", 17), ("median(income, weight, 1)", 21), ("sd(income, weight)", 9),
    ("quantile(income, 0.5, weight, 1)", 28), ("mean(income, weight, 1)", 19),
    ("mode(income)", 0),
  ])
  func `what is no aggregate names its place`(text: String, offset: Int) {
    let error = #expect(throws: ExpressionSyntaxError.self) { try Expression(parsing: text) }
    #expect(error?.offset == offset)
  }

  @Test(arguments: [
    "median(water)", "sd(poor)", "quantile(water, 0.5)", "mean(income, water)",
    "median(income, water)",
  ])
  func `an aggregate says what it takes`(text: String) {
    #expect(throws: ExpressionTypeError.self) { try Self.measure(text) }
  }
}
