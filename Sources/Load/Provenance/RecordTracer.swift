internal import Relational
internal import SurveyModel

/// Finds the cells behind records, and what happened to their values on the way.
struct RecordTracer {
  private let engine: any ReadableEngine
  private let pipeline: PipelineDefinition
  private let layout: StoreLayout
  let places: RowPlaces

  /// Takes the store of a run.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  init(
    _ engine: any ReadableEngine, _ pipeline: PipelineDefinition, _ layout: StoreLayout
  ) throws(RunFailure) {
    self.engine = engine
    self.pipeline = pipeline
    self.layout = layout
    places = try RowPlaces(in: engine)
  }

  /// A cell of a row, by its variable.
  private struct CellKey: Hashable {
    let origin: Int64
    let variable: String
  }

  /// The records of some entries with their cells.
  ///
  /// - Parameters:
  ///   - entries: The records.
  ///   - record: What they are.
  ///   - variables: The variables that decide.
  ///   - frame: The places and days that they are asked with.
  ///   - valueIsSensitive: Whether what is aggregated may not be told.
  /// - Returns: The traces, in the order of the entries.
  /// - Throws: `RunFailure` when the engine refuses.
  func traces(
    of entries: [AggregateTally.Entry], _ record: StoreLayout.Record, _ variables: [UsedVariable],
    _ frame: TableFrame, valueIsSensitive: Bool
  ) throws(RunFailure) -> [RecordTrace] {
    var traces: [RecordTrace] = []
    for start in stride(from: 0, to: entries.count, by: Self.mostAsked) {
      let some = Array(entries[start..<min(start + Self.mostAsked, entries.count)])
      traces += try someTraces(
        of: some, record, variables, frame, valueIsSensitive: valueIsSensitive)
    }
    return traces
  }

  /// More rows than this are not asked for at once.
  static let mostAsked = 500

  private func someTraces(
    of entries: [AggregateTally.Entry], _ record: StoreLayout.Record, _ variables: [UsedVariable],
    _ frame: TableFrame, valueIsSensitive: Bool
  ) throws(RunFailure) -> [RecordTrace] {
    let origins = entries.map(\.origin)
    guard !origins.isEmpty else { return [] }
    let own = variables.filter { record.variable($0.name) != nil }
    let values = try self.values(of: record, origins, own.map(\.name))
    let cells = try cells(of: record, origins)
    let read = try valuesAsRead(of: record, origins, own.map(\.name), where: values)
    let changes = try changes(of: record, origins)
    let held = try held(origins, record)
    let others = try relatedValues(of: record, origins, variables, frame)
    var traces: [RecordTrace] = []
    for entry in entries {
      let origin = Origin(key: entry.origin)
      var found: [RecordTrace.Value] = []
      for used in variables {
        if let variable = record.variable(used.name) {
          let key = CellKey(origin: entry.origin, variable: used.name)
          let (cell, text) = try source(of: key, cells[key], read[key], values[key])
          found.append(
            value(
              used, variable, cell, read: text, values[key], changes[key] ?? []))
        } else if let other = others[key(entry.origin, used.name)] {
          found.append(other)
        }
      }
      traces.append(
        RecordTrace(
          origin: origin, location: places.location(of: origin), outcome: entry.outcome,
          value: valueIsSensitive ? nil : entry.value?.published, values: found,
          quarantine: held[entry.origin] ?? []))
    }
    return traces
  }

  /// The cell that a value stands in and what stands there: its own, or the one above that it was carried down
  /// from.
  private func source(
    of key: CellKey, _ cell: CellOfRow?, _ read: StoredValue?, _ value: StoredValue?
  ) throws(RunFailure) -> (CellOfRow?, StoredValue?) {
    guard read == nil, value != nil, let own = cell, let above = try cellAbove(key, own.source)
    else { return (cell, read) }
    return (CellOfRow(source: own.source, row: above.row, column: own.column), above.text)
  }

  private func key(_ origin: Int64, _ variable: String) -> CellKey {
    CellKey(origin: origin, variable: variable)
  }

  /// A value with its cell; of a sensitive one only where it stands.
  private func value(
    _ used: UsedVariable, _ variable: VariableDefinition, _ cell: CellOfRow?, read: StoredValue?,
    _ value: StoredValue?, _ changes: [RecordTrace.Change], elsewhere: SourceLocation? = nil
  ) -> RecordTrace.Value {
    let isSensitive = variable.sensitivity == .sensitive
    return RecordTrace.Value(
      variable: used.name, label: variable.label, uses: used.uses,
      cell: cell.map { CellReference(row: $0.row, column: $0.column) }, elsewhere: elsewhere,
      read: isSensitive ? nil : read?.published, value: isSensitive ? nil : value?.published,
      formula: variable.derivation?.description,
      changes: isSensitive
        ? changes.map { RecordTrace.Change(rule: $0.rule, old: nil, new: nil) } : changes,
      isSensitive: isSensitive)
  }

  // MARK: What the store has of rows

  private func values(
    of record: StoreLayout.Record, _ origins: [Int64], _ variables: [String]
  ) throws(RunFailure) -> [CellKey: StoredValue] {
    let plan = Plan.filter(.scan(record.name), Origin.isAmong(origins))
    var values: [CellKey: StoredValue] = [:]
    try engine.rows(of: plan.keeping(["origin"] + variables)) { row throws(RunFailure) in
      guard case .integer(let origin)? = row[0] else { return }
      for (variable, value) in zip(variables, row.dropFirst()) {
        values[key(origin, variable)] = value
      }
    }
    return values
  }

  /// The row and column of a value's cell, both zero-based, and the source that read it.
  private struct CellOfRow {
    let source: String
    let row: Int
    let column: Int
  }

  private func cells(
    of record: StoreLayout.Record, _ origins: [Int64]
  ) throws(RunFailure) -> [CellKey: CellOfRow] {
    var cells: [CellKey: CellOfRow] = [:]
    let columns = ["origin", "variable", "column", "source"]
    let plan = Plan.filter(.scan(record.cellView), Origin.isAmong(origins)).keeping(columns)
    try engine.rows(of: plan) { row throws(RunFailure) in
      guard case .integer(let origin)? = row[0], let variable = row[1]?.string,
        let column = row[2]?.string.flatMap(CellReference.column)
      else { return }
      cells[key(origin, variable)] = CellOfRow(
        source: row[3]?.string ?? "", row: Int(Origin(key: origin).row), column: column)
    }
    return cells
  }

  /// What stood in the cells, of records with some values; nothing where the store keeps the records alone.
  private func valuesAsRead(
    of record: StoreLayout.Record, _ origins: [Int64], _ variables: [String],
    where normalised: [CellKey: StoredValue]
  ) throws(RunFailure) -> [CellKey: StoredValue] {
    guard pipeline.keep == .all else { return [:] }
    var read: [CellKey: StoredValue] = [:]
    for (source, schema) in layout.schemas where schema.record == record.name {
      let names = variables.filter {
        schema.index(of: $0) != nil && !schema.acrossRecords.contains($0)
      }
      let plan = Plan.filter(
        .scan(StoreLayout.rawTable(ofSource: source)), Origin.isAmong(origins))
      try engine.rows(of: plan.keeping(["origin"] + names)) { row throws(RunFailure) in
        guard case .integer(let origin)? = row[0] else { return }
        for (name, value) in zip(names, row.dropFirst()) where value != .blank {
          let key = key(origin, name)
          read[key] = value ?? normalised[key]
        }
      }
    }
    return read
  }

  /// The cell above from which a value was carried down: the next one that has something.
  private func cellAbove(
    _ cell: CellKey, _ source: String
  ) throws(RunFailure) -> (row: Int, text: StoredValue)? {
    guard let record = pipeline.record(of: source, fillingDown: cell.variable) else { return nil }
    let origin = Origin(key: cell.origin)
    let first = Origin(file: origin.file, worksheet: origin.worksheet, row: 0)
    let (read, key) = (Scalar.column("r", cell.variable), Scalar.column("r", "origin"))
    let text = Scalar.either(
      when: .isBlank(read), then: .null,
      otherwise: .call(.coalesce, [read, .column("v", cell.variable)]))
    let rows = Plan.named(.scan(StoreLayout.rawTable(ofSource: source)), "r")
      .joined(.left, .named(.scan(record), "v"), on: .same(["origin"], of: "v", and: "r"))
      .filtered([
        .binary(key, .less, origin.scalar), .binary(key, .greaterOrEqual, first.scalar),
        .isPresent(text),
      ])
    // By their keys, so that an engine goes up from the row and stops at the first.
    let nearest = Plan.limited(
      .derive(
        .order(rows, [Ordering(key, isDescending: true, mayBeMissing: false)]),
        [Derived("origin", key), Derived("text", text)]), to: 1)
    var found: (row: Int, text: StoredValue)?
    try engine.rows(of: nearest) { row throws(RunFailure) in
      guard case .integer(let above)? = row[0], let text = row[1] else { return }
      found = (Int(Origin(key: above).row), text)
    }
    return found
  }

  private func changes(
    of record: StoreLayout.Record, _ origins: [Int64]
  ) throws(RunFailure) -> [CellKey: [RecordTrace.Change]] {
    let isOfRecord = Scalar.binary(.column(nil, "record"), .equal, .text(record.name))
    let rows = Plan.scan("change").filtered([isOfRecord, Origin.isAmong(origins)])
    let columns = ["origin", "variable", "rule", "old", "new"]
    var changes: [CellKey: [RecordTrace.Change]] = [:]
    try engine.rows(of: Plan.order(rows, [Ordering(.column(nil, "line"))]).keeping(columns)) {
      row throws(RunFailure) in
      guard case .integer(let origin)? = row[0], let variable = row[1]?.string else { return }
      changes[key(origin, variable), default: []]
        .append(
          RecordTrace.Change(
            rule: row[2]?.string ?? "", old: row[3]?.published, new: row[4]?.published))
    }
    return changes
  }

  /// What holds back those of some records that are in quarantine; a row may give records of several kinds.
  private func held(
    _ origins: [Int64], _ record: StoreLayout.Record
  ) throws(RunFailure) -> [Int64: [RecordTrace.Held]] {
    var keys: [Int64] = []
    try engine.rows(
      of: Plan.scan(record.name).filtered([Origin.isAmong(origins), RecordStatus.isHeld()])
        .keeping(["origin"])
    ) { row throws(RunFailure) in if case .integer(let key)? = row[0] { keys.append(key) } }
    guard !keys.isEmpty else { return [:] }
    let rows = Plan.scan("quarantine")
      .filtered([Origin.isAmong(keys), layout.isQuarantine(of: record)])
    let columns = ["origin", "code", "message", "remedy"]
    var held: [Int64: [RecordTrace.Held]] = [:]
    try engine.rows(of: Plan.order(rows, [Ordering(.column(nil, "line"))]).keeping(columns)) {
      row throws(RunFailure) in
      guard case .integer(let origin)? = row[0] else { return }
      held[origin, default: []]
        .append(
          RecordTrace.Held(
            code: row[1]?.string ?? "", message: row[2]?.string ?? "", remedy: row[3]?.string))
    }
    return held
  }

  // MARK: Records beside

  /// The values of records that belong to each, with their own cells.
  private func relatedValues(
    of record: StoreLayout.Record, _ origins: [Int64], _ variables: [UsedVariable],
    _ frame: TableFrame
  ) throws(RunFailure) -> [CellKey: RecordTrace.Value] {
    var names: [String: [UsedVariable]] = [:]
    for used in variables {
      guard let path = RecordRelations.path(used.name), frame.attributes[used.name] == nil else {
        continue
      }
      names[path.record, default: []].append(used)
    }
    var values: [CellKey: RecordTrace.Value] = [:]
    for (name, used) in names.sorted(by: { $0.key < $1.key }) {
      guard let related = RelatedRecord(name, of: record, in: layout, frame) else { continue }
      let rows = related.joined(
        to: .named(.filter(.scan(record.name), Origin.isAmong(origins)), "v"), known: "v")
      var others: [Int64: Int64] = [:]
      try engine.rows(
        of: .derive(
          rows,
          [
            Derived("origin", .column("v", "origin")),
            Derived("other", related.value("origin")),
          ])
      ) { row throws(RunFailure) in
        if case .integer(let origin)? = row[0], case .integer(let other)? = row[1] {
          others[origin] = other
        }
      }
      let found = Array(Set(others.values)).sorted()
      guard !found.isEmpty else { continue }
      let plain = used.compactMap { RecordRelations.path($0.name)?.variable }
      let stored = try self.values(of: related.record, found, plain)
      let cells = try cells(of: related.record, found)
      let read = try valuesAsRead(of: related.record, found, plain, where: stored)
      let changes = try changes(of: related.record, found)
      for (origin, other) in others {
        for (used, name) in zip(used, plain) {
          guard let variable = related.record.variable(name) else { continue }
          let key = key(other, name)
          let (cell, text) = try source(of: key, cells[key], read[key], stored[key])
          let row = Origin(key: other)
          values[self.key(origin, used.name)] = value(
            used, variable, cell, read: text, stored[key], changes[key] ?? [],
            elsewhere: places.location(
              of: Origin(
                file: row.file, worksheet: row.worksheet,
                row: cell.map { UInt32($0.row) } ?? row.row),
              column: cell?.column))
        }
      }
    }
    return values
  }
}

extension StoreLayout {
  /// Whether an entry of the quarantine is of a source of a record, or of a check over all sources.
  func isQuarantine(of record: Record) -> Scalar {
    let sources = schemas.filter { $0.schema.record == record.name }.map { Scalar.text($0.source) }
    let source = Scalar.column(nil, "source")
    return .binary(.isNull(source), .or, .among(source, sources))
  }
}
