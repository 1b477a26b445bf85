public import SurveyModel

/// An observer that keeps a record of runs somewhere: what it cannot keep fails no run.
public protocol RunRecorder: RunObserver {
  /// Ends the record behind the last event.
  ///
  /// - Returns: A warning where something of it could not be kept.
  func close() -> [Diagnostic]
}
