internal import Relational
internal import SurveyModel

/// The plan that tells of each record of a kind in which place it counts, and for each of some aggregates
/// whether it does, or what keeps it out.
///
/// It is the plan of the table with the grouping turned into a condition, over all records, those in
/// quarantine too.
struct MembershipPlan {
  /// The rows, in the order of the records' keys: key of the record, code of its place, for each aggregate the
  /// number of the outcome, the value that is aggregated and how many it stands for, then the values of what
  /// splits the table.
  let rows: Plan

  /// Where the columns of an aggregate stand in a row.
  static func columns(ofSlot index: Int) -> (outcome: Int, value: Int, weight: Int) {
    (2 + 3 * index, 3 + 3 * index, 4 + 3 * index)
  }

  /// - Parameters:
  ///   - index: The number of the part whose records are looked at.
  ///   - slots: The aggregates over it.
  ///   - table: The table.
  ///   - wave: Its plans over the wave that is asked for.
  ///   - conditions: What the records must meet besides, on `v` and what stands beside it.
  init(
    ofPart index: Int, _ slots: [MeasureScope.Slot], of table: TableDefinition, _ wave: WavePlans,
    where conditions: (MeasureScope.Part) -> [Scalar]
  ) {
    let plan = TablePlan(table, wave.frame, wave.scope.parts)
    let part = wave.scope.parts[index]
    let (rows, isMember) = plan.besidePanel(
      plan.rows(.scan(part.record.name), of: part))
    let base = Self.outcomes(of: part, isMember: isMember)
    let columns = slots.enumerated()
      .flatMap { number, slot in
        [
          Derived("outcome_\(number)", Self.outcome(base + Self.outcomes(of: slot.value))),
          Derived("value_\(number)", Self.value(of: slot.value)),
          Derived("weight_\(number)", slot.value.weight ?? .null),
        ]
      }
    self.rows = .derive(
      .order(
        rows.filtered(conditions(part)),
        [Ordering(.column("v", "origin"), mayBeMissing: false)]),
      [Derived("origin", .column("v", "origin")), Derived("place", part.place.code)] + columns
        + part.dimensions.enumerated()
        .map { Derived("dimension_\($0.offset)", $0.element.value) })
  }

  /// What keeps records of a part out of every aggregate, in the order in which it is asked.
  private static func outcomes(
    of part: MeasureScope.Part, isMember: Scalar?
  ) -> [(Scalar, RecordOutcome)] {
    var outcomes: [(Scalar, RecordOutcome)] = []
    if let isOfWave = part.isOfWave {
      outcomes += [(.not(isOfWave), .ofOtherWave), (.isNull(isOfWave), .ofOtherWave)]
    }
    outcomes.append((RecordStatus.isHeld("v"), .quarantined))
    if let isMember { outcomes.append((.not(isMember), .notInPanel)) }
    if let filter = part.tableFilter {
      outcomes += [(.not(filter), .filteredOut), (.isNull(filter), .filterNotTested)]
    }
    return outcomes
  }

  /// What keeps records out of an aggregate.
  private static func outcomes(of slot: AggregateSlot) -> [(Scalar, RecordOutcome)] {
    var outcomes: [(Scalar, RecordOutcome)] = []
    if slot.aggregate.argument == .conditions, let argument = slot.argument {
      // What decides the figure may be known though one of its two conditions is not.
      if let condition = slot.condition { outcomes.append((.not(condition), .conditionFailed)) }
      let met = slot.met(slot.aggregate == .any ? argument : .not(argument)) ?? argument
      if let condition = slot.condition {
        let isUntested = Scalar.binary(.isNull(met), .and, .isNull(condition))
        outcomes.append((isUntested, .conditionNotTested))
      }
      return outcomes + [(.isNull(met), .valueMissing)]
    }
    if let condition = slot.condition {
      outcomes += [(.not(condition), .conditionFailed), (.isNull(condition), .conditionNotTested)]
    }
    if let presence = slot.presence {
      outcomes.append((.not(presence), .valueMissing))
      if let argument = slot.argument { outcomes.append((.isNull(argument), .placeOpen)) }
    } else if let argument = slot.argument {
      outcomes.append((.isNull(argument), .valueMissing))
    }
    if let weight = slot.weight {
      outcomes.append((.isNull(weight), .valueMissing))
    }
    return outcomes
  }

  private static func outcome(_ outcomes: [(Scalar, RecordOutcome)]) -> Scalar {
    outcomes.reversed()
      .reduce(number(.counted)) { otherwise, outcome in
        .either(when: outcome.0, then: number(outcome.1), otherwise: otherwise)
      }
  }

  private static func number(_ outcome: RecordOutcome) -> Scalar {
    .number(Double(outcome.rawValue))
  }

  /// What is aggregated: of a condition 1 or 0.
  private static func value(of slot: AggregateSlot) -> Scalar {
    guard let argument = slot.argument else { return .null }
    return slot.aggregate.argument == .conditions ? .flag(argument) : argument
  }
}
