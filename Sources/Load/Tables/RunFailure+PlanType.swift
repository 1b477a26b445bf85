internal import Relational
internal import SurveyModel

extension RunFailure {
  /// What keeps a pipeline from running because a plan that was made for it means nothing.
  ///
  /// - Parameters:
  ///   - error: What is wrong with the plan.
  ///   - subject: What it was made for.
  ///   - pipeline: The pipeline.
  init(_ error: PlanTypeError, in subject: String, of pipeline: PipelineDefinition) {
    self.init(
      Diagnostic(
        .storeFailed, at: SourceLocation(file: pipeline.path),
        "\(subject): made a plan that means nothing to the store: \(error)",
        remedy: "report this as a fault of Millet, with the pipeline file"))
  }
}
