package import Relational
package import SurveyModel

/// Traces the figures of a finished run back to the records and cells behind them.
///
/// A figure's records are those of the plan that made it, with the grouping turned into a condition: nothing
/// is stored for it but the definition.
package struct FigureTracer {
  /// Which of the records behind an aggregate are told one by one.
  package struct Page: Hashable, Sendable {
    /// In which order they stand.
    package enum Order: String, Hashable, Sendable, CaseIterable {
      /// That of the files and their rows.
      case file
      /// By what is aggregated of them, the greatest first.
      case largest
    }

    /// Which are told.
    package enum Subject: String, Hashable, Sendable, CaseIterable {
      /// Those that count.
      case counted
      /// Those that lie in the row and are left out.
      case leftOut
    }

    /// How many are passed over.
    package let offset: Int
    /// How many are told at most.
    package let limit: Int
    /// In which order.
    package let order: Order
    /// Which.
    package let subject: Subject

    /// Asks for a page.
    package init(
      offset: Int = 0, limit: Int = 20, order: Order = .file, subject: Subject = .counted
    ) {
      self.offset = offset
      self.limit = limit
      self.order = order
      self.subject = subject
    }
  }

  let engine: any ReadableEngine
  let pipeline: PipelineDefinition
  let layout: StoreLayout
  private let compiler: TableCompiler
  private let records: RecordTracer

  /// Takes the store of a run.
  ///
  /// - Parameters:
  ///   - reader: The store.
  ///   - pipeline: The definition that the run was made by.
  ///   - capabilities: What its engine can do.
  /// - Throws: `RunFailure` when the engine refuses, or the definition means nothing.
  package init(
    _ reader: StageReader, _ pipeline: PipelineDefinition, for capabilities: EngineCapabilities
  ) throws(RunFailure) {
    engine = reader.engine
    self.pipeline = pipeline
    layout = try StoreLayout(pipeline)
    compiler = try TableCompiler(pipeline, for: capabilities)
    records = try RecordTracer(reader.engine, pipeline, layout)
  }

  /// The path of a row's file.
  package func path(of origin: Origin) -> String { records.places.path(of: origin.file) }

  /// The name of a row's worksheet.
  package func worksheet(of origin: Origin) -> String { records.places.worksheet(of: origin) }

  /// The definition of a table.
  ///
  /// - Throws: `RunFailure` with status 64 where the run has none of that name.
  package func definition(of name: String) throws(RunFailure) -> TableDefinition {
    guard let definition = pipeline.tables.first(where: { $0.name == name }) else {
      throw RunFailure(
        notFound: name,
        "expected a table of \(pipeline.tables.map(\.name).listed(most: 40)), found “\(name)”",
        remedy: "name one of them")
    }
    return definition
  }

  /// The table of a name.
  ///
  /// - Throws: `RunFailure` with status 64 where the run has none of that name.
  func table(_ name: String) throws(RunFailure) -> TracedTable {
    try compiler.trace(definition(of: name))
  }

  // MARK: Figures

  /// Traces a figure.
  ///
  /// - Parameters:
  ///   - address: The figure.
  ///   - page: Which of the records behind each aggregate are told one by one.
  /// - Returns: The trace.
  /// - Throws: `RunFailure` with status 64 where there is no such figure; otherwise when the engine refuses.
  package func trace(
    _ address: FigureAddress, _ page: Page = Page()
  ) throws(RunFailure) -> FigureTrace {
    let table = try table(address.table)
    let rows = try PublishedRows(of: table.compiled, from: engine)
    guard let measure = table.definition.measures.first(where: { $0.name == address.measure })
    else {
      let names = table.definition.measures.map(\.name).joined(separator: ", ")
      throw RunFailure(
        notFound: address.table, "expected a column of \(names), found “\(address.measure)”",
        remedy: "name one of them after --column")
    }
    let traces = try traces([measure], of: rows.row(where: address.row), in: rows, table, page)
    return traces[0]
  }

  /// Traces every figure of a table.
  ///
  /// - Parameters:
  ///   - table: The name of the table.
  ///   - page: Which of the records behind each aggregate are told one by one.
  ///   - body: Takes the traces of a row, in the order of the measures.
  /// - Throws: `RunFailure` when the engine refuses; what the body throws.
  package func traceAll(
    of table: String, _ page: Page = Page(limit: 0),
    _ body: ([FigureTrace]) throws(RunFailure) -> Void
  ) throws(RunFailure) {
    let table = try self.table(table)
    let rows = try PublishedRows(of: table.compiled, from: engine)
    for row in rows.rows {
      try body(try traces(table.definition.measures, of: row, in: rows, table, page))
    }
  }

  /// Traces figures of one row, whose records are looked at once.
  private func traces(
    _ measures: [TableDefinition.Measure], of row: PublishedRows.Row, in rows: PublishedRows,
    _ table: TracedTable, _ page: Page
  ) throws(RunFailure) -> [FigureTrace] {
    let dimensions = rows.dimensions(of: row)
    guard let wave = table.wave(ofRow: dimensions.map { $0?.published }) else {
      throw RunFailure(
        notFound: table.definition.name,
        "expected a row of one of its waves, found \(rows.shown(row))",
        remedy: "make the run again")
    }
    let needs = measures.map { FigureFormula.needed(for: $0.name, in: wave.scope) }
    var aggregates: [Int: AggregateTrace] = [:]
    if !table.definition.isWithholding {
      aggregates = try self.aggregates(
        Set(needs.flatMap(\.slots)).sorted(), of: row, dimensions, wave, table.definition, page)
    }
    var traces: [FigureTrace] = []
    for (measure, needs) in zip(measures, needs) {
      traces.append(try trace(measure, needs, aggregates, of: row, in: rows, table, wave))
    }
    return traces
  }

  private func trace(
    _ measure: TableDefinition.Measure, _ needed: FigureFormula.Needs,
    _ aggregates: [Int: AggregateTrace], of row: PublishedRows.Row, in rows: PublishedRows,
    _ table: TracedTable, _ wave: WavePlans
  ) throws(RunFailure) -> FigureTrace {
    let published = rows.cell(of: measure.name, in: row) ?? .absent(.missing)
    let attributes = try attributes(needed.attributes, of: row.code, wave.frame)
    let otherRows = OtherRows(table, rows, wave.frame, engine)
    var others: [FigureTrace.OtherFigure] = []
    for name in needed.others { others.append(try otherRows.figure(name, seenFrom: row)) }
    let formula = FigureFormula(
      table.definition, wave.scope, row: row, rows: rows,
      slots: aggregates.mapValues(\.value),
      attributes: Dictionary(
        attributes.map { ($0.attribute.name, $0.value) }, uniquingKeysWith: { first, _ in first }),
      others: Dictionary(
        others.map { ($0.name, $0.cell) }, uniquingKeysWith: { first, _ in first }))
    let steps = formula.steps(needed.measures)
    return FigureTrace(
      table: table.definition,
      row: zip(table.compiled.keyColumns, row.keys)
        .map { .init(column: $0.name, label: $0.label, value: $1?.published) },
      measure: measure, published: published,
      computed: table.definition.isWithholding ? nil : steps.last?.cell, steps: steps,
      quotient: formula.quotient(of: measure.formula),
      aggregates: needed.slots.compactMap { aggregates[$0] }, others: others,
      attributes: attributes.map(\.attribute),
      statements: try statements(of: table.definition.name, measure.name, row.code),
      wave: wave.frame.wave, asOf: wave.frame.asOf, base: wave.frame.date)
  }

  // MARK: Records

  /// A record with the cells of what decides in some aggregates whether it counts.
  ///
  /// - Parameters:
  ///   - reach: The record.
  ///   - names: The variables, in order; none for what holds the record back alone.
  /// - Returns: The record; nil where the run has it no more.
  /// - Throws: `RunFailure` when the engine refuses.
  package func record(
    _ reach: RecordReach, showing names: [String]
  ) throws(RunFailure) -> RecordTrace? {
    guard let record = layout.record(reach.record) else { return nil }
    let uses = reach.aggregates.reduce(into: [String: [RecordTrace.Use]]()) { uses, aggregate in
      for (name, use) in aggregate.variables { uses[name] = uses[name] ?? use }
    }
    let entry = AggregateTally.Entry(
      origin: reach.origin.key, outcome: reach.aggregates.first?.outcome ?? .counted, value: nil)
    return
      try records.traces(
        of: [entry], record, names.map { UsedVariable(name: $0, uses: uses[$0] ?? []) },
        TableFrame(pipeline), valueIsSensitive: true
      )
      .first
  }

  // MARK: Aggregates

  private func aggregates(
    _ numbers: [Int], of row: PublishedRows.Row, _ dimensions: [StoredValue?], _ wave: WavePlans,
    _ table: TableDefinition, _ page: Page
  ) throws(RunFailure) -> [Int: AggregateTrace] {
    var traces: [Int: AggregateTrace] = [:]
    let places = try PlacesOfRow(
      ofLevel: row.level, code: row.code, wave.frame, from: engine)
    for index in wave.scope.parts.indices {
      let ofPart = numbers.filter { wave.scope.slots[$0].part == index }
      guard !ofPart.isEmpty else { continue }
      let isTooNarrow = wave.scope.tooNarrow(forPart: index).contains { $0.name == row.level }
      let slots = ofPart.map { wave.scope.slots[$0] }
      let (tallies, codesOfPlaces) =
        isTooNarrow || slots.allSatisfy(\.isUnknown)
        ? (slots.map { AggregateTally(of: $0.value) }, [])
        : try self.tallies(
          of: slots, ofPart: index, table, wave, in: places, where: dimensions)
      let codes = try self.codes(
        holding: tallies[0].quarantined, wave.scope.parts[index].record)
      for (number, tally) in zip(ofPart, tallies) {
        let slot = wave.scope.slots[number]
        let obstacle: AggregateTrace.Obstacle? =
          slot.isUnknown
          ? .unknownRecords : isTooNarrow ? .tooNarrow : tally.isOpen ? .openPlaces : nil
        traces[number] = try trace(
          slot, tally, codesOfPlaces, codes, obstacle, row, wave, table, page)
      }
    }
    return traces
  }

  /// Looks at the records of a part that lie in a row, one by one.
  private func tallies(
    of slots: [MeasureScope.Slot], ofPart index: Int, _ table: TableDefinition, _ wave: WavePlans,
    in places: PlacesOfRow, where dimensions: [StoredValue?]
  ) throws(RunFailure) -> (tallies: [AggregateTally], places: [String?]) {
    let plan = MembershipPlan(ofPart: index, slots, of: table, wave) { part in
      [places.condition(on: part.place.code)].compactMap(\.self)
        + zip(part.dimensions, dimensions)
        // A record of another wave is told as such, and lies in no row of its own here.
        .filter { !Waves.isWave($0.0.name) }
        .map { .binary($0.value, .isNotDistinctFrom, Scalar($1)) }
    }
    var tallies = slots.map { AggregateTally(of: $0.value) }
    var numbers: [String?: Int] = [:]
    var codes: [String?] = []
    try engine.rows(of: plan.rows) { row throws(RunFailure) in
      let place = row[1]?.string
      guard case .integer(let origin)? = row[0], let candidates = places.candidates(of: place)
      else { return }
      let number = numbers[place] ?? codes.count
      if number == codes.count {
        numbers[place] = number
        codes.append(place)
      }
      for index in tallies.indices {
        let columns = MembershipPlan.columns(ofSlot: index)
        guard
          let outcome = row[columns.outcome]?.double.flatMap({ RecordOutcome(rawValue: UInt8($0)) })
        else { continue }
        tallies[index]
          .add(
            AggregateTally.Entry(
              origin: origin, outcome: outcome, value: row[columns.value],
              weight: row[columns.weight]?.double), in: number, candidates: candidates)
      }
    }
    return (tallies, codes)
  }

  private func trace(
    _ slot: MeasureScope.Slot, _ tally: AggregateTally, _ places: [String?],
    _ codes: [(code: String, records: Int)],
    _ obstacle: AggregateTrace.Obstacle?,
    _ row: PublishedRows.Row, _ wave: WavePlans, _ table: TableDefinition, _ page: Page
  ) throws(RunFailure) -> AggregateTrace {
    let part = wave.scope.parts[slot.part]
    let isSensitive = isSensitive(slot.argument, part.record)
    let isNumber = slot.aggregate.argument == .numbers
    let counted = ordered(tally.counted)
    let chosen: [AggregateTally.Entry] =
      switch page.subject {
      case .counted: page.order == .file ? counted : Self.largestFirst(counted)
      case .leftOut:
        Self.nearestFirst(ordered(tally.entries.filter { $0.outcome != .counted }))
      }
    let used = UsedVariable.all(
      of: slot, part, in: table, tellsPlace: row.level != GrandTotal.level)
    let names = try PlaceNames(
      of: Set(places.compactMap(\.self)), on: wave.frame.asOf, from: engine)
    func share(
      _ name: String?, _ title: String?, _ share: AggregateTally.Share
    ) -> AggregateTrace.Share {
      AggregateTrace.Share(
        name: name, title: title, records: share.records, sum: isNumber ? share.sum : nil)
    }
    let figure =
      obstacle == .unknownRecords || obstacle == .tooNarrow
      ? PublishedCell.absent(.missing) : tally.figure
    return AggregateTrace(
      expression: Expression.aggregate(slot.aggregate, slot.argument, where: slot.condition)
        .description,
      record: part.record.name, filter: table.filter?.description,
      condition: slot.condition?.description, value: figure, obstacle: obstacle,
      counted: counted.count,
      leftOut: Self.leftOut(tally, codes),
      byFile: tally.byFile.sorted { rank($0.file) < rank($1.file) }
        .map { share(records.places.path(of: $0.file), nil, $0.share) },
      byPlace: zip(places, tally.byPlace).filter { $0.1.records > 0 }
        .sorted { ($1.1.records, $0.0 ?? "") < ($0.1.records, $1.0 ?? "") }
        .map { share($0.0, names.name(of: $0.0), $0.1) },
      records: try records.traces(
        of: Array(chosen.dropFirst(page.offset).prefix(page.limit)), part.record, used, wave.frame,
        valueIsSensitive: isSensitive),
      contributions: AggregateTrace.Contributions(
        origins: counted.map { Origin(key: $0.origin) },
        values: slot.argument == nil || isSensitive
          ? [] : counted.map(\.value)),
      rules: pipeline.rules.filter { $0.subject == .record(part.record.name) })
  }

  private func rank(_ file: UInt32) -> UInt32 {
    records.places.rank(of: Origin(file: file, worksheet: 0, row: 0))
  }

  /// Entries in the order of the files; those of each file stand together and in order already.
  private func ordered(_ entries: [AggregateTally.Entry]) -> [AggregateTally.Entry] {
    var files: [(rank: UInt32, entries: Range<Int>)] = []
    var start = 0
    for index in entries.indices {
      let file = Origin(key: entries[index].origin).file
      guard
        index + 1 == entries.count || Origin(key: entries[index + 1].origin).file != file
      else { continue }
      files.append((rank(file), start..<index + 1))
      start = index + 1
    }
    guard files.count > 1 else { return entries }
    return files.sorted { ($0.rank, $0.entries.lowerBound) < ($1.rank, $1.entries.lowerBound) }
      .flatMap { entries[$0.entries] }
  }

  /// Entries by how near they are to counting, those of one reason in their order.
  private static func nearestFirst(_ entries: [AggregateTally.Entry]) -> [AggregateTally.Entry] {
    entries.enumerated()
      .sorted { ($0.element.outcome.rank, $0.offset) < ($1.element.outcome.rank, $1.offset) }
      .map(\.element)
  }

  private static func largestFirst(_ entries: [AggregateTally.Entry]) -> [AggregateTally.Entry] {
    entries.enumerated()
      .sorted { left, right in
        let (first, second) = (left.element.value?.double, right.element.value?.double)
        return (second ?? -.infinity, left.offset) < (first ?? -.infinity, right.offset)
      }
      .map(\.element)
  }

  private func isSensitive(_ argument: Expression?, _ record: StoreLayout.Record) -> Bool {
    (argument?.variables ?? [])
      .contains { name in
        let path = RecordRelations.path(name)
        let owner = path.flatMap { layout.record($0.record) } ?? record
        return owner.variable(path?.variable ?? name)?.sensitivity == .sensitive
      }
  }

  private static func leftOut(
    _ tally: AggregateTally, _ codes: [(code: String, records: Int)]
  ) -> [AggregateTrace.LeftOut] {
    tally.counts.filter { $0.key != .counted }
      .sorted { $0.key.rank < $1.key.rank }
      .map { outcome, records in
        AggregateTrace.LeftOut(
          outcome: outcome, records: records, codes: outcome == .quarantined ? codes : [])
      }
  }

  /// By what rows are held back, each counted once, under its first reason.
  private func codes(
    holding rows: Set<Int64>, _ record: StoreLayout.Record
  ) throws(RunFailure) -> [(code: String, records: Int)] {
    guard !rows.isEmpty else { return [] }
    var seen: Set<Int64> = []
    var counts: [String: Int] = [:]
    let entries = Plan.order(
      .filter(.scan("quarantine"), layout.isQuarantine(of: record)),
      [Ordering(.column(nil, "line"))])
    try engine.rows(of: entries.keeping(["origin", "code"])) { row throws(RunFailure) in
      guard case .integer(let origin)? = row[0], rows.contains(origin),
        seen.insert(origin).inserted
      else { return }
      counts[row[1]?.string ?? "", default: 0] += 1
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  // MARK: What else a formula takes

  private func attributes(
    _ names: [String], of place: String, _ frame: TableFrame
  ) throws(RunFailure) -> [(attribute: FigureTrace.Attribute, value: StoredValue?)] {
    let known = names.compactMap { name in frame.attributes[name].map { (name, $0.name) } }
    guard !known.isEmpty else { return [] }
    var found: [(attribute: FigureTrace.Attribute, value: StoredValue?)] = []
    let isPlace = Scalar.binary(.column(nil, "code"), .equal, .text(place))
    let plan = Plan.filter(TablePlaces.chosen(on: frame.date), isPlace).keeping(known.map(\.1))
    try engine.rows(of: plan) { row throws(RunFailure) in
      found = zip(known, row)
        .map { name, value in
          (
            FigureTrace.Attribute(name: name.0, place: place, value: value?.published), value
          )
        }
    }
    return found
  }

  private func statements(
    of table: String, _ measure: String, _ code: String
  ) throws(RunFailure) -> [FigureTrace.Statement] {
    try statements(
      where: [("table", table), ("measure", measure), ("code", code)]
        .map { Scalar.binary(.column("r", $0.0), .equal, .text($0.1)) }
    )
    .map(\.statement)
  }

  /// The figures that reports state, with those of tables that they were held against.
  func statements(where conditions: [Scalar]) throws(RunFailure) -> [CellImpact.Comparison] {
    let rows = Plan.named(.scan("reconciliation"), "r")
      .joined(.inner, .named(.scan("source_file"), "f"), on: .same(["file"], of: "f", and: "r"))
      .filtered(conditions)
    let columns =
      [Derived("path", .column("f", "path"))]
      + ["start", "end", "text", "stated", "verdict", "table", "measure", "code"]
      .map { Derived($0, .column("r", $0)) }
    var found: [CellImpact.Comparison] = []
    try engine.rows(
      of: .derive(.order(rows, [Ordering(.column("r", "number"))]), columns)
    ) { row throws(RunFailure) in
      found.append(
        CellImpact.Comparison(
          table: row[6]?.string ?? "", measure: row[7]?.string ?? "", code: row[8]?.string ?? "",
          statement: FigureTrace.Statement(
            path: row[0]?.string ?? "", start: Int(row[1]?.double ?? 0),
            end: Int(row[2]?.double ?? 0), text: row[3]?.string ?? "", stated: row[4]?.double,
            verdict: row[5]?.string ?? "")))
    }
    return found
  }
}

extension Scalar {
  /// A value of the store as a literal.
  init(_ value: StoredValue?) {
    switch value {
    case .integer(let integer)?: self = .number(Double(integer))
    case .real(let number)?: self = .number(number)
    case .text(let text)?: self = .text(text)
    case .blank?, nil: self = .null
    }
  }
}
