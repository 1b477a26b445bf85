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

  @Test
  func `the nearest figure of the same place is the counterpart, the first of equally near ones`() {
    func at(_ start: Int, _ indicator: String, _ value: Double, _ place: String?) -> Fact {
      Fact(
        indicator: indicator, value: value, unit: "item", place: place, text: "", start: start,
        end: start + 1)
    }
    let facts = [
      at(0, "a", 1, "x"), at(10, "a", 2, "y"), at(20, "a", 3, "x"), at(20, "a", 4, "x"),
      at(30, "t", 3, "x"), at(40, "a", 5, "x"), at(50, "t", 2, "y"), at(60, "t", 7, "z"),
    ]
    let sums = checks([.sum(parts: ["a"], total: "t")], facts).filter { $0.kind == .sum }
    #expect(sums.map(\.expression) == ["3 = 3", "2 = 2"])
    let parts = checks([.part("a", of: "t")], facts).filter { $0.kind == .part }
    #expect(parts.map(\.expression) == ["3 <= 3", "2 <= 2", "5 <= 7"])
  }

  @Test func `an aim is held against no figure of what is, and one of its date goes before others`()
  {
    func of(
      _ start: Int, _ indicator: String, _ value: Double, _ asOf: String, _ role: Fact.Role? = nil
    ) -> Fact {
      Fact(
        indicator: indicator, value: value, unit: "item", role: role, asOf: asOf, text: "",
        start: start, end: start + 1)
    }
    let facts = [
      of(0, "a", 60, "2025", .target), of(10, "t", 50, "2020"), of(20, "a", 45, "2019"),
      of(50, "a", 40, "2020"),
    ]
    let parts = checks([.part("a", of: "t")], facts).filter { $0.kind == .part }
    #expect(parts.map(\.expression) == ["40 <= 50"])
    let aims = checks(
      [.target("a", reaches: "t")], [of(0, "t", 50, "2020", .target)] + facts.suffix(1))
    #expect(aims.filter { $0.kind == .target }.map(\.expression) == ["40 >= 50"])
  }

  @Test func `a report of many figures is checked in no more than their number`() {
    let facts: [Fact] = (0..<20_000)
      .flatMap { (number: Int) -> [Fact] in
        ["a", "b", "t"].enumerated()
          .map { (index: Int, indicator: String) -> Fact in
            let start = 3 * number + index
            return Fact(
              indicator: indicator, value: Double(number), unit: "item", place: "p\(number % 7)",
              text: "", start: start, end: start + 1)
          }
      }
    let clock = ContinuousClock()
    let time = clock.measure {
      #expect(checks([.sum(parts: ["a", "b"], total: "t")], facts).count > 50_000)
    }
    // Pair by pair it took minutes.
    #expect(time < .seconds(30))
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
