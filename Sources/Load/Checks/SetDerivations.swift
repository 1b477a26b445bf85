internal import Relational
internal import SurveyModel

/// The variables that are derived across records: what their formulas give, for every clean row.
///
/// A row in quarantine has none.
struct SetDerivations {
  private let pipeline: PipelineDefinition
  private let layout: StoreLayout

  /// Takes a pipeline and the layout of its store.
  init(of pipeline: PipelineDefinition, in layout: StoreLayout) {
    self.pipeline = pipeline
    self.layout = layout
  }

  /// Whether a rule rests on one of the variables, of its own record or of another.
  func areTested(by rule: RuleDefinition) throws(RunFailure) -> Bool {
    let names = Set(try steps().map(\.variable))
    return rule.formulas.flatMap(\.variables)
      .contains { names.contains(RecordRelations.path($0)?.variable ?? $0) }
  }

  /// What gives the variables their values, in the order in which they are computed; those of one record
  /// that do not rest on each other at once.
  ///
  /// - Throws: `RunFailure` (`pipeline.expression`) when a formula means nothing.
  func replacements() throws(RunFailure) -> [Replacement] {
    var replacements: [Replacement] = []
    var group: [DerivationOrder.Step] = []
    for step in try steps() {
      let isOfGroup =
        group.first?.record == step.record
        && !group.contains { step.formula.variables.contains($0.variable) }
      if !isOfGroup, !group.isEmpty {
        replacements += try replacement(group)
        group = []
      }
      group.append(step)
    }
    return replacements + (group.isEmpty ? [] : try replacement(group))
  }

  /// Gives the variables their values, and takes them from rows in quarantine.
  ///
  /// - Throws: `RunFailure` when a formula means nothing, or the engine refuses.
  func run(on engine: any Engine) throws(RunFailure) {
    for replacement in try replacements() {
      let none = replacement.columns.map { Derived($0, .null) }
      try engine.run(Update(replacement.table, set: none, where: RecordStatus.isHeld()), for: [[]])
      try engine.run(replacement)
    }
  }

  private func steps() throws(RunFailure) -> [DerivationOrder.Step] {
    do throws(DerivationOrder.Cycle) {
      return try pipeline.derivationsAcross()
    } catch {
      throw failure("\(error.names.joined(separator: " rests on "))")
    }
  }

  private func replacement(_ steps: [DerivationOrder.Step]) throws(RunFailure) -> [Replacement] {
    guard let record = steps.first.flatMap({ layout.record($0.record) }) else { return [] }
    let joins = SetRuleJoins(of: record, in: layout, pipeline, earlier: [:])
    var columns = [Derived("origin", .column("r", "origin"))]
    for step in steps {
      guard let variable = record.variable(step.variable) else { continue }
      do {
        columns.append(
          Derived(step.variable, try Self.kept(joins.compile(step.formula), as: variable.kind)))
      } catch {
        throw failure("derive of \(step.variable): \(error.reason)")
      }
    }
    return [
      Replacement(
        in: record.name, of: columns.dropFirst().map(\.name), by: "origin",
        from: .derive(joins.source, columns))
    ]
  }

  private func failure(_ message: String) -> RunFailure {
    RunFailure(
      Diagnostic(
        .pipelineExpression, at: SourceLocation(file: pipeline.path),
        Diagnostic.Message(message), remedy: "correct the formula"), exit: .definition)
  }

  /// A value as the column of a variable keeps it; none that the variable cannot have, see
  /// `VariableDefinition.Kind.takes`.
  private static func kept(_ value: Scalar, as kind: VariableDefinition.Kind) -> Scalar {
    switch kind {
    case .integer: bounded(value, by: 1e15)
    case .number: bounded(value, by: .greatestFiniteMagnitude)
    case .boolean:
      .either(
        when: value, then: .number(1),
        otherwise: .either(when: .not(value), then: .number(0), otherwise: .null))
    default: value
    }
  }

  private static func bounded(_ value: Scalar, by most: Double) -> Scalar {
    .either(
      when: .binary(.call(.abs, [value]), .lessOrEqual, .number(most)), then: value,
      otherwise: .null)
  }
}
