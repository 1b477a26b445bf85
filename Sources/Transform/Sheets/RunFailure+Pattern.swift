package import SurveyModel
internal import TextPattern

extension RunFailure {
  /// What ends a run when a pattern does not say within ``TextPattern/steps`` whether it finds
  /// something.
  ///
  /// - Parameters:
  ///   - pattern: The pattern as the pipeline file has it.
  ///   - text: What it was to find something in, in words.
  ///   - place: Where that stands.
  package init(undecided pattern: String, in text: StaticString, at place: SourceLocation) {
    self.init(
      Diagnostic(
        .pipelinePatternGaveUp, at: place,
        "expected to know within 1,000,000 steps whether \(pattern) finds something in \(text)",
        remedy: "write the expression without a repetition inside another, such as (a+)+"))
  }
}
