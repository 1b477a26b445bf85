/// How an answer about a run is written.
public enum AnswerFormat: String, CaseIterable, Sendable {
  /// For people, on a terminal.
  case text
  /// One JSON object.
  case json
}
