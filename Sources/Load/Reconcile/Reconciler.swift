package import SurveyModel

/// Holds the figures of reports against the tables.
package struct Reconciler {
  /// What reconciliation found.
  package struct Outcome: Sendable {
    /// Facts counted by verdict.
    package fileprivate(set) var counts: [Verdict: Int] = [:]
    /// Contradictions, and lines of the pipeline that no report states.
    package fileprivate(set) var log = DiagnosticLog()
  }

  /// A row of a table's level.
  private struct TableRow {
    let level: String
    let code: String
    /// The day of its wave, or of the data.
    let day: CalendarDate
    let cell: PublishedCell
  }

  /// A line of the pipeline with the figures that it names.
  private struct Line {
    let definition: PipelineDefinition.Reconciliation
    /// The unit of the figures, where the table says it.
    let unit: String?
    let rows: [TableRow]
    var isStated = false
  }

  private let store: StageStore
  private let pipeline: PipelineDefinition

  /// Takes a store that holds the facts and the tables.
  package init(_ store: StageStore) {
    self.store = store
    pipeline = store.pipeline
  }

  /// Compares every fact of every report with its counterpart and keeps the comparison.
  ///
  /// - Parameter tables: The tables that the store keeps; lines of others are passed over.
  /// - Returns: The verdicts counted, and the findings.
  /// - Throws: `RunFailure` when a line names what is not there or the engine refuses.
  package func run(_ tables: [CompiledTable]) throws(RunFailure) -> Outcome {
    var lines: [Line] = []
    for definition in pipeline.reconciliations {
      guard let table = tables.first(where: { $0.definition.name == definition.table }) else {
        continue
      }
      // On the map of another date there are other villages than the report counts.
      if table.isMapped,
        table.definition.measuresOfPlaces(store.layout, pipeline.attributes)
          .contains(definition.measure)
      {
        continue
      }
      lines.append(try line(definition, of: table))
    }
    var outcome = Outcome()
    var comparisons: [Comparison] = []
    let paths = try RowPlaces(store)
    for (file, number, fact) in store.facts {
      let found = compare(fact, file: file, number: number, &lines)
      comparisons += found
      for comparison in found {
        outcome.counts[comparison.verdict, default: 0] += 1
        if [.differs, .contradictsItself].contains(comparison.verdict),
          let finding = finding(comparison, paths.path(of: file))
        {
          outcome.log.record(finding)
        }
      }
    }
    for line in lines where !line.isStated && line.definition.isExpected {
      outcome.log.record(
        Diagnostic(
          .factUnmatched, .warning, at: SourceLocation(file: pipeline.path),
          "expected a report to state \(line.definition.indicator), found none",
          remedy: "remove the line of reconcile, or add the report"))
    }
    try store.append(comparisons)
    return outcome
  }

  /// Compares a fact with the figure of every line that names its indicator.
  private func compare(
    _ fact: Fact, file: UInt32, number: Int, _ lines: inout [Line]
  ) -> [Comparison] {
    var found: [Comparison] = []
    var reason = fact.indicator == nil ? NoCounterpart.unknownIndicator : .noTie
    for index in lines.indices where lines[index].definition.indicator == fact.indicator {
      switch row(of: fact, in: lines[index]) {
      case .success(let row):
        lines[index].isStated = true
        found.append(
          Comparison(
            file: file, number: number, fact: fact, line: lines[index].definition, code: row.code,
            cell: row.cell, approximation: pipeline.conventions.approximationShare))
      case .failure(let nowhere): reason = max(reason, nowhere.reason)
      }
    }
    guard found.isEmpty else { return found }
    return [Comparison(file: file, number: number, fact: fact, without: reason)]
  }

  /// Why a line has no figure for a fact.
  private struct Nowhere: Error {
    let reason: NoCounterpart
  }

  /// The row of the place that a fact is about; one that names no place is about the whole.
  private func row(of fact: Fact, in line: Line) -> Result<TableRow, Nowhere> {
    func none(_ reason: NoCounterpart) -> Result<TableRow, Nowhere> {
      .failure(Nowhere(reason: reason))
    }
    guard isComparable(fact) else { return none(.otherRole) }
    guard line.unit == nil || line.unit == fact.unit else { return none(.otherUnit) }
    let day = day(of: fact, among: Set(line.rows.map(\.day)))
    guard let day else { return none(.otherDay) }
    let rows = line.rows.filter { $0.day == day }
    let widest = pipeline.levels.widest
    let found: [TableRow]
    if fact.place == nil {
      guard line.definition.level ?? widest == widest else { return none(.otherPlace) }
      let wholes = rows.filter { $0.level == widest.name }
      // Of several places none is the whole.
      found = Set(wholes.map(\.code)).count == 1 ? wholes : []
    } else {
      guard let code = fact.placeCode else { return none(.unknownPlace) }
      found = rows.filter { $0.code == code }
    }
    guard let row = found.first else { return none(.otherPlace) }
    return found.count == 1 ? .success(row) : none(.split)
  }

  /// Whether a fact speaks of what the tables count.
  ///
  /// An aim, a change or a rule is compared only under an indicator that is one by its name, such as
  /// `microcredit_annual_target`; under another it says nothing of what is.
  private func isComparable(_ fact: Fact) -> Bool {
    switch fact.role {
    case .target, .change, .rule:
      let word = fact.role?.rawValue ?? ""
      guard fact.indicator?.split(separator: "_").contains(Substring(word)) == true else {
        return false
      }
    case .subset, nil: break
    }
    return true
  }

  /// The day among some that a fact speaks of: the one that its date names, else the last of its year;
  /// nil for none.
  private func day(of fact: Fact, among days: Set<CalendarDate>) -> CalendarDate? {
    // A period's figure is that of its end; one without a date is of the day of the data.
    let date = fact.asOf?.split(separator: "/").last.map(String.init)
    let year = date.flatMap { Int($0.prefix(4)) } ?? pipeline.asOf.year
    let named = days.filter { "\($0)".hasPrefix(date ?? "\(pipeline.asOf)") }
    return named.max() ?? days.filter { $0.year == year }.max()
  }

  /// The figures of a line of the pipeline.
  private func line(
    _ line: PipelineDefinition.Reconciliation, of table: CompiledTable
  ) throws(RunFailure) -> Line {
    guard let number = table.measureColumns.firstIndex(where: { $0.name == line.measure }) else {
      throw RunFailure(
        Diagnostic(
          .pipelineInvalidValue, at: SourceLocation(file: pipeline.path),
          "expected a measure of table \(line.table), found “\(line.measure)”",
          remedy: "correct the line of reconcile for \(line.indicator)"), exit: .definition)
    }
    var rows: [TableRow] = []
    let wave = table.keyColumns.firstIndex { $0.name == Waves.variable && $0.role == .dimension }
    let own = table.waves.count == 1 ? table.waves[0].asOf : pipeline.asOf
    try PublishedTable(table)
      .rows(of: line.level, from: store.engine) { row throws(RunFailure) in
        let day = wave.flatMap { row.keys[$0] }.flatMap { CalendarDate(iso: $0) }
        rows.append(
          TableRow(
            level: row.keys.first.flatMap(\.self) ?? "", code: row.code, day: day ?? own,
            cell: row.cells[number]))
      }
    return Line(definition: line, unit: table.measureColumns[number].unit, rows: rows)
  }

  private func finding(_ comparison: Comparison, _ path: String) -> Diagnostic? {
    guard pipeline.gates.contradictions != .ignore, let line = comparison.line,
      let stated = comparison.fact.value, let tabulated = comparison.cell.number
    else { return nil }
    return Diagnostic(
      .factContradicted, pipeline.gates.contradictions == .fail ? .error : .warning,
      at: SourceLocation(
        file: path, .span(start: comparison.fact.start, end: comparison.fact.end)),
      """
      expected \(DecimalText.shortest(tabulated)) as \(line.table).\(line.measure) has it, \
      found \(DecimalText.shortest(stated)) (“\(comparison.fact.text)”)
      """,
      remedy: "see whether the report or the registers are wrong")
  }
}
