import SurveyModel
import Testing
import Transform

struct FactCheckerTests {
  @Test func `parts are held against their total`() {
    let checks = checks(
      [.sum(parts: ["a", "b"], total: "t")], [fact("a", 10), fact("b", 20), fact("t", 30)])
    #expect(checks.map(\.verdict) == [.holds])
    #expect(checks.first?.expression == "10 + 20 = 30")
  }

  @Test func `parts that do not add up contradict their total`() {
    let checks = checks(
      [.sum(parts: ["a", "b"], total: "t")], [fact("a", 10), fact("b", 21), fact("t", 30)])
    #expect(checks.map(\.verdict) == [.contradicted])
  }

  @Test func `a rate is held against its counts with the digits that it states`() {
    let relation = [
      IndicatorCatalogue.Check.Relation.rate("r", numerator: "n", denominator: "d")
    ]
    let counts = [fact("n", 49_198), fact("d", 50_090)]
    #expect(checks(relation, counts + [fact("r", 98.22, 0.01)]).map(\.verdict) == [.holds])
    #expect(checks(relation, counts + [fact("r", 98.23, 0.01)]).map(\.verdict) == [.contradicted])
    #expect(checks(relation, counts + [fact("r", 98, 1)]).map(\.verdict) == [.holds])
  }

  @Test func `a damaged figure leaves its relations open`() {
    let checks = checks(
      [.sum(parts: ["a"], total: "t")], [fact("a", nil), fact("t", 30)])
    #expect(checks.map(\.verdict) == [.undecidable])
  }

  @Test func `a figure that is stated twice is compared with itself`() {
    #expect(checks([], [fact("a", 16_196), fact("a", 16_000, 1000)]).map(\.verdict) == [.holds])
    #expect(checks([], [fact("a", 16_196), fact("a", 15_000, 1000)]).map(\.verdict) == [.anomaly])
  }

  private func fact(_ indicator: String, _ value: Double?, _ resolution: Double = 1) -> Fact {
    Fact(
      indicator: indicator, value: value, unit: "item", text: "", start: 0, end: 0,
      isDamaged: value == nil, resolution: resolution)
  }

  private func checks(
    _ relations: [IndicatorCatalogue.Check.Relation], _ facts: [Fact]
  )
    -> [FactCheck]
  {
    let checks = relations.map { IndicatorCatalogue.Check(relation: $0, isHard: true) }
    let catalogue = IndicatorCatalogue(indicators: [], units: [], checks: checks)
    return FactChecker(catalogue: catalogue).checks(of: facts)
  }
}
