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
    let stated = StatedFacts(facts)
    var results: [FactCheck] = []
    for check in checks {
      var seen: Set<String> = []
      for result in relations(check, stated) where seen.insert(result.expression).inserted {
        results.append(result)
      }
    }
    return results + changes(facts) + repetitions(stated)
  }

  /// Figures of a report, those told of a relation that are part of one which does not hold.
  package func tellingContradictions(of facts: [Fact]) -> [Fact] {
    var expressions: [Range<Int>: String] = [:]
    for check in checks(of: facts) where check.verdict == .contradicted {
      for fact in check.parts + [check.total] where expressions[fact.start..<fact.end] == nil {
        expressions[fact.start..<fact.end] = check.expression
      }
    }
    guard !expressions.isEmpty else { return facts }
    return facts.map { fact in
      var told = fact
      told.contradiction = expressions[fact.start..<fact.end]
      return told
    }
  }

  private func relations(
    _ check: IndicatorCatalogue.Check, _ stated: StatedFacts
  )
    -> [FactCheck]
  {
    let (anchor, others) = Self.indicators(of: check.relation)
    return stated.facts(of: anchor)
      .compactMap { total in
        // What is yet to be reached is held against its like, and a target against what was reached.
        let isAim = if case .target = check.relation { false } else { total.role == .target }
        if case .rate(_, let numerator, let denominator) = check.relation,
          stated.facts(of: numerator).isEmpty
        {
          return stated.nearest(to: total, of: denominator, .ofItsPlace, isAim: isAim)
            .flatMap {
              FactRelation.wholeNumbers(behind: total, of: $0, isHard: check.isHard)
            }
        }
        var parts: [Fact] = []
        for other in others {
          var nearest = stated.nearest(to: total, of: other, .ofItsPlace, isAim: isAim)
          // A county's rank among the province's counties: the whole may be of a larger place.
          if nearest == nil, case .part = check.relation {
            nearest = stated.nearest(to: total, of: other, .ofAnyPlace, isAim: isAim)
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
  private func repetitions(_ stated: StatedFacts) -> [FactCheck] {
    struct Statement: Hashable {
      let place: String?
      let asOf: String?
      let role: Fact.Role?
      let population: String?
    }
    var results: [FactCheck] = []
    for indicator in stated.indicators {
      var first: [Statement: Fact] = [:]
      for fact in stated.facts(of: indicator) {
        let statement = Statement(
          place: fact.place, asOf: fact.asOf, role: fact.role, population: fact.population)
        if let earlier = first[statement] {
          results.append(FactRelation.repetition(earlier, fact))
        } else {
          first[statement] = fact
        }
      }
    }
    return results
  }
}
