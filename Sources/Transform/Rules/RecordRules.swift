import SurveyModel

/// Tests the edit rules of a record on its rows.
struct RecordRules {
  /// A rule with the indices of the variables that its condition names.
  private struct BoundRule {
    let rule: RuleDefinition
    let variables: [(name: String, index: Int)]
  }

  private let rules: [BoundRule]
  private let indices: [String: Int]
  private let columns: [String: Int]
  private let localizer: ErrorLocalizer

  init(_ rules: [RuleDefinition], schema: RecordSchema, layout: Layout) {
    let indices = Dictionary(
      schema.variables.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.rules = rules.map { rule in
      BoundRule(
        rule: rule,
        variables: rule.condition.variables.compactMap { name in indices[name].map { (name, $0) } })
    }
    self.indices = indices
    columns = Dictionary(
      layout.columns.map { (schema.variables[$0.variable].name, $0.column) },
      uniquingKeysWith: { first, _ in first })
    localizer = ErrorLocalizer(
      rules.filter { $0.severity == .quarantine || $0.severity == .stop }.map(\.condition),
      schema: schema)
  }

  /// Tests all rules on one record; failures go to the batch's quarantine or change log.
  ///
  /// Corrections are made in the order of the rules, and later rules see them. Where the record is
  /// held back, the smallest set of fields is named whose change would satisfy every such rule.
  func apply(to record: Int, of batch: inout RecordBatch) {
    if batch.ruleTallies.isEmpty {
      batch.ruleTallies = Array(repeating: RuleTally(), count: rules.count)
      batch.located = Array(repeating: 0, count: batch.schema.variables.count)
    }
    var failed: [RuleDefinition] = []
    for (number, bound) in rules.enumerated() {
      let values = bound.variables.map { batch.value(record: record, variable: $0.index) }
      let verdict = bound.rule.condition.evaluate { name in
        bound.variables.firstIndex { $0.name == name }.map { values[$0] } ?? .blank
      }
      guard case .boolean(let holds) = verdict else { continue }
      batch.ruleTallies[number].tested += 1
      guard !holds else { continue }
      batch.ruleTallies[number].failed += 1
      switch bound.rule.severity {
      case .correct(let variable, let expression):
        if correct(variable, to: expression, by: bound.rule, record: record, of: &batch) {
          batch.ruleTallies[number].corrected += 1
        }
      case .quarantine, .stop: failed.append(bound.rule)
      case .note, .warn: note(bound.rule, record: record, of: &batch)
      }
    }
    if !failed.isEmpty { holdBack(failed, record: record, of: &batch) }
  }

  /// Gives a variable the value of an expression; one that has no such value holds the record back.
  private func correct(
    _ variable: String, to expression: Expression, by rule: RuleDefinition, record: Int,
    of batch: inout RecordBatch
  ) -> Bool {
    guard let index = indices[variable] else { return false }
    let old = batch.value(record: record, variable: index)
    let new = expression.evaluate { name in
      indices[name].map { batch.value(record: record, variable: $0) } ?? .blank
    }
    guard batch.schema.variables[index].kind.takes(new) else {
      batch.quarantine.append(
        QuarantineEntry(
          origin: batch.origins[record], column: columns[variable], variable: variable,
          value: value(variable, record: record, of: batch), code: rule.code,
          message: "\(message(rule)); \(expression) gives \(variable) no value",
          remedy: "correct the cell or the rule"))
      return false
    }
    guard new != old else { return false }
    batch.values[index].replace(at: record, with: new, texts: &batch.texts)
    batch.changes.append(
      CellChange(
        origin: batch.origins[record], column: columns[variable], variable: variable, old: old,
        new: new, rule: rule.code))
    return true
  }

  private func note(_ rule: RuleDefinition, record: Int, of batch: inout RecordBatch) {
    batch.findings.append(
      RuleFinding(
        origin: batch.origins[record],
        column: rule.condition.variables.first.flatMap { columns[$0] },
        code: rule.code, severity: rule.severity == .warn ? .warning : .note,
        message: message(rule)))
  }

  private func holdBack(_ failed: [RuleDefinition], record: Int, of batch: inout RecordBatch) {
    let location = localizer.locate(
      batch.schema.variables.indices.map { batch.value(record: record, variable: $0) })
    let remedy = self.remedy(location)
    for index in location.first ?? [] { batch.located[index] += 1 }
    for rule in failed {
      let blamed = rule.condition.variables.first
      let column = blamed.flatMap { columns[$0] }
      batch.quarantine.append(
        QuarantineEntry(
          origin: batch.origins[record], column: column, variable: blamed,
          value: value(blamed, record: record, of: batch), code: rule.code,
          message: message(rule), remedy: remedy))
      guard rule.severity == .stop else { continue }
      batch.findings.append(
        RuleFinding(
          origin: batch.origins[record], column: column, code: .ruleStopped, severity: .error,
          message: message(rule)))
    }
  }

  /// What to look at first: the smallest sets of fields whose change satisfies every rule.
  private func remedy(_ location: [[Int]]) -> Diagnostic.Message {
    guard !location.isEmpty else { return "correct the cell or the rule" }
    let sets = location.map { set in
      set.map { localizer.variables[$0].name }.joined(separator: " and ")
    }
    return "correct \(sets.joined(separator: ", or ")): no smaller change satisfies every rule"
  }

  private func message(_ rule: RuleDefinition) -> Diagnostic.Message {
    let words = rule.label.zh ?? rule.label.en
    return words.map { "expected \(rule.condition): \($0)" } ?? "expected \(rule.condition)"
  }

  private func value(_ variable: String?, record: Int, of batch: RecordBatch) -> Value {
    guard let variable, let index = indices[variable],
      batch.schema.variables[index].sensitivity == .open
    else { return .blank }
    return batch.value(record: record, variable: index)
  }
}
