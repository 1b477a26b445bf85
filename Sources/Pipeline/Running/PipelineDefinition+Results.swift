import SurveyModel

extension PipelineDefinition {
  /// The folder of the pipeline's own results in that of all pipelines, which is `Output` below the root where
  /// none is given.
  func results(in output: String?) -> String { "\(output ?? "\(root)/Output")/\(name)" }
}
