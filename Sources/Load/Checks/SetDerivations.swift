internal import Relational
internal import SurveyModel

/// The variables that are derived across records: what their formulas give, for every clean row.
///
/// A row in quarantine keeps what it had, which is nothing unless it was held back after a first round.
struct SetDerivations {
  private let pipeline: PipelineDefinition
  private let layout: StoreLayout

  /// Takes a pipeline and the layout of its store.
  init(of pipeline: PipelineDefinition, in layout: StoreLayout) {
    self.pipeline = pipeline
    self.layout = layout
  }

  /// Whether a rule across records rests on one of the variables.
  var areTested: Bool {
    let names = Set(pipeline.derivationsAcross.map(\.variable))
    return pipeline.rules.contains { rule in
      !pipeline.isOfRow(rule)
        && rule.formulas.flatMap(\.variables)
          .contains { names.contains(RecordRelations.path($0)?.variable ?? $0) }
    }
  }

  /// What gives each variable its values, in the order in which they are computed.
  ///
  /// - Throws: `RunFailure` (`pipeline.expression`) when a formula means nothing.
  func replacements() throws(RunFailure) -> [Replacement] {
    var replacements: [Replacement] = []
    for step in pipeline.derivationsAcross {
      guard let record = layout.record(step.record), let variable = record.variable(step.variable)
      else { continue }
      let joins = SetRuleJoins(of: record, in: layout, pipeline, earlier: [:])
      let value: Scalar
      do {
        value = try Self.bounded(joins.compile(step.formula), variable.kind)
      } catch {
        throw RunFailure(
          Diagnostic(
            .pipelineExpression, at: SourceLocation(file: pipeline.path),
            "derive of \(step.variable): \(error.reason)", remedy: "correct the formula"),
          exit: .definition)
      }
      let columns = [Derived("origin", .column("r", "origin")), Derived(step.variable, value)]
      replacements.append(
        Replacement(
          in: record.name, of: [step.variable], by: "origin", from: .derive(joins.source, columns)))
    }
    return replacements
  }

  /// A number that the variable can have, as rows are given theirs; see `VariableDefinition.Kind.takes`.
  private static func bounded(_ value: Scalar, _ kind: VariableDefinition.Kind) -> Scalar {
    let most: Double
    switch kind {
    case .integer: most = 1e15
    case .number: most = .greatestFiniteMagnitude
    default: return value
    }
    let isInRange = Scalar.binary(.call(.abs, [value]), .lessOrEqual, .number(most))
    return .either(when: isInRange, then: value, otherwise: .null)
  }
}
