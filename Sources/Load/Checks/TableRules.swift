package import Relational
package import SurveyModel

/// The edit rules on tables.
package struct TableRules {
  private let pipeline: PipelineDefinition
  private let engine: any Engine

  /// Takes the rules of a pipeline, for an engine that keeps its tables.
  package init(_ pipeline: PipelineDefinition, on engine: any Engine) {
    self.pipeline = pipeline
    self.engine = engine
  }

  /// Tests every rule on the rows of its table.
  ///
  /// A rule is tested on the published cells, so that neither a finding nor its absence tells anything
  /// of a figure that is withheld: such a rule is not tested there.
  ///
  /// - Parameter tables: The tables that the engine keeps; rules of others are not tested.
  /// - Returns: A finding for each row that fails: a note, a warning, or an error where the run must
  ///   stop; and the cases of each rule, by its number in the pipeline.
  /// - Throws: `RunFailure` when a condition means nothing or the engine refuses.
  package func test(
    _ tables: [CompiledTable]
  ) throws(RunFailure) -> (log: DiagnosticLog, tallies: [Int: (tally: RuleTally, cases: Int?)]) {
    var log = DiagnosticLog()
    var tallies: [Int: (tally: RuleTally, cases: Int?)] = [:]
    for (number, rule) in pipeline.rules.enumerated() {
      guard case .table(let name, let level) = rule.subject,
        let table = tables.first(where: { $0.definition.name == name })
      else { continue }
      let (tested, cases) = try count(rule, on: table, level: level)
      var tally = RuleTally()
      tally.tested = tested
      let before = log.diagnostics.count
      try test(rule, on: table, level: level, &log)
      tally.failed = log.diagnostics.count - before
      tallies[number] = (tally, cases)
    }
    return (log, tallies)
  }

  /// The rows on which a rule can be tested, and all rows of its level.
  private func count(
    _ rule: RuleDefinition, on table: CompiledTable, level: PlaceLevel?
  ) throws(RunFailure) -> (tested: Int, cases: Int) {
    let query = Plan.group(
      rows(of: rule, on: table, level: level), by: [],
      [
        Derived("tested", .count(try condition(of: rule, on: table))),
        Derived("cases", .count(nil)),
      ])
    var counts = (tested: 0, cases: 0)
    try engine.rows(of: query) { row throws(RunFailure) in
      counts = (Int(row[0]?.double ?? 0), Int(row[1]?.double ?? 0))
    }
    return counts
  }

  private func test(
    _ rule: RuleDefinition, on table: CompiledTable, level: PlaceLevel?,
    _ log: inout DiagnosticLog
  ) throws(RunFailure) {
    let names = rule.condition.variables
    let dimensions = table.definition.dimensions
    let failing = Plan.filter(
      rows(of: rule, on: table, level: level), .not(try condition(of: rule, on: table)))
    let query = Plan.derive(
      .order(failing, table.order),
      (["code", "name"] + names + dimensions).map { Derived($0, .column(nil, $0)) })
    try engine.rows(of: query) { row throws(RunFailure) in
      let split = zip(dimensions, row.suffix(dimensions.count))
        .map { ", \($0) \($1?.published ?? "missing")" }.joined()
      let name = (row[1]?.published ?? "") + split
      let found = zip(names, row.dropFirst(2).prefix(names.count))
        .map { "\($0) \($1?.published ?? "missing")" }
        .joined(separator: ", ")
      let words = rule.label.en ?? rule.label.zh ?? "expected \(rule.condition)"
      log.record(
        Diagnostic(
          rule.code, rule.severity.ofFinding,
          at: SourceLocation(
            file: pipeline.path,
            .tableRow(table: table.definition.name, key: row[0]?.published ?? "")),
          "\(words), for \(name), found \(found)",
          remedy: "see whether the sources or the rule \(rule.code) are wrong"))
    }
  }

  /// The rows that a rule is tested on, with what it names of their places.
  private func rows(of rule: RuleDefinition, on table: CompiledTable, level: PlaceLevel?) -> Plan {
    let attributes = Set(rule.condition.variables).filter { pipeline.attributes[$0] != nil }
    guard !attributes.isEmpty else { return table.rows(of: level) }
    let known = TableFrame(pipeline)
      .attributes(
        on: [table.definition.base ?? pipeline.asOf], downTo: pipeline.levels.narrowest)
    let rows = TableFrame.rows(
      .named(table.rows(of: level), "t"), with: known, of: .column("t", "code"))
    return .derive(
      rows,
      table.columns.map { Derived($0.name, .column("t", $0.name)) }
        + attributes.sorted()
        .compactMap { name in
          pipeline.attributes[name]
            .map { Derived(name, .column(TableFrame.attributesName, $0.name)) }
        })
  }

  private func condition(
    of rule: RuleDefinition, on table: CompiledTable
  ) throws(RunFailure) -> Scalar {
    do {
      let type = try rule.condition.type { name in
        table.columns.first { $0.name == name }?.type ?? pipeline.attributes[name]?.type
      }
      guard type == .boolean else { throw ExpressionTypeError("expected a condition") }
      return try ScalarCompiler { .column(nil, $0) }.compile(rule.condition)
    } catch {
      throw RunFailure(
        Diagnostic(
          .pipelineExpression, at: SourceLocation(file: pipeline.path),
          "rule \(rule.code): \(String(describing: error))", remedy: "correct the rule"),
        exit: .definition)
    }
  }
}

extension RuleDefinition.Severity {
  /// What a failure weighs on a table, whose rows can be neither corrected nor held back.
  fileprivate var ofFinding: Diagnostic.Severity {
    switch self {
    case .note: .note
    case .warn: .warning
    case .correct, .quarantine, .stop: .error
    }
  }
}
