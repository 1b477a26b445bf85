package import SurveyModel

/// How a figure of a report stands to the figure of a table.
package enum Verdict: String, Hashable, Sendable, CaseIterable {
  /// Both are the same, or the table's lies where the wording says.
  case agrees
  /// They differ by no more than the rounding of the report.
  case agreesRounded = "agrees_rounded"
  /// They differ.
  case differs
  /// It does not agree with other figures of its own report, nor with a table.
  case contradictsItself = "contradicts_itself"
  /// Damage made the report's figure unreadable.
  case damaged
  /// Damage made it unreadable, and the table's is one of those that it can have been.
  case damagedConsistent = "damaged_consistent"
  /// No table has such a figure, or none for that place and time.
  case noCounterpart = "no_counterpart"
  /// The table has no figure there.
  case notTested = "not_tested"
  /// The table's figure is withheld: whether it agrees would tell of it.
  case withheld

  /// Compares a fact with the published cell of a table.
  ///
  /// - Parameters:
  ///   - fact: The figure of the report.
  ///   - cell: The figure of the table.
  ///   - approximation: By what share of it an approximate figure may differ.
  package init(_ fact: Fact, tabulated cell: PublishedCell, approximation: Double) {
    guard let tabulated = cell.number else {
      self = cell.status == .withheld ? .withheld : .notTested
      return
    }
    guard let stated = fact.value, !fact.isDamaged else {
      let isPossible = fact.possible.contains { Self.isSame($0, tabulated) }
      self = isPossible ? .damagedConsistent : .damaged
      return
    }
    if Self.isSame(stated, tabulated), Self.admitsItself(fact.qualifier) {
      self = .agrees
    } else if Self.admits(tabulated, fact, stated, approximation) {
      self = fact.qualifier == .exact ? .agreesRounded : .agrees
    } else {
      self = .differs
    }
  }

  /// Doubles that come from the same decimals by different sums.
  private static func isSame(_ left: Double, _ right: Double) -> Bool {
    (left - right).magnitude <= 1e-9 * max(1, left.magnitude, right.magnitude)
  }

  private static func admitsItself(_ qualifier: Fact.Qualifier) -> Bool {
    switch qualifier {
    case .exact, .about, .atLeast, .atMost: true
    case .moreThan, .lessThan: false
    }
  }

  /// Whether the wording allows the table's figure, where `stated` may have been rounded.
  private static func admits(
    _ tabulated: Double, _ fact: Fact, _ stated: Double, _ approximation: Double
  ) -> Bool {
    let slack = fact.resolution / 2 + 1e-9 * max(1, stated.magnitude)
    if fact.qualifier != .exact, fact.low != nil || fact.high != nil {
      return tabulated >= (fact.low ?? -.infinity) - 1e-9
        && tabulated <= (fact.high ?? .infinity) + 1e-9
    }
    return switch fact.qualifier {
    case .exact: (tabulated - stated).magnitude <= slack
    // 约 names no bounds.
    case .about: (tabulated - stated).magnitude <= max(slack, stated.magnitude * approximation)
    case .atLeast: tabulated >= stated - slack
    case .atMost: tabulated <= stated + slack
    case .moreThan: tabulated > stated
    case .lessThan: tabulated < stated
    }
  }
}
