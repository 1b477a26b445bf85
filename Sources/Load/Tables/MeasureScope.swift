internal import SurveyModel

/// The measures of a table as they are compiled, and the aggregates that they share.
struct MeasureScope {
  /// A record that measures are taken over.
  struct Part {
    let record: StoreLayout.Record
    let place: PlaceOfRecord
    /// The condition that its records must meet, or nil.
    let filter: SQLExpression?
    /// The levels whose place on the map the measures or the filter ask for.
    var mappedLevels: Set<PlaceLevel> = []
    var slots: [AggregateSlot] = []
  }

  /// A measure as a tree over the aggregates, and its type.
  struct Measure {
    let name: String
    let value: SQLExpression
    let type: ExpressionType
  }

  /// The table's own record.
  let record: StoreLayout.Record
  /// The records, the table's own first.
  private(set) var parts: [Part] = []
  /// The measures so far.
  private(set) var measures: [Measure] = []

  private let table: TableDefinition
  private let layout: StoreLayout
  private let levels: [PlaceLevel]
  private let map: PlaceMap?

  init(
    _ table: TableDefinition, _ layout: StoreLayout, map: PlaceMap? = nil
  ) throws(ExpressionTypeError) {
    guard let record = layout.record(table.record) else {
      throw ExpressionTypeError("unknown record “\(table.record)”")
    }
    self.record = record
    self.table = table
    self.layout = layout
    self.map = map
    levels = TableStatement.levels(of: table)
    _ = try part(of: table.record)
  }

  /// Compiles a measure, which may name those before it.
  mutating func add(_ measure: TableDefinition.Measure) throws(ExpressionTypeError) {
    let index = try part(of: measure.record ?? table.record)
    let record = parts[index].record
    let earlier = measures
    let type = try measure.formula.type(
      variables: { name in record.variable(name).map { ExpressionType($0.kind) } },
      measures: { name in earlier.first { $0.name == name }?.type })
    var slots = parts[index].slots
    let inner = compiler(for: record, parts[index].place)
    let unmapped = SQLCompiler { name in record.variable(name).map { .column("v", $0.name) } }
    let (isMapped, place) = (map != nil, parts[index].place)
    func asked(_ variables: [String]) -> Set<PlaceLevel> {
      isMapped ? Self.levels(variables, of: place) : []
    }
    parts[index].mappedLevels.formUnion(asked(measure.formula.variables))
    let isNarrow = levels.filter { $0 > parts[index].place.level }
    let compiler = SQLCompiler(
      scope: { name in earlier.first { $0.name == name }?.value },
      aggregates: { (aggregate, argument, condition) throws(ExpressionTypeError) in
        var slot = AggregateSlot(
          aggregate: aggregate, argument: try argument.map(inner.compile),
          condition: try condition.map(inner.compile))
        if aggregate == .countDistinct, let argument, !asked(argument.variables).isEmpty {
          slot.presence = AggregateSlot.isPresent(try unmapped.compile(argument))
        }
        let number = slots.firstIndex(of: slot) ?? slots.count
        if number == slots.count { slots.append(slot) }
        return Self.figure(slot, number, ofPart: index, missingAt: isNarrow)
      })
    let value = try compiler.compile(measure.formula)
    parts[index].slots = slots
    measures.append(Measure(name: measure.name, value: value, type: type))
  }

  /// The number of the table's records behind a row.
  mutating func recordCount() throws(ExpressionTypeError) -> SQLExpression {
    let slot = AggregateSlot(aggregate: .count, argument: nil, condition: nil)
    let number = parts[0].slots.firstIndex(of: slot) ?? parts[0].slots.count
    if number == parts[0].slots.count { parts[0].slots.append(slot) }
    return Self.figure(slot, number, ofPart: 0, missingAt: [])
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
      record, narrowest: levels.max() ?? .county, whole: TableStatement.onlyCounty, map: map,
      parent: record.parent.flatMap(layout.record))
    let isOwn = name == table.record
    let filter = isOwn ? try self.filter(of: record, place) : nil
    let asked = isOwn && map != nil ? table.filter?.variables ?? [] : []
    parts.append(
      Part(
        record: record, place: place, filter: filter,
        mappedLevels: Self.levels(asked, of: place)))
    return parts.count - 1
  }

  private func filter(
    of record: StoreLayout.Record, _ place: PlaceOfRecord
  ) throws(ExpressionTypeError) -> SQLExpression? {
    guard let filter = table.filter else { return nil }
    let type = try filter.type { name in record.variable(name).map { ExpressionType($0.kind) } }
    guard type == .boolean else {
      throw ExpressionTypeError("expected a condition, found “\(filter)”")
    }
    return try compiler(for: record, place).compile(filter)
  }

  /// Compiles expressions over a record, whose places are those of the map.
  private func compiler(
    for record: StoreLayout.Record, _ place: PlaceOfRecord
  ) -> SQLCompiler {
    SQLCompiler { name in
      if map != nil, let mapped = place.variables.first(where: { $0.name == name }) {
        return PlaceMap.place(at: mapped.level)
      }
      return record.variable(name).map { .column("v", $0.name) }
    }
  }

  private static func levels(
    _ variables: [String], of place: PlaceOfRecord
  ) -> Set<PlaceLevel> {
    Set(place.variables.filter { variables.contains($0.name) }.map(\.level))
  }

  /// The value of a slot in the final statement, where the row's place is `r`.
  private static func figure(
    _ slot: AggregateSlot, _ number: Int, ofPart part: Int, missingAt levels: [PlaceLevel]
  ) -> SQLExpression {
    let source =
      slot.aggregate == .countDistinct
      ? TableStatement.distinctName(part, number) : TableStatement.groupName(part)
    var value = SQLExpression.column(source, AggregateSlot.partNames(number).value)
    if slot.isZeroWithoutRecords {
      value = .either(
        when: .isNull(.column(source, "place")), then: .number(0), otherwise: value)
    }
    guard !levels.isEmpty else { return value }
    return .either(
      when: .among(.column("r", "level"), levels.map { .text($0.rawValue) }), then: .null,
      otherwise: value)
  }
}
