internal import Relational
package import SurveyModel

/// In which rows of a table a record counts, and what keeps it out of its aggregates.
package struct RecordReach: Hashable, Sendable {
  /// A row of a table in which a record lies.
  package struct Row: Hashable, Sendable {
    /// The conditions that tell it.
    package let conditions: [FigureAddress.Condition]
    /// The name of its level.
    package let level: String
    /// The name of its place.
    package let name: String?
    /// Whether the record may lie in another row of the level instead.
    package let isOpen: Bool
  }

  /// What becomes of a record in one aggregate of a table.
  package struct Aggregate: Hashable, Sendable {
    /// The aggregate as the definition has it.
    package let expression: String
    /// Its condition, or nil.
    package let condition: String?
    /// What becomes of the record, in a row in which it lies for certain.
    package let outcome: RecordOutcome
    /// Whether it is computed over the values themselves, so that only what counts leaves it open.
    let isHolistic: Bool
    /// The measures that rest on it, in the order of the table.
    package let measures: [String]
    /// The variables that decide, and what each is asked for.
    package let variables: [String: [RecordTrace.Use]]

    /// What becomes of the record in a row.
    package func outcome(in row: Row) -> RecordOutcome {
      row.isOpen && outcome.isLeftOpen(byHolistic: isHolistic) ? .placeOpen : outcome
    }
  }

  /// The record's row.
  package let origin: Origin
  /// What it is.
  package let record: String
  /// The code of the place in which it counts, or nil where it names none.
  package let place: String?
  /// That place's name.
  package let placeName: String?
  /// The rows in which it lies, the widest first; none where the table has none for its place.
  package let rows: [Row]
  /// The aggregates over such records.
  package let aggregates: [Aggregate]
}

extension FigureTracer {
  /// What tells a row of a table: the code of its place, and the values of what splits it.
  ///
  /// - Throws: `RunFailure` with status 64 where no row meets the conditions, or several do.
  package func codeAndValues(
    ofRow conditions: [FigureAddress.Condition], in name: String
  ) throws(RunFailure) -> [String] {
    let rows = try PublishedRows(of: table(name).compiled, from: engine)
    return try rows.key(of: rows.row(where: conditions))
  }

  /// Where records count in a table.
  ///
  /// - Parameters:
  ///   - origins: The rows of the records.
  ///   - record: What they are.
  ///   - name: The name of the table.
  /// - Returns: For each, once for every wave that the table counts and that has it; none where the table
  ///   takes no aggregate over such records.
  /// - Throws: `RunFailure` with status 64 where there is no such table; otherwise when the engine refuses.
  package func reaches(
    of origins: [Origin], _ record: String, in name: String
  ) throws(RunFailure) -> [RecordReach] {
    let table = try table(name)
    return try reaches(
      of: origins, record, in: table, PublishedRows(of: table.compiled, from: engine))
  }

  /// Where records count in a table whose rows are known.
  func reaches(
    of origins: [Origin], _ record: String, in table: TracedTable, _ published: PublishedRows
  ) throws(RunFailure) -> [RecordReach] {
    var reaches: [RecordReach] = []
    for wave in table.waves {
      for start in stride(from: 0, to: origins.count, by: RecordTracer.mostAsked) {
        let some = Array(origins[start..<min(start + RecordTracer.mostAsked, origins.count)])
        reaches += try self.reaches(of: some, record, in: table, wave, published)
      }
    }
    // Seen from the other waves of a table, a record is of another one.
    let known = Set(reaches.filter { !$0.isOfOtherWave }.map(\.origin))
    var seen: Set<Origin> = []
    return reaches.filter { reach in
      known.contains(reach.origin) ? !reach.isOfOtherWave : seen.insert(reach.origin).inserted
    }
  }

  private func reaches(
    of origins: [Origin], _ record: String, in table: TracedTable, _ wave: WavePlans,
    _ published: PublishedRows
  ) throws(RunFailure) -> [RecordReach] {
    guard let index = wave.scope.parts.firstIndex(where: { $0.record.name == record }) else {
      return []
    }
    let numbers = wave.scope.slots.indices.filter { wave.scope.slots[$0].part == index }
    let needs = table.definition.measures.map {
      (name: $0.name, slots: Set(FigureFormula.needed(for: $0.name, in: wave.scope).slots))
    }
    // Aggregates that only tell whether figures may be published are nobody's.
    let used = numbers.filter { number in needs.contains { $0.slots.contains(number) } }
    guard !used.isEmpty else { return [] }
    let slots = used.map { wave.scope.slots[$0] }
    let part = wave.scope.parts[index]
    let plan = MembershipPlan(ofPart: index, slots, of: table.definition, wave) { _ in
      [Origin.isAmong(origins, of: "v")]
    }
    let variables = slots.map { slot in
      Dictionary(
        UsedVariable.all(of: slot, part, in: table.definition, tellsPlace: true)
          .map { ($0.name, $0.uses) }, uniquingKeysWith: { first, _ in first })
    }
    // Many records are of one place, and of one value of what splits the table.
    struct Group: Hashable {
      let place: String?
      let dimensions: [StoredValue?]
    }
    var found: [(origin: Origin, group: Group, aggregates: [RecordReach.Aggregate])] = []
    try engine.rows(of: plan.rows) { row throws(RunFailure) in
      guard case .integer(let key)? = row[0] else { return }
      let aggregates = slots.enumerated()
        .map { index, slot in
          let number = row[MembershipPlan.columns(ofSlot: index).outcome]?.double ?? 0
          return RecordReach.Aggregate(
            expression: Expression.aggregate(slot.aggregate, slot.argument, where: slot.condition)
              .description, condition: slot.condition?.description,
            outcome: slot.isUnknown
              ? .ofOtherWave : RecordOutcome(rawValue: UInt8(number)) ?? .counted,
            isHolistic: slot.value.isHolistic,
            measures: needs.filter { $0.slots.contains(used[index]) }.map(\.name),
            variables: variables[index])
        }
      let dimensions = Array(row.suffix(part.dimensions.count))
      found.append(
        (Origin(key: key), Group(place: row[1]?.string, dimensions: dimensions), aggregates))
    }
    let names = try PlaceNames(
      of: Set(found.compactMap(\.group.place)), on: wave.frame.asOf, from: engine)
    var known: [Group: [RecordReach.Row]] = [:]
    var reaches: [RecordReach] = []
    for (origin, group, aggregates) in found {
      var rows = known[group] ?? []
      if known[group] == nil {
        rows = try self.rows(
          ofPlace: group.place, group.dimensions, part, table, wave, published)
        known[group] = rows
      }
      reaches.append(
        RecordReach(
          origin: origin, record: record, place: group.place,
          placeName: names.name(of: group.place),
          rows: rows, aggregates: aggregates))
    }
    return reaches
  }

  /// The rows in which records of a place lie.
  private func rows(
    ofPlace place: String?, _ dimensions: [StoredValue?], _ part: MeasureScope.Part,
    _ table: TracedTable, _ wave: WavePlans, _ published: PublishedRows
  ) throws(RunFailure) -> [RecordReach.Row] {
    let frame = wave.frame
    var codes: [(code: String, isOpen: Bool)] = [(GrandTotal.code, false)]
    if let place {
      for level in table.compiled.levels where part.place.isKnown(at: level) {
        codes += try targets(of: place, at: level, frame)
      }
    }
    var rows: [RecordReach.Row] = []
    for (code, isOpen) in codes {
      guard
        let row = published.rows.first(where: {
          $0.code == code && published.dimensions(of: $0) == dimensions
        })
      else { continue }
      rows.append(
        RecordReach.Row(
          conditions: published.conditions(on: row),
          level: row.level, name: row.keys[2]?.published, isOpen: isOpen))
    }
    return rows
  }

  /// The places of a level, on the day of the table's places, in which records of a place may lie.
  private func targets(
    of place: String, at level: PlaceLevel, _ frame: TableFrame
  ) throws(RunFailure) -> [(code: String, isOpen: Bool)] {
    let plan: Plan
    if let map = frame.map {
      plan = .derive(
        .filter(map.named("m"), map.isPlace(.text(place), at: level, in: "m")),
        ["target", "candidates"].map { Derived($0, .column("m", $0)) })
    } else {
      let isPlace = Scalar.binary(.column(nil, "code"), .equal, .text(place))
      plan = .derive(
        .filter(TablePlaces.chosen(on: frame.date), isPlace),
        [Derived("target", .column(nil, level.name)), Derived("candidates", .number(1))])
    }
    var targets: [(code: String, isOpen: Bool)] = []
    try engine.rows(of: plan) { row throws(RunFailure) in
      if let code = row[0]?.string { targets.append((code, row[1]?.double ?? 1 > 1)) }
    }
    return targets
  }
}

extension RecordReach {
  /// Whether the wave that was asked for is not the record's.
  fileprivate var isOfOtherWave: Bool {
    !aggregates.isEmpty && aggregates.allSatisfy { $0.outcome == .ofOtherWave }
  }
}
