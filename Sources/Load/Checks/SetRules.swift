internal import Relational
internal import SurveyModel

/// The edit rules that name records beside a row's own, tested over the store.
///
/// They are tested in the order of the pipeline, and later ones see what earlier ones corrected or
/// held back.
struct SetRules {
  private let store: StageStore
  private let places: RowPlaces
  private let derivations: SetDerivations
  private let earlier: [String: String]

  /// Takes a store whose duplicates are held back.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - places: The names of its files and worksheets.
  ///   - derivations: What is derived across records.
  ///   - earlier: The tables that hold the records of the latest published run, by record.
  init(
    _ store: StageStore, places: RowPlaces, _ derivations: SetDerivations,
    earlier: [String: String]
  ) {
    self.derivations = derivations
    self.store = store
    self.places = places
    self.earlier = earlier
  }

  /// Tests every such rule.
  ///
  /// - Returns: What came of each, by its number in the pipeline.
  /// - Throws: `RunFailure` when a rule means nothing or the engine refuses.
  func run() throws(RunFailure) -> [Int: RuleTally] {
    var tallies: [Int: RuleTally] = [:]
    // Whether what is derived across records is not what the records are now.
    var isStale = true
    for (number, rule) in store.pipeline.rules.enumerated()
    where !store.pipeline.isOfRow(rule) {
      guard case .record(let name) = rule.subject, let record = store.layout.record(name) else {
        continue
      }
      if isStale, try derivations.areTested(by: rule) {
        try derivations.run(on: store.engine)
        isStale = false
      }
      let tally = try test(rule, on: record)
      tallies[number] = tally
      if tally.failed > 0, rule.severity.changesRecords { isStale = true }
    }
    return tallies
  }

  /// A record that fails a rule.
  private struct Failure {
    let origin: Origin
    /// What the rule compares, where it may be shown.
    let found: String
    /// The value of the variable to correct, and what it should be.
    let old: StoredValue?
    let new: StoredValue?
  }

  private func test(
    _ rule: RuleDefinition, on record: StoreLayout.Record
  ) throws(RunFailure) -> RuleTally {
    let joins = SetRuleJoins(
      of: record, in: store.layout, store.pipeline, earlier: earlier)
    let condition: Scalar
    var shown: [(name: String, value: Scalar)] = []
    var change = (old: Scalar.null, new: Scalar.null)
    do {
      condition = try joins.compile(rule.condition)
      for part in rule.condition.leaves where isOpen(part, record) {
        shown.append((part.description, try joins.compile(part)))
      }
      if case .correct(let variable, let value) = rule.severity {
        change = (.column("r", variable), try joins.compile(value))
      }
    } catch {
      throw meaningless(rule, error)
    }
    var tally = RuleTally()
    let verdict = Scalar.column(nil, "verdict")
    let fails = Scalar.flag(.not(verdict))
    let count = Plan.group(
      .derive(joins.source, [Derived("verdict", condition)]), by: [],
      [
        Derived("tested", .count(verdict)),
        Derived("failed", .call(.coalesce, [.call(.sum, [fails]), .number(0)])),
      ])
    try store.engine.rows(of: count) { row throws(RunFailure) in
      tally.tested = Int(row[0]?.double ?? 0)
      tally.failed = Int(row[1]?.double ?? 0)
    }
    guard tally.failed > 0 else { return tally }
    let origin = Scalar.column("r", "origin")
    let query = Plan.derive(
      .order(.filter(joins.source, .not(condition)), [Ordering(origin, mayBeMissing: false)]),
      [Derived("origin", origin), Derived("old", change.old), Derived("new", change.new)]
        + shown.enumerated().map { Derived("shown_\($0.offset)", $0.element.value) })
    var failures: [Failure] = []
    try store.engine.rows(of: query) { row throws(RunFailure) in
      guard let origin = row[0]?.key else { return }
      let found = zip(shown, row.dropFirst(3))
        .map { "\($0.name) \($1?.published ?? "missing")" }.joined(separator: ", ")
      failures.append(Failure(origin: origin, found: found, old: row[1], new: row[2]))
    }
    tally.corrected = try settle(failures, of: rule, on: record)
    return tally
  }

  /// Does what the rule's severity asks; gives the number of values corrected.
  private func settle(
    _ failures: [Failure], of rule: RuleDefinition, on record: StoreLayout.Record
  ) throws(RunFailure) -> Int {
    switch rule.severity {
    case .note, .warn:
      let severity: Diagnostic.Severity = rule.severity == .warn ? .warning : .note
      try store.append(findings(failures, rule, rule.code, severity))
      return 0
    case .quarantine, .stop:
      try store.holdBack(failures.map { entry($0, rule) }, in: record)
      if rule.severity == .stop {
        try store.append(findings(failures, rule, .ruleStopped, .error))
      }
      return 0
    case .correct(let name, _):
      guard let variable = record.variable(name) else { return 0 }
      var changes: [CellChange] = []
      var refused: [QuarantineEntry] = []
      for failure in failures {
        let new = failure.new.map { $0.value(of: variable.kind) } ?? .blank
        let old = failure.old.map { $0.value(of: variable.kind) } ?? .blank
        guard variable.kind.takes(new) else {
          refused.append(entry(failure, rule))
          continue
        }
        guard new != old else { continue }
        changes.append(
          CellChange(
            origin: failure.origin, column: places.column(of: name, at: failure.origin),
            variable: name, old: old, new: new, rule: rule.code))
      }
      try store.correct(changes, in: record)
      try store.holdBack(refused, in: record)
      return changes.count
    }
  }

  private func entry(_ failure: Failure, _ rule: RuleDefinition) -> QuarantineEntry {
    let named = rule.condition.leaves
      .compactMap { part -> String? in if case .variable(let name) = part { name } else { nil } }
      .filter { RecordRelations.path($0) == nil }
    // What has a cell can be corrected there.
    let blamed =
      named.first { places.column(of: $0, at: failure.origin) != nil } ?? named.first
    return QuarantineEntry(
      origin: failure.origin, column: blamed.flatMap { places.column(of: $0, at: failure.origin) },
      variable: blamed, value: .blank, code: rule.code, message: message(failure, rule),
      remedy: "correct the row, or the records that the rule holds it against")
  }

  private func findings(
    _ failures: [Failure], _ rule: RuleDefinition, _ code: Diagnostic.Code,
    _ severity: Diagnostic.Severity
  ) -> DiagnosticLog {
    var log = DiagnosticLog()
    for failure in failures {
      log.record(
        Diagnostic(
          code, severity, at: places.location(of: failure.origin), message(failure, rule),
          remedy: "correct the row, or the rule"))
    }
    return log
  }

  private func message(_ failure: Failure, _ rule: RuleDefinition) -> Diagnostic.Message {
    let words = (rule.label.zh ?? rule.label.en).map { ": \($0)" } ?? ""
    let found = failure.found.isEmpty ? "" : ", found \(failure.found)"
    return "expected \(rule.condition)\(words)\(found)"
  }

  /// Whether the value of a part of a condition may be shown.
  private func isOpen(_ part: Expression, _ record: StoreLayout.Record) -> Bool {
    part.variables.allSatisfy { name in
      guard let path = RecordRelations.path(name) else {
        return record.variable(name)?.sensitivity ?? .open == .open
      }
      if store.pipeline.attributes[name] != nil { return true }
      return store.layout.relations.variables(of: path.record, seenFrom: record.name)
        .first { $0.name == path.variable }?
        .sensitivity == .open
    }
  }

  private func meaningless(_ rule: RuleDefinition, _ error: ExpressionTypeError) -> RunFailure {
    RunFailure(
      Diagnostic(
        .pipelineExpression, at: SourceLocation(file: store.pipeline.path),
        "rule \(rule.code): \(error.reason)", remedy: "correct the rule"), exit: .definition)
  }
}

extension RuleDefinition.Severity {
  /// Whether it corrects records, or holds them back.
  fileprivate var changesRecords: Bool {
    switch self {
    case .note, .warn: false
    case .quarantine, .stop, .correct: true
    }
  }
}

extension Expression {
  /// The variables and aggregates that a condition compares, each once, in the order of the text.
  fileprivate var leaves: [Expression] {
    var leaves: [Expression] = []
    func collect(_ part: Expression) {
      switch part {
      case .variable, .aggregate: if !leaves.contains(part) { leaves.append(part) }
      case .number, .text, .boolean: break
      case .negated(let inner), .not(let inner), .isMissing(let inner): collect(inner)
      case .arithmetic(let left, _, let right), .comparison(let left, _, let right),
        .and(let left, let right), .or(let left, let right):
        collect(left)
        collect(right)
      case .among(let inner, let parts): ([inner] + parts).forEach(collect)
      case .call(_, let parts): parts.forEach(collect)
      }
    }
    collect(self)
    return leaves
  }
}

extension StoredValue {
  /// The value that the cell is of a variable's kind.
  func value(of kind: VariableDefinition.Kind) -> Value {
    switch (self, kind) {
    case (.integer(let flag), .boolean): .boolean(flag != 0)
    case (.integer(let number), _): .number(Double(number))
    case (.real(let number), _): .number(number)
    case (.text(let text), .date): CalendarDate(iso: text).map(Value.date) ?? .blank
    case (.text(let text), _): .text(text)
    case (.blank, _): .blank
    }
  }
}
