/// The findings of one stage or file, in the order they were made.
package struct DiagnosticLog: Sendable, Codable {
  /// What was found.
  package private(set) var diagnostics: [Diagnostic] = []

  /// Makes an empty log.
  package init() {}

  /// Adds a finding.
  package mutating func record(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }

  /// Adds the findings of another log behind these.
  package mutating func append(_ other: DiagnosticLog) {
    diagnostics.append(contentsOf: other.diagnostics)
  }

  /// The heaviest finding, or nil when there is none.
  package var worst: Diagnostic.Severity? {
    diagnostics.lazy.map(\.severity).max()
  }
}
