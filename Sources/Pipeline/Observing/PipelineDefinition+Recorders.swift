public import SurveyModel

extension PipelineDefinition {
  /// The log and the metrics that the pipeline file asks for.
  ///
  /// - Parameters:
  ///   - log: The log of the command line, which is kept in the place of the file's; nil for none.
  ///   - metrics: The metrics of the command line, likewise.
  /// - Returns: Those that the command line does not name.
  public func recorders(log: String?, metrics: String?) -> [any RunRecorder] {
    var recorders: [any RunRecorder] = []
    if log == nil, let own = observation.log {
      recorders.append(
        RunLog(
          own == "syslog" ? .system : .file(PathBelowRoot.path(own, in: root))))
    }
    if metrics == nil, let own = observation.metrics {
      recorders.append(MetricsFile(PathBelowRoot.path(own, in: root)))
    }
    return recorders
  }
}
