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
    /// The condition that its records must meet, or nil.
    let filter: Scalar?
    /// The levels whose place on the map the measures or the filter ask for.
    var mappedLevels: Set<PlaceLevel> = []
    /// Whether the measures or the filter ask for attributes of the records' places.
    var asksForAttributes = false
    var slots: [AggregateSlot] = []
  }

  /// An aggregate over the records of a part.
  struct Slot: Hashable {
    let part: Int
    let value: AggregateSlot
    /// The aggregate as the definition has it.
    let aggregate: Expression.Aggregate
    let argument: Expression?
    let condition: Expression?

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
    let type = try measure.formula.type(
      variables: { name in
        record.variable(name).map { ExpressionType(kept: $0) } ?? places[name]?.type
      },
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
      if asksForAttributes(aggregate) { parts[index].asksForAttributes = true }
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
    let (record, place) = (parts[index].record, parts[index].place)
    let inner = compiler(for: record, place)
    var value = AggregateSlot(
      aggregate: aggregate, argument: try argument.map(inner.compile),
      condition: try condition.map(inner.compile))
    if map != nil, value.countsThings, let argument,
      !Self.levels(argument.variables, of: place).isEmpty
    {
      let unmapped = ScalarCompiler { name in record.variable(name).map { .column("v", $0.name) } }
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
    slots.append(
      Slot(
        part: index, value: value, aggregate: value.aggregate, argument: argument,
        condition: condition))
    return slots.count - 1
  }

  /// The levels whose rows are narrower than the places of a part's records.
  func tooNarrow(forPart index: Int) -> [PlaceLevel] {
    levels.filter { !parts[index].place.isKnown(at: $0) }
  }

  /// Whether no source gives the records of a part for the frame's wave.
  func isUnknown(part index: Int) -> Bool {
    frame.unknownRecords.contains(parts[index].record.name)
  }

  private mutating func part(of name: String) throws(ExpressionTypeError) -> Int {
    if let index = parts.firstIndex(where: { $0.record.name == name }) { return index }
    guard let record = layout.record(name) else {
      throw ExpressionTypeError("unknown record “\(name)”")
    }
    for dimension in table.dimensions where record.variable(dimension) == nil {
      throw ExpressionTypeError(
        "record \(name) has no variable “\(dimension)”, which the table is split by")
    }
    let place = PlaceOfRecord(
      record, frame, narrowest: levels.max() ?? frame.levels.widest,
      parent: record.parent.flatMap(layout.record))
    let isOwn = name == table.record
    let filter = isOwn ? try self.filter(of: record, place) : nil
    let asked = isOwn && map != nil ? table.filter?.variables ?? [] : []
    parts.append(
      Part(
        record: record, place: place,
        filter: Scalar.all([isOfWave, filter].compactMap(\.self)),
        mappedLevels: Self.levels(asked, of: place),
        asksForAttributes: isOwn && table.filter.map(asksForAttributes) ?? false))
    return parts.count - 1
  }

  /// The condition that the records of a part are of the frame's wave; nil without waves.
  private var isOfWave: Scalar? {
    frame.wave.map { .binary(.column("v", Waves.variable), .equal, .text($0.description)) }
  }

  private func filter(
    of record: StoreLayout.Record, _ place: PlaceOfRecord
  ) throws(ExpressionTypeError) -> Scalar? {
    guard let filter = table.filter else { return nil }
    let type = try filter.type { name in
      record.variable(name).map { ExpressionType(kept: $0) } ?? frame.attributes[name]?.type
    }
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
      return record.variable(name).map { .column("v", $0.name) }
        ?? frame.attributes[name].map { .column(TableFrame.attributesName, $0.name) }
    }
  }

  private func asksForAttributes(_ expression: Expression) -> Bool {
    expression.variables.contains { frame.attributes[$0] != nil }
  }

  private static func levels(
    _ variables: [String], of place: PlaceOfRecord
  ) -> Set<PlaceLevel> {
    Set(place.variables.filter { variables.contains($0.name) }.map(\.level))
  }
}
