package import SurveyModel

/// Holds the figures of a report against each other.
///
/// Nothing is ever corrected: a report may err, and then it says so itself.
package struct FactChecker: Sendable {
  private let checks: [IndicatorCatalogue.Check]

  /// Prepares the checks of a catalogue.
  package init(catalogue: IndicatorCatalogue) {
    checks = catalogue.checks
  }

  /// Every relation whose figures the report states, in the order of the catalogue, then every
  /// change whose earlier and later figure it states, and every indicator that it states twice.
  package func checks(of facts: [Fact]) -> [FactCheck] {
    var stated: [String: [Fact]] = [:]
    for fact in facts {
      if let indicator = fact.indicator, fact.role != .change {
        stated[indicator, default: []].append(fact)
      }
    }
    var results: [FactCheck] = []
    for check in checks {
      var seen: Set<String> = []
      for result in relations(check, stated) where seen.insert(result.expression).inserted {
        results.append(result)
      }
    }
    return results + changes(facts) + repetitions(stated)
  }

  private func relations(
    _ check: IndicatorCatalogue.Check, _ stated: [String: [Fact]]
  )
    -> [FactCheck]
  {
    let (anchor, others) = Self.indicators(of: check.relation)
    return (stated[anchor] ?? [])
      .compactMap { total in
        if case .rate(_, let numerator, let denominator) = check.relation,
          stated[numerator] == nil
        {
          return Self.nearest(to: total, among: stated[denominator] ?? [])
            .flatMap {
              FactRelation.wholeNumbers(behind: total, of: $0, isHard: check.isHard)
            }
        }
        var parts: [Fact] = []
        for other in others {
          let figures = stated[other] ?? []
          var nearest = Self.nearest(to: total, among: figures)
          // A county's rank among the province's counties: the whole may be of a larger place.
          if nearest == nil, case .part = check.relation {
            nearest = figures.min { abs($0.start - total.start) < abs($1.start - total.start) }
          }
          guard let nearest else {
            return nil
          }
          parts.append(nearest)
        }
        return FactRelation(check, parts: parts, total: total).result
      }
  }

  /// The figure on the right of a relation, and those on the left.
  private static func indicators(
    of relation: IndicatorCatalogue.Check.Relation
  ) -> (
    total: String, parts: [String]
  ) {
    switch relation {
    case .sum(let parts, let total): (total, parts)
    case .part(let part, let whole): (whole, [part])
    case .equal(let left, let right): (right, [left])
    case .ratio(let amount, let count, _, _): (count, [amount])
    case .rate(let rate, let numerator, let denominator): (rate, [numerator, denominator])
    case .target(let figure, let target): (target, [figure])
    }
  }

  /// The figure that stands nearest, of the same place.
  private static func nearest(to total: Fact, among facts: [Fact]) -> Fact? {
    facts.filter { $0.place == total.place }
      .min {
        abs($0.start - total.start) < abs($1.start - total.start)
      }
  }

  /// How far behind a figure its change may stand, in characters.
  private static let farthestChange = 16

  /// A figure, what it became, and right behind them by how much: 由…提高到…，增加….
  private func changes(_ facts: [Fact]) -> [FactCheck] {
    guard facts.count > 2 else { return [] }
    return (2..<facts.count)
      .compactMap { index in
        let (earlier, later, change) = (facts[index - 2], facts[index - 1], facts[index])
        guard change.role == .change, earlier.role != .change, later.role != .change,
          let indicator = later.indicator, earlier.indicator == indicator,
          earlier.unit == later.unit, earlier.place == later.place, earlier.asOf != later.asOf,
          change.start >= later.end, change.start - later.end <= Self.farthestChange
        else { return nil }
        return FactRelation.change(from: earlier, to: later, by: change)
      }
  }

  /// Figures of one indicator, place, date and role that the report states more than once.
  private func repetitions(_ stated: [String: [Fact]]) -> [FactCheck] {
    var results: [FactCheck] = []
    for indicator in stated.keys.sorted() {
      let facts = stated[indicator] ?? []
      for (index, fact) in facts.enumerated() {
        let earlier = facts[..<index]
          .first {
            $0.place == fact.place && $0.asOf == fact.asOf && $0.role == fact.role
              && $0.population == fact.population
          }
        guard let earlier else { continue }
        results.append(FactRelation.repetition(earlier, fact))
      }
    }
    return results
  }
}
