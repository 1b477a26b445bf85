internal import Relational
package import SurveyModel

/// Checks tables on the map of another date: every record reaches the map, and the totals stay.
package struct MapCheck {
  private let store: StageStore
  private let pipeline: PipelineDefinition

  /// Takes a store that keeps the tables.
  package init(_ store: StageStore) {
    self.store = store
    pipeline = store.pipeline
  }

  /// The records of one place and where they may lie.
  private struct Part {
    let place: String
    var records = 0
    var targets: [PlaceLevel: [String]] = [:]
  }

  /// A place whose records are open on a map; said once, however many tables and records it concerns.
  private struct Question: Hashable {
    let base: CalendarDate
    let asOf: CalendarDate
    let place: String
  }

  /// The records that are open there, by kind, and where they may lie.
  private struct Answer {
    var records: [String: Int]
    let open: PlaceLevel
    let targets: [PlaceLevel: [String]]
  }

  /// Checks the tables whose rows are on the map of another date than their records.
  ///
  /// - Returns: A warning for each place whose records lie in one of several places of the map, and an
  ///   error where records or totals are not conserved.
  /// - Throws: `RunFailure` when the engine refuses.
  package func test(_ tables: [CompiledTable]) throws(RunFailure) -> DiagnosticLog {
    var log = DiagnosticLog()
    var answers: [Question: Answer] = [:]
    for table in tables where table.isMapped {
      let base = table.definition.base ?? pipeline.asOf
      for wave in table.waves where wave.asOf != base {
        try test(wave, of: table, on: base, &answers, &log)
      }
      log.append(try differences(of: table, base))
    }
    for (question, answer) in answers.sorted(by: {
      ($0.key.base, $0.key.asOf, $0.key.place) < ($1.key.base, $1.key.asOf, $1.key.place)
    }) {
      log.record(undecided(question, answer))
    }
    return log
  }

  private func test(
    _ wave: CompiledTable.Wave, of table: CompiledTable, on base: CalendarDate,
    _ answers: inout [Question: Answer], _ log: inout DiagnosticLog
  ) throws(RunFailure) {
    let asOf = wave.asOf
    let widest = store.history.widestLevel(on: asOf) ?? pipeline.levels.widest
    for reach in wave.reaches {
      for part in try parts(of: reach) {
        guard let tops = part.targets[widest], !tops.isEmpty else {
          log.record(unmapped(part, of: reach.record, table.definition, asOf, base))
          continue
        }
        let own =
          store.history.place(part.place, on: asOf)?.level ?? pipeline.levels.widest
        let levels = table.levels.filter { $0 <= own }
        guard let open = levels.last(where: { part.targets[$0]?.count != 1 }) else { continue }
        let answer = Answer(records: [:], open: open, targets: part.targets)
        answers[Question(base: base, asOf: asOf, place: part.place), default: answer]
          .records[reach.record] =
          part.records
      }
    }
  }

  private func parts(of reach: CompiledTable.Reach) throws(RunFailure) -> [Part] {
    var parts: [Part] = []
    try store.engine.rows(of: reach.plan) { row throws(RunFailure) in
      // Records without any place count in the grand total, whatever the map.
      guard let place = row[0]?.string else { return }
      if parts.last?.place != place {
        parts.append(Part(place: place, records: Int(row[1]?.double ?? 0)))
      }
      guard let level = row[2]?.string.flatMap({ pipeline.levels[$0] }), let target = row[3]?.string
      else {
        return
      }
      parts[parts.count - 1].targets[level, default: []].append(target)
    }
    return parts
  }

  private func unmapped(
    _ part: Part, of record: String, _ table: TableDefinition, _ asOf: CalendarDate,
    _ base: CalendarDate
  ) -> Diagnostic {
    Diagnostic(
      .placeNotConserved, at: SourceLocation(file: pipeline.path),
      """
      \(pipeline.shown(part.records, of: record)) records of \(record) in \(shown(part.place, on: asOf)) have no place on \
      the map of \(base), the base of table \(table.name)
      """,
      remedy: "add the places of that date and the changes since to the gazetteer")
  }

  private func undecided(_ question: Question, _ answer: Answer) -> Diagnostic {
    let base = question.base
    let records = answer.records.sorted { $0.key < $1.key }
      .map { "\(pipeline.shown($0.value, of: $0.key)) of \($0.key)" }.joined(separator: ", ")
    let parent = pipeline.levels.all.last { $0 < answer.open && answer.targets[$0]?.count == 1 }
    let counted =
      parent.flatMap { answer.targets[$0]?.first }.map { shown($0, on: base) }
      ?? "the grand total alone"
    let candidates = answer.targets[answer.open] ?? []
    let names = candidates.map { shown($0, on: base) }.joined(separator: ", ")
    let reason =
      candidates.isEmpty
      ? "lie in no \(answer.open.name) of \(base) that a change names"
      : "lie on \(base) in one of \(names), where figures are missing for that"
    return Diagnostic(
      .placeUndecided, .warning, at: location(of: question, and: candidates),
      """
      records of \(shown(question.place, on: question.asOf)) (\(records)) \(reason); they count in \
      \(counted)
      """,
      remedy: """
        add natural villages with their changes to the gazetteer, or a line to the list of changes, \
        or tabulate by a wider level
        """)
  }

  private func shown(_ code: String, on date: CalendarDate) -> String {
    store.history.place(code, on: date).map { "\($0.name) (\(code))" } ?? code
  }

  /// The first line between the dates that tells of a place or its candidates; else the whole list.
  private func location(
    of question: Question, and candidates: [String]
  ) -> SourceLocation {
    let file = pipeline.reference?.changes ?? pipeline.reference?.gazetteer ?? pipeline.path
    let (start, end) = (min(question.base, question.asOf), max(question.base, question.asOf))
    let codes = Set(candidates + [question.place])
    let change = store.history.changes.first { change in
      start < change.date && change.date <= end
        && (codes.contains(change.from) || codes.contains(change.to))
    }
    return SourceLocation(
      file: file, change?.line.map { .line($0, column: 1) } ?? .wholeFile)
  }

  // MARK: Totals

  /// The measures of the whole that differ from those of the data's own map.
  ///
  /// Measures that count places differ by right and are passed over.
  private func differences(
    of table: CompiledTable, _ base: CalendarDate
  ) throws(RunFailure) -> DiagnosticLog {
    let definition = table.definition.ofWhole(
      without: Set(table.measures.filter(\.isOfOthers).map(\.name)), store.layout,
      pipeline.attributes)
    guard !definition.measures.isEmpty else { return DiagnosticLog() }
    var own = Wholes()
    let whole = try TableCompiler(pipeline, for: store.engines.capabilities)
      .compile(definition, over: TableFrame.all(of: definition, pipeline, on: .own))
    try whole.rows(from: store.engine) { row throws(RunFailure) in
      own.add(
        code: row.keys[1]?.string, row.keys.suffix(definition.dimensions.count),
        row.cells(of: whole.measures).map(\.number))
    }
    let names = definition.dimensions + definition.measures.map(\.name)
    var mapped = Wholes()
    let isWhole = Scalar.among(
      .column(nil, "level"), [.text(GrandTotal.level), .text(pipeline.levels.widest.name)])
    let query = Plan.derive(
      .order(.filter(.scan(table.figuresName), isWhole), table.order),
      (["level", "code", "name"] + names).map { Derived($0, .column(nil, $0)) })
    try store.engine.rows(of: query) { row throws(RunFailure) in
      let fields = row.dropFirst(3)
      mapped.add(
        code: row[1]?.string, fields.prefix(definition.dimensions.count),
        fields.dropFirst(definition.dimensions.count).map { $0?.double })
    }
    return differences(own.figures, mapped.figures, definition, of: table, base)
  }

  private func differences(
    _ own: [String: [Double?]], _ mapped: [String: [Double?]], _ definition: TableDefinition,
    of table: CompiledTable, _ base: CalendarDate
  ) -> DiagnosticLog {
    var log = DiagnosticLog()
    guard own.count == mapped.count, own.count > 0,
      definition.dimensions.isEmpty || own.keys == mapped.keys
    else { return log }
    let days = table.waves.map(\.asOf.description).joined(separator: ", ")
    for (key, figures) in own.sorted(by: { $0.key < $1.key }) {
      for (index, measure) in definition.measures.enumerated() {
        let other = mapped[key]?[index]
        // Of records without a place of their own there is a grand total only where there are some.
        let isOfNone = figures[index] == 0 && other == .some(nil)
        guard !isOfNone, !Self.areEqual(figures[index], other ?? nil) else { continue }
        // A run that breaks the law is not published, and its message is no place for a figure either.
        let isOpen = table.definition.minimumCount(of: measure) == 0
        let shown = { (figure: Double?) in
          isOpen ? figure.map(DecimalText.shortest) ?? "none" : PublishedCell.withheldText
        }
        log.record(
          Diagnostic(
            .placeNotConserved, at: SourceLocation(file: pipeline.path),
            """
            expected \(shown(figures[index])) as \(measure.name) of the whole in table \
            \(table.definition.name), as on \(days), found \(shown(other ?? nil)) on \(base)
            """,
            remedy: "complete the gazetteer for \(base)"))
      }
    }
    return log
  }

  /// The figures of the whole by their dimensions: of the grand total, where there is one, else of the
  /// only place of the widest level.
  private struct Wholes {
    private(set) var figures: [String: [Double?]] = [:]
    private var code: String?

    /// Takes the rows in the order of publication, which the grand total leads.
    mutating func add(code: String?, _ dimensions: ArraySlice<StoredValue?>, _ row: [Double?]) {
      if self.code == nil { self.code = code }
      guard code == self.code else { return }
      figures[LevelSums.key(dimensions)] = row
    }
  }

  /// Sums of decimals differ in the last digits by the order of their parts.
  private static func areEqual(_ left: Double?, _ right: Double?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return abs(left - right) <= 1e-9 * max(abs(left), abs(right), 1)
  }
}

extension TableDefinition {
  /// The names of the measures over variables that name places or over attributes of the rows' places,
  /// and of those that rest on them: on the map of another date they differ by right.
  func measuresOfPlaces(_ layout: StoreLayout, _ attributes: PlaceAttributes) -> Set<String> {
    var found = placeVariables(layout)
    var names: Set<String> = []
    for measure in measures
    where !found.isDisjoint(
      with: measure.formula.variables.map { RecordRelations.path($0)?.variable ?? $0 })
      || measure.formula.namesOutsideAggregates.contains(where: { attributes[$0] != nil })
    {
      found.insert(measure.name)
      names.insert(measure.name)
    }
    return names
  }

  private func placeVariables(_ layout: StoreLayout) -> Set<String> {
    let records = Set([record] + measures.compactMap(\.record))
    let variables = layout.records.filter { records.contains($0.name) }.flatMap(\.variables)
    return Set(
      variables.filter(\.kind.isPlace).map(\.name))
  }

  /// The rows of the whole alone, on the data's own map, without measures of places and those that rest
  /// on other rows.
  fileprivate func ofWhole(
    without others: Set<String>, _ layout: StoreLayout, _ attributes: PlaceAttributes
  ) -> TableDefinition {
    let excluded = measuresOfPlaces(layout, attributes).union(others)
    let isOfPlaces = !placeVariables(layout).isDisjoint(with: filter?.variables ?? [])
    var copy = self
    copy.levels = []
    copy.base = nil
    copy.measures = isOfPlaces ? [] : measures.filter { !excluded.contains($0.name) }
    return copy
  }
}
