import SurveyModel
import Testing

@Suite struct PublishedCellTests {
  private static let cells: [String: PublishedCell] = [
    "two": PublishedCell(.number(2)), "none": .zero, "gone": .absent(.missing),
    "empty": .absent(.notApplicable), "vast": .absent(.notEstimable), "hidden": .absent(.withheld),
    "yes": PublishedCell(.boolean(true)), "name": PublishedCell(.text("甲")),
  ]

  private func cell(_ formula: String) throws -> PublishedCell {
    try Expression(parsing: formula).cell { Self.cells[$0] ?? .absent(.missing) }
  }

  @Test(arguments: [
    ("two + 3", PublishedCell(.number(5))),
    ("two - 2", .zero),
    ("0 * two", .zero),
    ("-two", PublishedCell(.number(-2))),
    ("two > 1", PublishedCell(.boolean(true))),
    ("name in ('甲', '乙')", PublishedCell(.boolean(true))),
    ("abs(0 - two)", PublishedCell(.number(2))),
  ])
  func `a formula over figures gives a figure`(_ formula: String, _ expected: PublishedCell) throws
  {
    #expect(try cell(formula) == expected)
  }

  @Test(arguments: [
    ("none / none", PublishedCell.Absence.notApplicable),
    ("100 * two / none", .notApplicable),
    ("gone / none", .missing),
    ("two + gone", .missing),
    ("empty + gone", .missing),
    ("gone + vast", .notEstimable),
    ("vast * hidden", .withheld),
    ("gone - hidden", .withheld),
    ("hidden / none", .withheld),
    ("hidden is missing", .withheld),
    ("yes or hidden > 1", .withheld),
    ("not (hidden > 1)", .withheld),
    ("unheard_of", .missing),
  ])
  func `a formula's status is the worst of its parts'`(
    _ formula: String, _ expected: PublishedCell.Absence
  ) throws {
    #expect(try cell(formula) == .absent(expected))
  }

  @Test func `missing parts are asked for and passed over as conditions are`() throws {
    #expect(try cell("gone is missing") == PublishedCell(.boolean(true)))
    #expect(try cell("yes or gone > 1") == PublishedCell(.boolean(true)))
    #expect(try cell("yes and gone > 1") == .absent(.missing))
  }

  @Test(arguments: [Double.infinity, -.infinity, .nan])
  func `a number that is none is not estimable`(_ number: Double) {
    #expect(PublishedCell(.number(number)) == .absent(.notEstimable))
  }

  @Test func `every cell has its status`() {
    #expect(
      Set(Self.cells.values.map(\.status)) == Set(PublishedCell.Status.allCases))
    #expect(PublishedCell.zero.number == 0)
    #expect(PublishedCell.absent(.withheld).value == nil)
  }
}
