/// The findings of one stage or file, in the order they were made.
public struct DiagnosticLog: Sendable {
  /// What was found.
  public private(set) var diagnostics: [Diagnostic] = []

  /// Makes an empty log.
  public init() {}

  /// Adds a finding.
  public mutating func record(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }

  /// Adds the findings of another log behind these.
  public mutating func append(_ other: DiagnosticLog) {
    diagnostics.append(contentsOf: other.diagnostics)
  }

  /// The heaviest finding, or nil when there is none.
  public var worst: Diagnostic.Severity? {
    diagnostics.lazy.map(\.severity).max()
  }
}
