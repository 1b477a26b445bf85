package import SurveyModel

extension RunFailure {
  /// What is asked about is not in a run.
  ///
  /// - Parameters:
  ///   - subject: What was looked in or for.
  ///   - message: What was expected, and what was found.
  ///   - remedy: What to ask for.
  package init(
    notFound subject: String, _ message: Diagnostic.Message, remedy: Diagnostic.Message
  ) {
    self.init(
      Diagnostic(.traceNotFound, at: SourceLocation(file: subject), message, remedy: remedy),
      exit: .usage)
  }
}
