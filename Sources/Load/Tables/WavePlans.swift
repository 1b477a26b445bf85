internal import Relational
internal import SurveyModel

/// The plans that give the aggregates of a table over the records of one wave.
///
/// Those of all waves of a table are made of the same aggregates in the same order.
struct WavePlans {
  /// The measures and their aggregates.
  let scope: MeasureScope
  /// What tells whether a figure may be published.
  let disclosure: DisclosurePlan
  let frame: TableFrame
  private let table: TableDefinition

  /// Compiles the measures of a table.
  ///
  /// - Throws: `ExpressionTypeError` when a formula names what is not there or mixes types.
  init(
    _ table: TableDefinition, _ layout: StoreLayout, _ frame: TableFrame
  ) throws(ExpressionTypeError) {
    var scope = try MeasureScope(table, layout, frame)
    for measure in table.measures { try scope.add(measure) }
    disclosure = try DisclosurePlan(&scope)
    self.scope = scope
    self.table = table
    self.frame = frame
  }

  /// What is to be checked of the records.
  ///
  /// - Parameter wave: The wave's number among several, by which its steps are known; nil where it is the only one.
  /// - Returns: The plans, whose steps are those of ``selections(_:keys:order:for:)``.
  func checks(ofWave wave: Int?) -> CompiledTable.Wave {
    let plan = TablePlan(table, frame, scope.parts)
    return CompiledTable.Wave(
      asOf: frame.asOf, reaches: plan.reaches,
      absences: wave.map { Self.named(plan.absences, $0) } ?? plan.absences, counts: plan.counts)
  }

  /// The plans that together give every aggregate of every row.
  ///
  /// - Parameters:
  ///   - waves: The plans of each wave, at least one.
  ///   - keys: The columns that name a row.
  ///   - order: The order of publication.
  ///   - engine: What the engine can do.
  /// - Returns: Plans whose rows stand in that order.
  static func selections(
    _ waves: [WavePlans], keys: [CompiledTable.Column], order: [Ordering],
    for engine: EngineCapabilities
  ) -> [CompiledTable.Selection] {
    let packed = waves.map { Self.packed($0.scope, for: engine) }
    return packed[0].indices
      .map { index in
        let slots = packed[0][index]
        var plans = zip(waves, packed)
          .map { wave, packed in
            TablePlan(
              wave.table, wave.frame, packed[index].parts, figures: packed[index].figures,
              keys: keys, attributes: wave.scope.attributes)
          }
        let steps = plans.enumerated()
          .map { number, plan in plan.partSteps.map { named($0, number) } }
        for number in plans.indices where plans.count > 1 {
          plans[number].otherSteps = steps.indices.filter { $0 != number }.flatMap { steps[$0] }
        }
        let figures = zip(plans, packed)
          .map { plan, packed in
            plan.levelFigures(packed[index].additive.map { packed[index].figures[$0] })
          }
        return CompiledTable.Selection(
          rows: plans.count == 1
            ? plans[0].rows : .order(sideBySide(plans.map(\.unorderedRows)), order),
          steps: plans.enumerated()
            .flatMap { number, plan in
              plan.sharedSteps.map { plans.count == 1 ? $0 : named($0, number) }
            },
          slots: slots.slots, levelSlots: slots.additive.map { slots.slots[$0] },
          levelFigures: figures.count == 1
            ? figures[0] : figures.contains(nil) ? nil : sideBySide(figures.compactMap(\.self)))
      }
  }

  /// The rows of the plans of each wave, one behind the other.
  private static func sideBySide(_ plans: [Plan]) -> Plan {
    .union(plans.enumerated().map { named($0.element, $0.offset) })
  }

  /// A plan whose steps are told from those of other waves; steps that are so already, or are the same in all,
  /// keep their names.
  private static func named(_ plan: Plan, _ wave: Int) -> Plan {
    plan.namingSteps { name in
      let isNamed = name == Panel.stepName || name.wholeMatch(of: /.+_of_[0-9]+/) != nil
      return isNamed ? name : "\(name)_of_\(wave)"
    }
  }

  /// Aggregates that one plan gives.
  private struct PackedSlots {
    var parts: [MeasureScope.Part] = []
    var figures: [Scalar] = []
    var slots: [Int] = []
    var holistics = 0
    /// The places among them of those that add up from level to level.
    var additive: [Int] = []
  }

  /// The columns that an aggregate may have within a plan: its value, what it is made of, and what tells
  /// whether it may be published.
  private static let columnsOfSlot = 5
  /// The tables that an aggregate over values may join, and those that every plan joins.
  private static let (joinedOfHolistic, joinedOfAll) = (2, 4)

  /// The aggregates over as many plans as they need, at least one.
  ///
  /// Every plan has all records, whose combinations of dimensions are the rows and whose want of
  /// a place asks for that of the grand total.
  private static func packed(
    _ scope: MeasureScope, for engine: EngineCapabilities
  ) -> [PackedSlots] {
    let mostSlots = max(1, engine.mostColumns / columnsOfSlot)
    let mostHolistics = max(1, (engine.mostJoined - joinedOfAll) / joinedOfHolistic)
    var packed: [PackedSlots] = [PackedSlots(parts: scope.parts)]
    for (number, slot) in scope.slots.enumerated() {
      let isHolistic = slot.value.isHolistic
      var last = packed.count - 1
      if packed[last].slots.count == mostSlots
        || isHolistic && packed[last].holistics == mostHolistics
      {
        packed.append(PackedSlots(parts: scope.parts))
        last += 1
      }
      if slot.value.isAdditive {
        packed[last].additive.append(packed[last].slots.count)
      }
      packed[last].parts[slot.part].slots.append(slot.value)
      packed[last].figures
        .append(
          slot.isUnknown
            ? .null
            : figure(
              slot.value, packed[last].parts[slot.part].slots.count - 1, ofPart: slot.part,
              missingAt: scope.tooNarrow(forPart: slot.part)))
      packed[last].slots.append(number)
      if isHolistic { packed[last].holistics += 1 }
    }
    return packed
  }

  /// The value of a slot in the rows, where the row's place is `r`.
  private static func figure(
    _ slot: AggregateSlot, _ number: Int, ofPart part: Int, missingAt levels: [PlaceLevel]
  ) -> Scalar {
    let source =
      slot.isHolistic
      ? TablePlan.holisticName(part, number) : TablePlan.groupName(part)
    var value = Scalar.column(source, AggregateSlot.partNames(number).value)
    if let none = slot.aggregate.valueOfNone {
      value = .either(when: .isNull(.column(source, "place")), then: none, otherwise: value)
    }
    guard !levels.isEmpty else { return value }
    return .either(
      when: .among(.column("r", "level"), levels.map { .text($0.name) }), then: .null,
      otherwise: value)
  }
}
