internal import Relational
package import SurveyModel

/// What differs between two runs: the figures, and the records behind them.
package struct RunDifference: Sendable {
  /// A figure that differs.
  package struct Figure: Hashable, Sendable {
    /// The table.
    package let table: String
    /// The conditions that tell the row.
    package let row: [FigureAddress.Condition]
    /// The name of the row's level.
    package let level: String
    /// The name of its place.
    package let name: String?
    /// The column.
    package let measure: String
    /// The decimals that are published, or nil for the number as it is.
    package let decimals: Int?
    /// The cell of the older run; nil where it has none.
    package let old: PublishedCell?
    /// The cell of the newer run; nil where it has none.
    package let new: PublishedCell?

    /// The newer number less the older; nil where either run has none.
    package var difference: Double? {
      guard let new = new?.number, let old = old?.number else { return nil }
      return new - old
    }
  }

  /// A record that one run has, or has otherwise, than the other.
  package struct Record: Hashable, Sendable {
    /// What it is called: the values of its key, or where it stands for one without.
    package let key: String
    /// Where it stands in the older run; nil where it is not among its clean records.
    package let old: SourceLocation?
    /// Where it stands in the newer run; nil where it is not among its clean records.
    package let new: SourceLocation?
    /// The variables that differ, of one that both have.
    package let values: [Value]
  }

  /// A variable that differs.
  package struct Value: Hashable, Sendable {
    /// The variable.
    package let variable: String
    /// Its title.
    package let label: Label
    /// The older value; nil for none, and where it is sensitive.
    package let old: String?
    /// The newer value; nil for none, and where it is sensitive.
    package let new: String?
    /// Whether neither may be told.
    package let isSensitive: Bool
  }

  /// The records of one kind.
  package struct Records: Hashable, Sendable {
    /// What they are.
    package let record: String
    /// How many only the newer run has.
    package let added: Int
    /// How many only the older run has.
    package let removed: Int
    /// How many both have, with other values.
    package let changed: Int
    /// The first of them, as many as were asked for.
    package let examples: [Record]
  }

  /// The figures, in the order of the newer run's tables, then those that only the older one has.
  package let figures: [Figure]
  /// The records of each kind that differ.
  package let records: [Records]
}

/// How the records behind one aggregate of a figure differ between two runs.
package struct ContributionDifference: Sendable {
  /// A record that counts in one run alone, or with another value.
  package struct Record: Hashable, Sendable {
    /// What it is called.
    package let key: String
    /// Where it stands: in the newer run, or in the older one where it counts there alone.
    package let location: SourceLocation
    /// What it gave in the older run; nil where it did not count.
    package let old: String?
    /// What it gives in the newer run; nil where it does not count.
    package let new: String?
  }

  /// The aggregate as the definition has it.
  package let expression: String
  /// What it gave and gives.
  package let old: PublishedCell, new: PublishedCell
  /// The records that count in the newer run alone, and what they give together where that is a number.
  package let entered: (records: Int, sum: Double)
  /// The records that counted in the older run alone, and what they gave together.
  package let left: (records: Int, sum: Double)
  /// The records that count in both with other values, and by how much these differ together.
  package let changed: (records: Int, sum: Double)
  /// The first of them, as many as were asked for.
  package let examples: [Record]
}

extension FigureTracer {
  /// What differs from an older run.
  ///
  /// Records are known by their key, or by where they stand where nothing else tells them apart; those in
  /// quarantine count as absent.
  ///
  /// - Parameters:
  ///   - older: The older run.
  ///   - comparesHashes: Whether both runs have the same key of sensitive values, so that their hashes compare.
  ///   - examples: How many records of each kind are told.
  /// - Returns: The difference.
  /// - Throws: `RunFailure` when an engine refuses.
  package func difference(
    from older: FigureTracer, comparesHashes: Bool, examples: Int
  ) throws(RunFailure) -> RunDifference {
    var figures: [RunDifference.Figure] = []
    var names = pipeline.tables.map(\.name)
    names += older.pipeline.tables.map(\.name).filter { !names.contains($0) }
    for name in names {
      figures += try Self.figures(of: name, from: older, to: self)
    }
    var records: [RunDifference.Records] = []
    for record in layout.records {
      guard let other = older.layout.record(record.name) else { continue }
      let difference = try self.records(
        record, from: older, other, comparesHashes: comparesHashes, examples: examples)
      if difference.added + difference.removed + difference.changed > 0 {
        records.append(difference)
      }
    }
    return RunDifference(figures: figures, records: records)
  }

  // MARK: Figures

  private static func figures(
    of name: String, from older: FigureTracer, to newer: FigureTracer
  ) throws(RunFailure) -> [RunDifference.Figure] {
    let (old, new) = (try older.publishedTable(name), try newer.publishedTable(name))
    var rows: [[String]: PublishedRows.Row] = [:]
    for row in old?.rows.rows ?? [] { rows[old?.key(of: row) ?? []] = row }
    var figures: [RunDifference.Figure] = []
    for row in new?.rows.rows ?? [] {
      guard let new else { continue }
      let earlier = rows.removeValue(forKey: new.key(of: row))
      for measure in new.table.definition.measures {
        let before = earlier.flatMap { old?.rows.cell(of: measure.name, in: $0) }
        let after = new.rows.cell(of: measure.name, in: row)
        // A figure is as it is published: what its decimals do not show is no difference.
        guard
          before?.published(decimals: measure.decimals)
            != after?.published(decimals: measure.decimals)
            || before?.absence != after?.absence || (before == nil) != (after == nil)
        else { continue }
        figures.append(new.figure(row, measure, old: before, new: after))
      }
    }
    for row in old?.rows.rows ?? [] {
      guard let old, rows[old.key(of: row)] != nil else { continue }
      figures += old.table.definition.measures.map {
        old.figure(row, $0, old: old.rows.cell(of: $0.name, in: row), new: nil)
      }
    }
    return figures
  }

  /// A published table with its rows.
  private struct WholeTable {
    let table: TracedTable
    let rows: PublishedRows

    func key(of row: PublishedRows.Row) -> [String] {
      table.definition.dimensions + rows.key(of: row)
    }

    func figure(
      _ row: PublishedRows.Row, _ measure: TableDefinition.Measure, old: PublishedCell?,
      new: PublishedCell?
    ) -> RunDifference.Figure {
      RunDifference.Figure(
        table: table.definition.name,
        row: rows.conditions(on: row),
        level: row.level, name: row.keys[2]?.published, measure: measure.name,
        decimals: measure.decimals, old: old, new: new)
    }
  }

  private func publishedTable(_ name: String) throws(RunFailure) -> WholeTable? {
    guard pipeline.tables.contains(where: { $0.name == name }) else { return nil }
    let table = try table(name)
    return WholeTable(table: table, rows: try PublishedRows(of: table.compiled, from: engine))
  }

  // MARK: Records

  private func records(
    _ record: StoreLayout.Record, from older: FigureTracer, _ other: StoreLayout.Record,
    comparesHashes: Bool, examples: Int
  ) throws(RunFailure) -> RunDifference.Records {
    let names = record.variables
      .filter { variable in
        other.variable(variable.name)
          .map { $0.kind == variable.kind && $0.isSealed == variable.isSealed } ?? false
          && (comparesHashes || !variable.isSealed)
      }
      .map(\.name)
    let key = record.key == other.key && Set(record.key).isSubset(of: names) ? record.key : []
    var known: [String: (origin: Int64, hash: Int)] = [:]
    try older.cleanRows(of: other, key, names) { key, origin, values throws(RunFailure) in
      known[key] = (origin, values.hashValue)
    }
    var (added, changed): ([(key: String, new: Int64)], [(key: String, old: Int64, new: Int64)]) =
      ([], [])
    try cleanRows(of: record, key, names) { key, origin, values throws(RunFailure) in
      guard let before = known.removeValue(forKey: key) else {
        added.append((key, origin))
        return
      }
      if before.hash != values.hashValue { changed.append((key, before.origin, origin)) }
    }
    let removed = known.map { (key: $0.key, old: $0.value.origin) }.sorted { $0.old < $1.old }
    var told: [RunDifference.Record] = []
    for (key, old, new) in changed.prefix(examples) {
      told.append(
        RunDifference.Record(
          key: key, old: older.location(of: old), new: location(of: new),
          values: try values(of: record, new, older, old, names)))
    }
    told += added.prefix(examples)
      .map { RunDifference.Record(key: $0.key, old: nil, new: location(of: $0.new), values: []) }
    told += removed.prefix(examples)
      .map {
        RunDifference.Record(key: $0.key, old: older.location(of: $0.old), new: nil, values: [])
      }
    return RunDifference.Records(
      record: record.name, added: added.count, removed: removed.count, changed: changed.count,
      examples: told)
  }

  /// The clean rows of a record: what each is called, its key, and values.
  private func cleanRows(
    of record: StoreLayout.Record, _ key: [String], _ names: [String],
    _ body: (String, Int64, [StoredValue?]) throws(RunFailure) -> Void
  ) throws(RunFailure) {
    let columns = Plan.scan(record.cleanView).keeping(["origin"] + key + names)
    // Whoever sees a sealed value could find out who has it.
    let isSealed = key.map { record.variable($0)?.sensitivity == .sensitive }
    try engine.rows(of: columns) { row throws(RunFailure) in
      guard case .integer(let origin)? = row[0] else { return }
      let parts = row[1..<1 + key.count]
      let name =
        key.isEmpty || isSealed.contains(true) || parts.contains(nil)
        ? location(of: origin).description
        : parts.map { $0?.published ?? "" }.joined(separator: " ")
      try body(name, origin, Array(row[(1 + key.count)...]))
    }
  }

  private func location(of origin: Int64) -> SourceLocation {
    let origin = Origin(key: origin)
    return SourceLocation(
      file: path(of: origin), .row(sheet: worksheet(of: origin), row: Int(origin.row)))
  }

  private func values(
    of record: StoreLayout.Record, _ new: Int64, _ older: FigureTracer, _ old: Int64,
    _ names: [String]
  ) throws(RunFailure) -> [RunDifference.Value] {
    func row(_ tracer: FigureTracer, _ origin: Int64) throws(RunFailure) -> [StoredValue?] {
      var values: [StoredValue?] = []
      let isRow = Origin.isAmong([origin])
      try tracer.engine.rows(of: Plan.filter(.scan(record.name), isRow).keeping(names)) {
        row throws(RunFailure) in values = row
      }
      return values
    }
    let (before, after) = (try row(older, old), try row(self, new))
    return names.indices.filter { before[$0] != after[$0] }
      .map { index in
        let variable = record.variable(names[index])
        let isSensitive = variable?.sensitivity == .sensitive
        return RunDifference.Value(
          variable: names[index], label: variable?.label ?? Label(),
          old: isSensitive ? nil : before[index]?.published,
          new: isSensitive ? nil : after[index]?.published, isSensitive: isSensitive)
      }
  }

  // MARK: One figure

  /// How the records behind a figure differ from those of an older run.
  ///
  /// - Parameters:
  ///   - address: The figure.
  ///   - older: The older run.
  ///   - examples: How many records of each aggregate are told.
  /// - Returns: The figure in both runs, and the difference of each aggregate that both have.
  /// - Throws: `RunFailure` with status 64 where a run has no such figure; otherwise when an engine refuses.
  package func difference(
    of address: FigureAddress, from older: FigureTracer, examples: Int
  ) throws(RunFailure) -> (old: FigureTrace, new: FigureTrace, [ContributionDifference]) {
    let page = Page(limit: 0)
    let (old, new) = (try older.trace(address, page), try trace(address, page))
    var differences: [ContributionDifference] = []
    for aggregate in new.aggregates {
      guard
        let before = old.aggregates.first(where: {
          $0.expression == aggregate.expression && $0.record == aggregate.record
        })
      else { continue }
      differences.append(
        try difference(of: aggregate, from: before, older, examples: examples))
    }
    return (old, new, differences)
  }

  private func difference(
    of new: AggregateTrace, from old: AggregateTrace, _ older: FigureTracer, examples: Int
  ) throws(RunFailure) -> ContributionDifference {
    let key = layout.record(new.record)?.key ?? []
    let isSameKey = older.layout.record(old.record)?.key == key
    var before: [String: (origin: Origin, value: StoredValue?)] = [:]
    let names = try older.names(of: old, isSameKey ? key : [])
    for (index, origin) in old.contributions.origins.enumerated() {
      before[names[origin] ?? ""] = (origin, old.value(at: index))
    }
    var entered = (records: 0, sum: 0.0)
    var left = entered
    var changed = entered
    var told: [ContributionDifference.Record] = []
    func tell(
      _ key: String, _ location: SourceLocation, _ old: StoredValue?, _ new: StoredValue?
    ) {
      guard told.count < examples else { return }
      told.append(
        ContributionDifference.Record(
          key: key, location: location, old: old?.published, new: new?.published))
    }
    let ofNew = try self.names(of: new, isSameKey ? key : [])
    for (index, origin) in new.contributions.origins.enumerated() {
      let name = ofNew[origin] ?? ""
      let value = new.value(at: index)
      guard let earlier = before.removeValue(forKey: name) else {
        entered.records += 1
        entered.sum += value?.double ?? 0
        tell(name, location(of: origin.key), nil, value)
        continue
      }
      guard earlier.value != value else { continue }
      changed.records += 1
      changed.sum += (value?.double ?? 0) - (earlier.value?.double ?? 0)
      tell(name, location(of: origin.key), earlier.value, value)
    }
    for (name, earlier) in before.sorted(by: { $0.value.origin < $1.value.origin }) {
      left.records += 1
      left.sum += earlier.value?.double ?? 0
      tell(name, older.location(of: earlier.origin.key), earlier.value, nil)
    }
    return ContributionDifference(
      expression: new.expression, old: old.value, new: new.value, entered: entered, left: left,
      changed: changed, examples: told)
  }

  /// What the records that count in an aggregate are called.
  private func names(
    of aggregate: AggregateTrace, _ key: [String]
  ) throws(RunFailure) -> [Origin: String] {
    guard let record = layout.record(aggregate.record) else { return [:] }
    let wanted = Set(aggregate.contributions.origins)
    var names: [Origin: String] = [:]
    try cleanRows(of: record, key, []) { name, origin, _ throws(RunFailure) in
      let origin = Origin(key: origin)
      if wanted.contains(origin) { names[origin] = name }
    }
    return names
  }
}

extension AggregateTrace {
  /// What a record that counts gives: 1 where records are counted.
  fileprivate func value(at index: Int) -> StoredValue? {
    contributions.values.isEmpty ? .integer(1) : contributions.values[index]
  }
}
