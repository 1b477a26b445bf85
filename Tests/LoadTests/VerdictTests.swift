import SurveyModel
import Testing

@testable import Load

@Suite struct VerdictTests {
  private static func fact(
    _ value: Double?, _ qualifier: Fact.Qualifier = .exact, resolution: Double = 1,
    low: Double? = nil, high: Double? = nil, possible: [Double] = []
  ) -> Fact {
    Fact(
      indicator: "i", value: value, unit: "person", qualifier: qualifier, low: low, high: high,
      text: "…", start: 0, end: 1, isDamaged: value == nil, possible: possible,
      resolution: resolution)
  }

  private static func verdict(_ fact: Fact, tabulated cell: PublishedCell) -> Verdict {
    Verdict(fact, tabulated: cell, approximation: 0.05)
  }

  @Test func `an exact figure agrees within half of its last digit`() {
    #expect(Self.verdict(Self.fact(50_090), tabulated: PublishedCell(.number(50_090))) == .agrees)
    #expect(
      Self.verdict(Self.fact(98.22, resolution: 0.01), tabulated: PublishedCell(.number(98.219205)))
        == .agreesRounded)
    #expect(
      Self.verdict(Self.fact(98.22, resolution: 0.01), tabulated: PublishedCell(.number(98.226)))
        == .differs)
    #expect(
      Self.verdict(
        Self.fact(136_369_600, resolution: 100), tabulated: PublishedCell(.number(136_369_649)))
        == .agreesRounded)
    #expect(Self.verdict(Self.fact(50_090), tabulated: PublishedCell(.number(50_091))) == .differs)
  }

  @Test func `a bounded figure agrees where its wording says`() {
    #expect(
      Self.verdict(Self.fact(100, .atLeast), tabulated: PublishedCell(.number(120))) == .agrees)
    #expect(
      Self.verdict(Self.fact(100, .atLeast), tabulated: PublishedCell(.number(99))) == .differs)
    #expect(
      Self.verdict(Self.fact(100, .moreThan), tabulated: PublishedCell(.number(100))) == .differs)
    #expect(
      Self.verdict(
        Self.fact(13_600, .moreThan, low: 13_600, high: 13_700),
        tabulated: PublishedCell(.number(13_650))) == .agrees)
    #expect(
      Self.verdict(
        Self.fact(13_600, .moreThan, low: 13_600, high: 13_700),
        tabulated: PublishedCell(.number(14_000))) == .differs)
    #expect(Self.verdict(Self.fact(500, .about), tabulated: PublishedCell(.number(490))) == .agrees)
    #expect(
      Self.verdict(Self.fact(500, .about), tabulated: PublishedCell(.number(400))) == .differs)
    #expect(
      Self.verdict(Self.fact(100, .atMost), tabulated: PublishedCell(.number(100))) == .agrees)
    #expect(
      Self.verdict(Self.fact(100, .lessThan), tabulated: PublishedCell(.number(99))) == .agrees)
  }

  @Test func `a damaged figure is never said to agree`() {
    let damaged = Self.fact(nil, possible: [160_000, 260_000])
    #expect(Self.verdict(damaged, tabulated: PublishedCell(.number(260_000))) == .damagedConsistent)
    #expect(Self.verdict(damaged, tabulated: PublishedCell(.number(60_000))) == .damaged)
    #expect(Self.verdict(Self.fact(nil), tabulated: PublishedCell(.number(1))) == .damaged)
  }

  @Test func `a missing figure of the table tests nothing`() {
    #expect(Self.verdict(Self.fact(1), tabulated: .absent(.missing)) == .notTested)
  }

  @Test(arguments: [fact(1), fact(nil, possible: [1, 2]), fact(5, .atLeast)])
  func `a withheld figure is never said to agree or to differ`(_ fact: Fact) {
    #expect(Self.verdict(fact, tabulated: .absent(.withheld)) == .withheld)
  }
}
