internal import Relational
internal import SurveyModel

/// The measures of a table as they are compiled, and the aggregates that they share.
///
/// A formula is no part of the plan: the plan gives the aggregates of each row, and the formulas are
/// evaluated over them, so that neither their length nor how often one names another
/// matters to an engine.
struct MeasureScope {
  /// A record that measures are taken over.
  struct Part {
    let record: StoreLayout.Record
    let place: PlaceOfRecord
    /// The condition that its records are of the wave, or nil without waves.
    let isOfWave: Scalar?
    /// The table's own condition on them, or nil.
    let tableFilter: Scalar?
    /// The levels whose place on the map the measures or the filter ask for.
    var mappedLevels: Set<PlaceLevel> = []
    /// Whether the measures, the filter or what splits the table ask for attributes of the records' places.
    var asksForAttributes = false
    /// The records that belong to each of its records and that are asked for.
    var related: [RelatedRecord] = []
    /// What splits the table, by the names of its columns.
    var dimensions: [Derived] = []
    /// The names that decide which of its records count, and in which row.
    var filteredBy: [String] = []
    var slots: [AggregateSlot] = []

    /// The condition that its records must meet, or nil.
    var filter: Scalar? { Scalar.all([isOfWave, tableFilter].compactMap(\.self)) }

    /// Whether its values are all of its own.
    var isAlone: Bool { !asksForAttributes && related.isEmpty }
  }

  /// An aggregate over the records of a part.
  struct Slot: Hashable {
    let part: Int
    let value: AggregateSlot
    /// The aggregate as the definition has it.
    let aggregate: Expression.Aggregate
    let argument: Expression?
    let condition: Expression?
    /// Whether it rests on records that no source gives.
    let isUnknown: Bool

    /// The name by which formulas know the slot of a number, which no definition can give.
    static func name(_ number: Int) -> String { "#\(number)" }
  }

  private struct SlotKey: Hashable {
    let part: Int
    let value: AggregateSlot
  }

  /// A measure as a formula over slots and the measures before it, and its type.
  struct Measure: Hashable {
    let name: String
    let formula: Expression
    let type: ExpressionType
    let minimumCount: Int
    /// The names of the slots that are conditions.
    let conditions: Set<String>
    /// Whether it is computed from figures of other rows; see ``FiguresOfOthers``.
    let isOfOthers: Bool
  }

  /// The table's own record.
  let record: StoreLayout.Record
  /// The records, the table's own first.
  private(set) var parts: [Part] = []
  /// The aggregates of all formulas.
  private(set) var slots: [Slot] = []
  /// The measures so far.
  private(set) var measures: [Measure] = []
  /// The attributes of the rows' own places that formulas name.
  private(set) var attributes: [String] = []

  private let table: TableDefinition
  private let layout: StoreLayout
  private let frame: TableFrame
  private let levels: [PlaceLevel]
  private let map: PlaceMap?
  private var numbers: [SlotKey: Int] = [:]
  private var types: [String: ExpressionType] = [:]

  /// - Parameters:
  ///   - table: The table.
  ///   - layout: The records.
  ///   - frame: Its places and days.
  /// - Throws: `ExpressionTypeError` when the layout lacks the table's record, or its filter means nothing.
  init(
    _ table: TableDefinition, _ layout: StoreLayout, _ frame: TableFrame
  ) throws(ExpressionTypeError) {
    guard let record = layout.record(table.record) else {
      throw ExpressionTypeError("unknown record “\(table.record)”")
    }
    self.record = record
    self.table = table
    self.layout = layout
    self.frame = frame
    map = frame.map
    levels = frame.levels.rows(of: table)
    _ = try part(of: table.record)
  }

  /// Compiles a measure, which may name those before it.
  mutating func add(_ measure: TableDefinition.Measure) throws(ExpressionTypeError) {
    let index = try part(of: measure.record ?? table.record)
    let record = parts[index].record
    let (known, places, levels) = (types, frame.attributes, levels)
    let scope = self
    let type = try measure.formula.type(
      variables: { scope.type(of: $0, in: record) },
      measures: { name in
        known[name] ?? places[name]?.type
          ?? RowReference(name, levels: levels).flatMap { known[$0.measure] }
      })
    let isOfOthers = try isOfOthers(measure)
    attributes += measure.formula.namesOutsideAggregates
      .filter { places[$0] != nil && !attributes.contains($0) }
    if map != nil {
      parts[index].mappedLevels
        .formUnion(
          Self.levels(measure.formula.variables, of: parts[index].place))
    }
    var aggregates: [Expression: Int] = [:]
    for aggregate in measure.formula.aggregates where aggregates[aggregate] == nil {
      aggregates[aggregate] = try slot(aggregate, ofPart: index)
    }
    let formula = measure.formula.replacing { part in
      aggregates[part].map { .variable(Slot.name($0)) } ?? part
    }
    types[measure.name] = type
    measures.append(
      Measure(
        name: measure.name, formula: formula, type: type,
        minimumCount: table.minimumCount(of: measure),
        conditions: Set(
          aggregates.values.filter { [.any, .every].contains(slots[$0].aggregate) }
            .map(Slot.name)), isOfOthers: isOfOthers))
  }

  /// Whether a measure is computed from figures of other rows, or from such a measure.
  private func isOfOthers(
    _ measure: TableDefinition.Measure
  ) throws(ExpressionTypeError) -> Bool {
    let names = measure.formula.namesOutsideAggregates
    let isOfOthers = names.contains { name in
      RowReference(name, levels: levels) != nil
        || measures.contains { $0.name == name && $0.isOfOthers }
    }
    // What is withheld is withheld of a measure.
    guard !isOfOthers || !measure.formula.hasAggregate else {
      throw ExpressionTypeError(
        "expected figures of other rows beside measures, found an aggregate: give it a name")
    }
    return isOfOthers
  }

  /// The number of the slot of an aggregate over the records of a part.
  mutating func slot(
    _ expression: Expression, ofPart index: Int
  ) throws(ExpressionTypeError) -> Int? {
    guard case .aggregate(let aggregate, let argument, let condition) = expression else {
      return nil
    }
    ask(for: expression.variables, ofPart: index)
    let (record, place) = (parts[index].record, parts[index].place)
    let inner = compiler(for: record, place)
    let weighted = argument?.weightedParts
    var value = AggregateSlot(
      aggregate: aggregate, argument: try (weighted?.value ?? argument).map(inner.compile),
      weight: try (weighted?.weight).map(inner.compile),
      condition: try condition.map(inner.compile))
    if map != nil, value.countsThings, let argument,
      !Self.levels(argument.variables, of: place).isEmpty
    {
      let scope = self
      let unmapped = ScalarCompiler { scope.unmapped($0, of: record) }
      value.presence = Scalar.isPresent(try unmapped.compile(argument))
    }
    return add(value, ofPart: index, argument: argument, condition: condition)
  }

  /// The number of the slot of an aggregate as engines compute it.
  mutating func add(
    _ value: AggregateSlot, ofPart index: Int, argument: Expression? = nil,
    condition: Expression? = nil
  ) -> Int {
    let key = SlotKey(part: index, value: value)
    if let number = numbers[key] { return number }
    numbers[key] = slots.count
    let names =
      (argument?.variables ?? []) + (condition?.variables ?? []) + parts[index].filteredBy
    slots.append(
      Slot(
        part: index, value: value, aggregate: value.aggregate, argument: argument,
        condition: condition,
        isUnknown: frame.unknownRecords.contains(parts[index].record.name)
          || names.contains { related($0, to: parts[index].record)?.isUnknown ?? false }))
    return slots.count - 1
  }

  /// The levels whose rows are narrower than the places of a part's records.
  func tooNarrow(forPart index: Int) -> [PlaceLevel] {
    levels.filter { !parts[index].place.isKnown(at: $0) }
  }

  private mutating func part(of name: String) throws(ExpressionTypeError) -> Int {
    if let index = parts.firstIndex(where: { $0.record.name == name }) { return index }
    guard let record = layout.record(name) else {
      throw ExpressionTypeError("unknown record “\(name)”")
    }
    let place = PlaceOfRecord(
      record, frame, narrowest: levels.max() ?? frame.levels.widest,
      parent: record.parent.flatMap(layout.record))
    let filter = try filter(of: record, place)
    let asked = table.filter?.variables ?? []
    var part = Part(
      record: record, place: place, isOfWave: isOfWave, tableFilter: filter,
      mappedLevels: map == nil ? [] : Self.levels(asked, of: place))
    for dimension in table.dimensions {
      guard let value = unmapped(dimension, of: record) else {
        throw ExpressionTypeError(
          "record \(name) has no variable “\(dimension)”, which the table is split by")
      }
      part.dimensions.append(Derived(dimension, value))
    }
    part.filteredBy = asked + table.dimensions
    parts.append(part)
    ask(for: part.filteredBy, ofPart: parts.count - 1)
    return parts.count - 1
  }

  // MARK: Names

  /// The record that a dotted name means, as seen from another.
  private func related(
    _ name: String, to record: StoreLayout.Record
  ) -> RelatedRecord? {
    guard let path = RecordRelations.path(name), frame.attributes[name] == nil else { return nil }
    return RelatedRecord(path.record, of: record, in: layout, frame)
  }

  /// The variable that a name means, of a record or of one that belongs to it.
  func variable(_ name: String, of record: StoreLayout.Record) -> VariableDefinition? {
    guard let path = RecordRelations.path(name) else { return record.variable(name) }
    return related(name, to: record)?.variable(path.variable)
  }

  /// The type of what a name inside an aggregate means; nil where it means nothing.
  private func type(of name: String, in record: StoreLayout.Record) -> ExpressionType? {
    frame.attributes[name]?.type ?? variable(name, of: record).map { ExpressionType(kept: $0) }
  }

  /// What a name inside an aggregate stands for, where it names no place that the map has elsewhere.
  private func unmapped(_ name: String, of record: StoreLayout.Record) -> Scalar? {
    if let attribute = frame.attributes[name] {
      return .column(TableFrame.attributesName, attribute.name)
    }
    guard variable(name, of: record) != nil else { return nil }
    guard let path = RecordRelations.path(name) else { return .column("v", name) }
    return related(name, to: record)?.value(path.variable)
  }

  /// Lets a part have beside its records what names stand for.
  private mutating func ask(for names: [String], ofPart index: Int) {
    for name in names {
      if frame.attributes[name] != nil {
        parts[index].asksForAttributes = true
      } else if let other = related(name, to: parts[index].record),
        !parts[index].related.contains(other)
      {
        parts[index].related.append(other)
      }
    }
  }

  /// The condition that the records of a part are of the frame's wave; nil without waves.
  private var isOfWave: Scalar? {
    frame.wave.map { .binary(.column("v", Waves.variable), .equal, .text($0.description)) }
  }

  private func filter(
    of record: StoreLayout.Record, _ place: PlaceOfRecord
  ) throws(ExpressionTypeError) -> Scalar? {
    guard let filter = table.filter else { return nil }
    let type = try filter.type { self.type(of: $0, in: record) }
    guard type == .boolean else {
      throw ExpressionTypeError("expected a condition, found “\(filter)”")
    }
    return try compiler(for: record, place).compile(filter)
  }

  /// Compiles expressions over a record, whose places are those of the map.
  private func compiler(
    for record: StoreLayout.Record, _ place: PlaceOfRecord
  ) -> ScalarCompiler {
    ScalarCompiler { name in
      if map != nil, let mapped = place.variables.first(where: { $0.name == name }) {
        return PlaceMap.place(at: mapped.level)
      }
      return unmapped(name, of: record)
    }
  }

  private static func levels(
    _ variables: [String], of place: PlaceOfRecord
  ) -> Set<PlaceLevel> {
    Set(place.variables.filter { variables.contains($0.name) }.map(\.level))
  }
}
