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
  }

  /// Tests all rules on one record; failures go to the batch's quarantine or change log.
  ///
  /// Corrections are made in the order of the rules, and later rules see them.
  func apply(to record: Int, of batch: inout RecordBatch) {
    for bound in rules {
      let values = bound.variables.map { batch.value(record: record, variable: $0.index) }
      let verdict = bound.rule.condition.evaluate { name in
        bound.variables.firstIndex { $0.name == name }.map { values[$0] } ?? .blank
      }
      guard verdict == .boolean(false) else { continue }
      fail(bound.rule, record: record, of: &batch)
    }
  }

  private func fail(_ rule: RuleDefinition, record: Int, of batch: inout RecordBatch) {
    let origin = batch.origins[record]
    switch rule.severity {
    case .correct(let variable, let expression):
      guard let index = indices[variable] else { return }
      let old = batch.value(record: record, variable: index)
      let new = expression.evaluate { name in
        indices[name].map { batch.value(record: record, variable: $0) } ?? .blank
      }
      guard new != old else { return }
      batch.values[index].replace(at: record, with: new, texts: &batch.texts)
      batch.changes.append(
        CellChange(
          origin: origin, column: columns[variable], variable: variable, old: old, new: new,
          rule: rule.code))
    case .quarantine, .stop:
      let blamed = rule.condition.variables.first
      batch.quarantine.append(
        QuarantineEntry(
          origin: origin, column: blamed.flatMap { columns[$0] }, variable: blamed,
          value: value(blamed, record: record, of: batch), code: rule.code,
          message: message(rule), remedy: "correct the cell or the rule"))
    case .note, .warn:
      batch.findings.append(
        RuleFinding(
          origin: origin, column: rule.condition.variables.first.flatMap { columns[$0] },
          code: rule.code, severity: rule.severity == .warn ? .warning : .note,
          message: message(rule)))
    }
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
