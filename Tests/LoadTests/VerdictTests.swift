import SurveyModel
import Testing

@testable import Load

@Suite struct VerdictTests {
  private func fact(
    _ value: Double?, _ qualifier: Fact.Qualifier = .exact, resolution: Double = 1,
    low: Double? = nil, high: Double? = nil, possible: [Double] = []
  ) -> Fact {
    Fact(
      indicator: "i", value: value, unit: "person", qualifier: qualifier, low: low, high: high,
      text: "…", start: 0, end: 1, isDamaged: value == nil, possible: possible,
      resolution: resolution)
  }

  @Test func `an exact figure agrees within half of its last digit`() {
    #expect(Verdict(fact(50_090), tabulated: 50_090) == .agrees)
    #expect(Verdict(fact(98.22, resolution: 0.01), tabulated: 98.219205) == .agreesRounded)
    #expect(Verdict(fact(98.22, resolution: 0.01), tabulated: 98.226) == .differs)
    #expect(Verdict(fact(136_369_600, resolution: 100), tabulated: 136_369_649) == .agreesRounded)
    #expect(Verdict(fact(50_090), tabulated: 50_091) == .differs)
  }

  @Test func `a bounded figure agrees where its wording says`() {
    #expect(Verdict(fact(100, .atLeast), tabulated: 120) == .agrees)
    #expect(Verdict(fact(100, .atLeast), tabulated: 99) == .differs)
    #expect(Verdict(fact(100, .moreThan), tabulated: 100) == .differs)
    #expect(
      Verdict(fact(13_600, .moreThan, low: 13_600, high: 13_700), tabulated: 13_650) == .agrees)
    #expect(
      Verdict(fact(13_600, .moreThan, low: 13_600, high: 13_700), tabulated: 14_000) == .differs)
    #expect(Verdict(fact(500, .about), tabulated: 490) == .agrees)
    #expect(Verdict(fact(500, .about), tabulated: 400) == .differs)
    #expect(Verdict(fact(100, .atMost), tabulated: 100) == .agrees)
    #expect(Verdict(fact(100, .lessThan), tabulated: 99) == .agrees)
  }

  @Test func `a damaged figure is never said to agree`() {
    let damaged = fact(nil, possible: [160_000, 260_000])
    #expect(Verdict(damaged, tabulated: 260_000) == .damagedConsistent)
    #expect(Verdict(damaged, tabulated: 60_000) == .damaged)
    #expect(Verdict(fact(nil), tabulated: 1) == .damaged)
  }

  @Test func `a missing figure of the table tests nothing`() {
    #expect(Verdict(fact(1), tabulated: nil) == .notTested)
  }
}
