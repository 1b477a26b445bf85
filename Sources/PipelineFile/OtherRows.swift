import SurveyModel

/// The other rows of a table whose figures its formulas may name, such as `before.tap_rate`.
struct OtherRows {
  /// The levels that have rows.
  let levels: [PlaceLevel]
  /// Whether waves split the table.
  let hasWaves: Bool
  /// Whether something else than waves splits it.
  let isSplit: Bool
  /// The measures so far.
  private var measures: Set<String> = []
  /// Those of them whose figures rest on figures of other rows.
  private var resting: Set<String> = []
  /// Those of them whose figures of parts add up to that of the whole.
  private var addable: Set<String> = []

  init(levels: [PlaceLevel], hasWaves: Bool, isSplit: Bool) {
    self.levels = levels
    self.hasWaves = hasWaves
    self.isSplit = isSplit
  }

  /// Takes a measure, which the ones behind it may name.
  mutating func add(_ measure: String, _ formula: Expression) {
    measures.insert(measure)
    if restsOnOthers(formula) { resting.insert(measure) }
    if addsUp(formula) { addable.insert(measure) }
  }

  /// What a name means among them; nil where it means no other row.
  func reference(_ name: String) -> RowReference? { RowReference(name, levels: levels) }

  /// Whether a measure's formula rests on figures of other rows.
  private func restsOnOthers(_ formula: Expression) -> Bool {
    formula.namesOutsideAggregates.contains { reference($0) != nil || resting.contains($0) }
  }

  /// Refuses a formula with a figure of a row that the table cannot have, or of no measure before.
  func check(_ formula: Expression) throws(ExpressionChecker.Problem) {
    for name in formula.namesOutsideAggregates {
      if let reference = reference(name) { try check(reference, name) }
    }
    // What is withheld is withheld of a measure.
    guard !formula.hasAggregate || !restsOnOthers(formula) else {
      throw ExpressionChecker.Problem(
        reason: "an aggregate cannot stand beside figures of other rows",
        remedy: "give the aggregate a measure of its own before this one, and name that here")
    }
  }

  private func check(
    _ reference: RowReference, _ name: String
  ) throws(ExpressionChecker.Problem) {
    guard measures.contains(reference.measure) else {
      throw ExpressionChecker.Problem(
        reason: "“\(reference.measure)” of “\(name)” is no measure named before this one",
        remedy: nearestName(to: reference.measure, among: measures)
          .map { "write \(name.dropLast(reference.measure.count))\($0)" })
    }
    guard !reference.isOfWave || hasWaves else {
      throw ExpressionChecker.Problem(
        reason: "“\(name)” is a figure of another wave, and the table has one",
        remedy: "split the table by wave, such as by: [township, wave]")
    }
    guard reference.row == .all else { return }
    guard isSplit else {
      throw ExpressionChecker.Problem(
        reason: "“\(name)” is the sum over what splits the table, and nothing does",
        remedy: "write \(GrandTotal.level).\(reference.measure) for the figure of all places")
    }
    guard addable.contains(reference.measure) else {
      throw ExpressionChecker.Problem(
        reason: "“\(name)” is a sum, and only counts and sums add up",
        remedy: "sum what the measure is made of, and compute it from the sums")
    }
  }

  /// Whether the figures of parts add up to that of the whole.
  private func addsUp(_ formula: Expression) -> Bool {
    switch formula {
    case .aggregate(let aggregate, _, _): aggregate == .count || aggregate == .sum
    case .variable(let name): addable.contains(name)
    case .negated(let part): addsUp(part)
    case .arithmetic(let left, .plus, let right), .arithmetic(let left, .minus, let right):
      addsUp(left) && addsUp(right)
    case .arithmetic(.number, .times, let part), .arithmetic(let part, .times, .number),
      .arithmetic(let part, .divided, .number):
      addsUp(part)
    default: false
    }
  }
}
