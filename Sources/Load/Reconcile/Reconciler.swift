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
    let code: String
    /// The day of its wave, or of the data.
    let day: CalendarDate
    let cell: PublishedCell
  }

  /// A line of the pipeline with the figures that it names.
  private struct Line {
    let definition: PipelineDefinition.Reconciliation
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
      lines.append(Line(definition: definition, rows: try rows(of: definition, in: table)))
    }
    var outcome = Outcome()
    var comparisons: [Comparison] = []
    let paths = try RowPlaces(store)
    for (file, number, fact) in store.facts {
      let found = compare(fact, file: file, number: number, &lines)
      comparisons += found
      for comparison in found {
        outcome.counts[comparison.verdict, default: 0] += 1
        if comparison.verdict == .differs, let finding = finding(comparison, paths.path(of: file)) {
          outcome.log.record(finding)
        }
      }
    }
    for line in lines where !line.isStated {
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
    for index in lines.indices where lines[index].definition.indicator == fact.indicator {
      let definition = lines[index].definition
      guard isComparable(fact),
        let row = row(of: fact, at: definition.level, in: lines[index].rows)
      else { continue }
      lines[index].isStated = true
      found.append(
        Comparison(
          file: file, number: number, fact: fact, line: definition, code: row.code,
          cell: row.cell, approximation: pipeline.conventions.approximationShare))
    }
    guard found.isEmpty else { return found }
    return [Comparison(file: file, number: number, fact: fact)]
  }

  /// The row of the place that a fact is about; one that names no place is about the whole.
  private func row(of fact: Fact, at level: PlaceLevel, in rows: [TableRow]) -> TableRow? {
    let day = day(of: fact, among: Set(rows.map(\.day)))
    let rows = rows.filter { $0.day == day }
    if fact.place == nil {
      return level == pipeline.levels.widest && rows.count == 1 ? rows[0] : nil
    }
    return rows.first { $0.code == fact.placeCode }
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

  private func rows(
    of line: PipelineDefinition.Reconciliation, in table: CompiledTable
  ) throws(RunFailure) -> [TableRow] {
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
        rows.append(TableRow(code: row.code, day: day ?? own, cell: row.cells[number]))
      }
    return rows
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
