/// A finding about the data or the definition: what is wrong, where, and what would mend it.
///
/// A diagnostic is data. It is recorded in a `DiagnosticLog` while the run goes on; only what
/// stops a file or a run is thrown, as a ``RunFailure``.
public struct Diagnostic: Hashable, Sendable, Codable {
  /// How much a finding weighs.
  public enum Severity: String, Hashable, Sendable, Comparable, CaseIterable, Codable {
    /// Worth knowing; nothing is wrong.
    case note
    /// Suspect; the run goes on and its exit status stays 0 unless it is strict.
    case warning
    /// Wrong; the record is held back or the run ends.
    case error

    /// Orders severities from note to error.
    public static func < (left: Self, right: Self) -> Bool {
      left.rank < right.rank
    }

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// The kind of finding.
  public let code: Code
  /// How much it weighs.
  public let severity: Severity
  /// Where it is.
  public let location: SourceLocation
  /// "Expected X, found Y", without a final period; sensitive parts are withheld when printed.
  public let message: Message
  /// An edit that the user can make, or nil.
  public let remedy: Message?

  /// Records a finding.
  public init(
    _ code: Code, _ severity: Severity = .error, at location: SourceLocation,
    _ message: Message, remedy: Message? = nil
  ) {
    self.code = code
    self.severity = severity
    self.location = location
    self.message = message
    self.remedy = remedy
  }
}

extension Diagnostic: CustomStringConvertible {
  /// The diagnostic as a person reads it, with sensitive parts withheld and nothing that a terminal
  /// would obey.
  ///
  ///     Samples/wave-3.xml:Answers!C12: error: expected a number, found “n/a” [cell.not-a-number]
  ///       remedy: list “n/a” under missing
  public var description: String {
    let place = VisibleText.of(location.description)
    let words = VisibleText.of(message.description)
    let first = "\(place): \(severity.rawValue): \(words) [\(code)]"
    guard let remedy else { return first }
    return "\(first)\n  remedy: \(VisibleText.of(remedy.description))"
  }
}
