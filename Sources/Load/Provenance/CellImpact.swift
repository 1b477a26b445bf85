internal import Relational
package import SurveyModel

/// The published figures that depend on a cell.
package struct CellImpact: Hashable, Sendable {
  /// A variable that was read from the cell.
  package struct Reading: Hashable, Sendable {
    /// The record.
    package let record: String
    /// The variable.
    package let variable: VariableDefinition
    /// The rows of the records that have it from the cell: its own, and those that it is carried down to.
    package let origins: [Origin]
    /// How many of them it is carried down to.
    package let carried: Int
    /// Whether it tells one such record from another, so that it decides which rows are duplicates.
    package let isOfKey: Bool
    /// The rules that it is tested by, or that test what rests on it.
    package let rules: [RuleDefinition]
  }

  /// A figure that depends on the cell.
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
    /// How it depends on the cell.
    package let effect: Effect

    /// How a figure depends on a cell.
    package enum Effect: Hashable, Sendable {
      /// By a record of which this becomes.
      case outcome(RecordOutcome)
      /// By a record of a table that tells none of them.
      case notTold
      /// By figures of other rows.
      case otherFigures

      /// How much it tells.
      var rank: Int {
        switch self {
        case .outcome(let outcome): outcome.rank
        case .notTold: RecordOutcome.allCases.count
        case .otherFigures: RecordOutcome.allCases.count + 1
        }
      }
    }

    /// What becomes of the record there; nil where that is not told or no record of the row has the cell.
    package var outcome: RecordOutcome? {
      if case .outcome(let outcome) = effect { outcome } else { nil }
    }
  }

  /// A figure that is held against what a report states.
  package struct Comparison: Hashable, Sendable {
    /// The figure.
    package let table: String, measure: String, code: String
    /// The statement.
    package let statement: FigureTrace.Statement
  }

  /// What the cell's row gave.
  package let standing: RowStanding
  /// The variables that were read from the cell.
  package let readings: [Reading]
  /// The figures, in the order of the tables, rows and columns.
  package let figures: [Figure]
  /// The rules over tables that name one of them.
  package let tableRules: [RuleDefinition]
  /// What reports state of them.
  package let comparisons: [Comparison]
}

extension FigureTracer {
  /// The figures that depend on a cell, or on any cell of a row.
  ///
  /// A figure depends on a cell where a record that lies in the figure's row has a variable from it that is
  /// aggregated, or that decides whether the record counts there. A record in quarantine gives nothing, and
  /// neither does one that the table leaves out whatever the cell says. Of a table that withholds figures it is
  /// not told whether the record counts.
  ///
  /// - Parameter place: The cell.
  /// - Returns: The figures.
  /// - Throws: `RunFailure` when the engine refuses.
  package func impact(of place: SourcePlace.Row) throws(RunFailure) -> CellImpact {
    let standing = try standing(of: place)
    let readings = try readings(of: place, standing)
    var figures: [CellImpact.Figure] = []
    for definition in pipeline.tables {
      figures += try self.figures(in: try table(definition.name), readings)
    }
    let tableRules = pipeline.rules.filter { rule in
      guard case .table(let name, _) = rule.subject else { return false }
      let measures = Set(figures.filter { $0.table == name }.map(\.measure))
      return !measures.isDisjoint(with: rule.condition.variables)
    }
    return CellImpact(
      standing: standing, readings: readings, figures: figures, tableRules: tableRules,
      comparisons: try comparisons(of: figures))
  }

  /// The figures of tables that are held against what a report states in some characters.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  package func comparisons(
    with path: String, start: Int, end: Int
  ) throws(RunFailure) -> [CellImpact.Comparison] {
    try statements(where: [.binary(.column("f", "path"), .equal, .text(path))])
      .filter { $0.statement.start < end && start < $0.statement.end }
  }

  // MARK: What was read from the cell

  private func readings(
    of place: SourcePlace.Row, _ standing: RowStanding
  ) throws(RunFailure) -> [CellImpact.Reading] {
    var readings: [CellImpact.Reading] = []
    for record in standing.records {
      guard let layout = layout.record(record.name), let source = record.source else { continue }
      for name in try variables(of: place, on: record.origin.worksheet, to: source) {
        guard let variable = layout.variable(name) else { continue }
        // A blank cell whose row has the value of one above gives nothing.
        guard let blanks = try carried(from: record.origin, name, by: source) else { continue }
        let below = try havingValue(of: name, among: blanks, of: layout)
        let origins = [record.origin] + below
        if let index = readings.firstIndex(where: {
          $0.record == record.name && $0.variable.name == name
        }) {
          let known = readings[index]
          readings[index] = CellImpact.Reading(
            record: known.record, variable: known.variable, origins: known.origins + origins,
            carried: known.carried + below.count,
            isOfKey: known.isOfKey, rules: known.rules)
          continue
        }
        readings.append(
          CellImpact.Reading(
            record: record.name, variable: variable, origins: origins, carried: below.count,
            isOfKey: isOfKey(name, of: record.name), rules: rules(on: name, of: layout)))
      }
    }
    return readings
  }

  /// The variables that a source read from the cell; of a row all that it read.
  private func variables(
    of place: SourcePlace.Row, on worksheet: UInt32, to source: String
  ) throws(RunFailure) -> [String] {
    var conditions: [Scalar] = [
      .binary(.column(nil, "source"), .equal, .text(source)),
      .binary(.column(nil, "file"), .equal, .number(Double(place.file))),
      .binary(.column(nil, "worksheet"), .equal, .number(Double(worksheet))),
    ]
    if let column = place.column {
      conditions.append(
        .binary(
          .column(nil, "column"), .equal, .text(CellReference.letters(ofColumn: column))))
    }
    var variables: [String] = []
    try engine.rows(of: Plan.scan("mapping").filtered(conditions).keeping(["variable"])) {
      row throws(RunFailure) in
      if let name = row[0]?.string { variables.append(name) }
    }
    return variables
  }

  /// The rows below a cell that have its value because theirs are blank; nil for a blank cell whose own row has
  /// the value of one above.
  private func carried(
    from origin: Origin, _ variable: String, by source: String
  ) throws(RunFailure) -> [Origin]? {
    guard pipeline.record(of: source, fillingDown: variable) != nil else { return [] }
    let isBelow = Scalar.all([
      .binary(.column(nil, "file"), .equal, .number(Double(origin.file))),
      .binary(.column(nil, "worksheet"), .equal, .number(Double(origin.worksheet))),
      .binary(.column(nil, "row"), .greaterOrEqual, .number(Double(origin.row + 1))),
    ])
    let rows = Plan.filter(.scan("extract_\(source)"), isBelow ?? .boolean(true))
    let columns = ["row", "kind", variable]
    var origins: [Origin]? = []
    var isEnded = false
    try engine.rows(
      of: Plan.order(rows, [Ordering(.column(nil, "row"), mayBeMissing: false)]).keeping(columns)
    ) { row throws(RunFailure) in
      guard !isEnded, case .integer(let number)? = row[0], row[1] == .text("data") else { return }
      let isBlank = row[2] == nil
      if number == Int64(origin.row) + 1 {
        isEnded = isBlank
        if isBlank { origins = nil }
      } else if isBlank {
        origins?
          .append(
            Origin(file: origin.file, worksheet: origin.worksheet, row: UInt32(number - 1)))
      } else {
        isEnded = true
      }
    }
    return origins
  }

  /// Those of some records that have a value of a variable.
  private func havingValue(
    of variable: String, among origins: [Origin], of record: StoreLayout.Record
  ) throws(RunFailure) -> [Origin] {
    guard !origins.isEmpty else { return [] }
    let conditions = [
      Origin.isAmong(origins),
      .isPresent(.column(nil, variable)),
    ]
    var found: Set<Origin> = []
    try engine.rows(of: Plan.scan(record.name).filtered(conditions).keeping(["origin"])) {
      row throws(RunFailure) in
      if case .integer(let key)? = row[0] { found.insert(Origin(key: key)) }
    }
    return origins.filter(found.contains)
  }

  private func isOfKey(_ variable: String, of record: String) -> Bool {
    guard let definition = pipeline.records.first(where: { $0.name == record }) else {
      return false
    }
    return definition.key.contains(variable)
      || definition.evidences.contains { $0.contains(variable) }
  }

  /// The rules whose condition or correction names a variable, or one that is derived from it.
  private func rules(on variable: String, of record: StoreLayout.Record) -> [RuleDefinition] {
    let names = record.variables(restingOn: variable)
    return pipeline.rules.filter { rule in
      guard case .record(let subject) = rule.subject else { return false }
      return rule.formulas.flatMap(\.variables)
        .contains { name in
          guard let path = RecordRelations.path(name) else {
            return subject == record.name && names.contains(name)
          }
          return path.record == record.name && names.contains(path.variable)
        }
    }
  }

  // MARK: Figures

  /// Records whose figures may depend on the cell, and the names by which they ask for it.
  private struct Asker {
    let origins: [Origin]
    let record: String
    var names: Set<String>

    init(_ origins: [Origin], _ record: String, asking names: Set<String>) {
      self.origins = origins
      self.record = record
      self.names = names
    }

    /// Those of the same records once.
    static func joined(_ askers: [Self]) -> [Self] {
      var joined: [Self] = []
      for asker in askers {
        if let index = joined.firstIndex(where: {
          $0.record == asker.record && $0.origins == asker.origins
        }) {
          joined[index].names.formUnion(asker.names)
        } else {
          joined.append(asker)
        }
      }
      return joined
    }
  }

  private func figures(
    in table: TracedTable, _ readings: [CellImpact.Reading]
  ) throws(RunFailure) -> [CellImpact.Figure] {
    var askers: [Asker] = []
    for reading in readings {
      let name = reading.variable.name
      let isCounted = table.waves.contains { wave in
        wave.scope.parts.contains { $0.record.name == reading.record }
      }
      if isCounted { askers.append(Asker(reading.origins, reading.record, asking: [name])) }
      askers += try dependents(of: reading, in: table)
    }
    guard !askers.isEmpty else { return [] }
    let published = try PublishedRows(of: table.compiled, from: engine)
    var found: [CellImpact.Figure] = []
    let isWithholding = table.definition.isWithholding
    func add(_ reaches: [RecordReach], _ names: Set<String>) {
      for reach in reaches {
        for aggregate in reach.aggregates {
          let uses = Set(names.flatMap { aggregate.variables[$0] ?? [] })
          for row in reach.rows where aggregate.depends(on: uses, in: row) {
            for measure in aggregate.measures {
              found.append(
                CellImpact.Figure(
                  table: table.definition.name, row: row.conditions, level: row.level,
                  name: row.name, measure: measure,
                  // Whether a record counts would give away what is withheld.
                  effect: isWithholding ? .notTold : .outcome(aggregate.outcome(in: row))))
            }
          }
        }
      }
    }
    for asker in Asker.joined(askers) {
      add(
        try reaches(of: asker.origins, asker.record, in: table, published), asker.names)
    }
    // One may rest on another, which rests on the cell.
    var others = try indirect(found, in: table, published)
    while !others.isEmpty {
      found += others
      let known = Set(found)
      others = try indirect(found, in: table, published).filter { !known.contains($0) }
    }
    return Self.merged(found, in: table, published)
  }

  /// The records whose formulas name a variable of the cell's record, as that which they belong to or as their
  /// own in another wave.
  private func dependents(
    of reading: CellImpact.Reading, in table: TracedTable
  ) throws(RunFailure) -> [Asker] {
    var dependents: [Asker] = []
    for wave in table.waves {
      for (index, part) in wave.scope.parts.enumerated() {
        let slots = wave.scope.slots.filter { $0.part == index }
        let names = Set(
          slots.flatMap {
            UsedVariable.all(of: $0, part, in: table.definition, tellsPlace: true).map(\.name)
          })
        for name in names.sorted() {
          guard let path = RecordRelations.path(name), path.variable == reading.variable.name,
            wave.frame.attributes[name] == nil,
            let related = RelatedRecord(path.record, of: part.record, in: layout, wave.frame),
            related.record.name == reading.record, !related.isUnknown
          else { continue }
          var origins: [Origin] = []
          var isCell = [Origin.isAmong(reading.origins, of: "o")]
          if let day = related.wave {
            isCell.append(
              .binary(.column("o", Waves.variable), .equal, .text(day.description)))
          }
          var isSame = [Scalar.same(related.key, of: "o", and: "v")]
          if let day = wave.frame.wave {
            isSame.append(
              .binary(.column("v", Waves.variable), .equal, .text(day.description)))
          }
          let rows = Plan.named(.scan(reading.record), "o").filtered(isCell)
            .joined(
              .inner, .named(.scan(part.record.name), "v"),
              on: Scalar.all(isSame) ?? .boolean(true))
          try engine.rows(of: .derive(rows, [Derived("origin", .column("v", "origin"))])) {
            row throws(RunFailure) in
            if case .integer(let key)? = row[0] { origins.append(Origin(key: key)) }
          }
          if !origins.isEmpty {
            dependents.append(Asker(origins, part.record.name, asking: [name]))
          }
        }
      }
    }
    return dependents
  }

  /// The figures that are computed from some of other rows.
  private func indirect(
    _ figures: [CellImpact.Figure], in table: TracedTable, _ published: PublishedRows
  ) throws(RunFailure) -> [CellImpact.Figure] {
    guard table.compiled.measures.contains(where: \.isOfOthers), !figures.isEmpty else { return [] }
    struct Cell: Hashable {
      let row: [String]
      let measure: String
    }
    let place = table.definition.dimensions.firstIndex(of: Waves.variable)
    func day(of key: [String]) -> String? { place.map { key[1 + $0] } }
    let known = Set(figures.map { Cell(row: $0.row.map(\.value), measure: $0.measure) })
    var found: [CellImpact.Figure] = []
    for row in published.rows {
      let dimensions = published.dimensions(of: row)
      guard let wave = table.wave(ofRow: dimensions.map { $0?.published }) else { continue }
      let others = OtherRows(table, published, wave.frame, engine)
      let conditions = published.conditions(on: row)
      let key = conditions.map(\.value)
      for measure in table.definition.measures {
        let needs = FigureFormula.needed(for: measure.name, in: wave.scope)
        for name in needs.others {
          let other = try others.figure(name, seenFrom: row)
          // The sum over all rows of a place names none of them.
          let isOfAll = !table.definition.dimensions.isEmpty && other.row.count == 1
          let rests = known.contains { cell in
            cell.measure == other.measure
              && (isOfAll
                ? cell.row[0] == row.code && day(of: cell.row) == day(of: key)
                : cell.row == other.row.map(\.value))
          }
          guard rests else { continue }
          found.append(
            CellImpact.Figure(
              table: table.definition.name, row: conditions, level: row.level,
              name: row.keys[2]?.published, measure: measure.name,
              effect: .otherFigures))
          break
        }
      }
    }
    return found
  }

  /// Each figure once, with the outcome that tells most, in the order of publication.
  private static func merged(
    _ figures: [CellImpact.Figure], in table: TracedTable, _ published: PublishedRows
  ) -> [CellImpact.Figure] {
    struct Cell: Hashable {
      let row: [FigureAddress.Condition]
      let measure: String
    }
    var best: [Cell: CellImpact.Figure] = [:]
    for figure in figures {
      let cell = Cell(row: figure.row, measure: figure.measure)
      if let known = best[cell], known.effect.rank <= figure.effect.rank { continue }
      best[cell] = figure
    }
    var order: [[String]: Int] = [:]
    for (index, row) in published.rows.enumerated() {
      order[published.key(of: row)] = index
    }
    let measures = table.definition.measures.map(\.name)
    return best.values.sorted { left, right in
      let (first, second) = (order[left.row.map(\.value)] ?? 0, order[right.row.map(\.value)] ?? 0)
      return (first, measures.firstIndex(of: left.measure) ?? 0)
        < (second, measures.firstIndex(of: right.measure) ?? 0)
    }
  }

  private func comparisons(
    of figures: [CellImpact.Figure]
  ) throws(RunFailure) -> [CellImpact.Comparison] {
    struct Cell: Hashable {
      let table: String
      let measure: String
      let code: String
    }
    var cells: Set<Cell> = []
    for figure in figures {
      cells.insert(
        Cell(table: figure.table, measure: figure.measure, code: figure.row.first?.value ?? ""))
    }
    return try statements(where: [])
      .filter { cells.contains(Cell(table: $0.table, measure: $0.measure, code: $0.code)) }
  }
}

extension RecordReach.Aggregate {
  /// Whether what a variable says decides what the record gives to the aggregate in a row.
  ///
  /// - Parameters:
  ///   - uses: What the variable is asked for.
  ///   - row: The row.
  /// - Returns: False for a record that the table leaves out whatever the variable says.
  fileprivate func depends(on uses: Set<RecordTrace.Use>, in row: RecordReach.Row) -> Bool {
    // The grand total has every record, wherever it lies.
    let uses = row.level == GrandTotal.level ? uses.subtracting([.place]) : uses
    switch outcome {
    case .filteredOut, .filterNotTested: return uses.contains(.filter)
    case .quarantined, .ofOtherWave, .notInPanel: return false
    case .counted, .placeOpen, .conditionFailed, .conditionNotTested, .valueMissing:
      return !uses.isEmpty
    }
  }
}

extension StoreLayout.Record {
  /// A variable and those that are derived from it, one from another.
  func variables(restingOn name: String) -> Set<String> {
    var names: Set = [name]
    var isGrowing = true
    while isGrowing {
      let more = variables.filter { variable in
        !names.contains(variable.name)
          && !names.isDisjoint(with: variable.derivation?.variables ?? [])
      }
      isGrowing = !more.isEmpty
      names.formUnion(more.map(\.name))
    }
    return names
  }
}
