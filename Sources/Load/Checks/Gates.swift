internal import SQLiteBulk
package import SurveyModel

/// One condition that a run must meet to be published, and whether it does.
package struct GateResult: Hashable, Sendable {
  /// The gate's name.
  package let name: String
  /// The greatest value that passes, or nil where any does.
  package let limit: Double?
  /// The run's value.
  package let value: Double

  /// Whether the run passes.
  package var isPassed: Bool { limit.map { value <= $0 } ?? true }
}

/// The gates of a pipeline.
package struct Gates {
  private let store: StageStore

  /// Takes a store that holds the tallies, findings and comparisons of a run.
  package init(_ store: StageStore) {
    self.store = store
  }

  /// Tests every gate.
  ///
  /// - Parameter outcome: What reconciliation found.
  /// - Returns: `conservation`, `quarantine_share`, `rules` and `contradictions`, in this order.
  /// - Throws: `RunFailure` when SQLite refuses.
  package func test(_ outcome: Reconciler.Outcome) throws(RunFailure) -> [GateResult] {
    let tallies = try store.tallies().map(\.tally)
    let held = tallies.reduce(0) { $0 + $1.quarantined }
    let data = tallies.reduce(0) { $0 + $1.clean + $1.corrected + $1.quarantined }
    let definition = store.pipeline.gates
    let differing = outcome.counts[.differs] ?? 0
    let unmapped = try errors(of: [Diagnostic.Code.placeNotConserved.rawValue])
    return [
      GateResult(
        name: "conservation", limit: 0,
        value: Double(tallies.count { !$0.isConserved }) + unmapped),
      GateResult(
        name: "quarantine_share", limit: definition.quarantineShare,
        value: data == 0 ? 0 : Double(held) / Double(data)),
      GateResult(name: "rules", limit: 0, value: try stoppedRules()),
      GateResult(
        name: "contradictions", limit: definition.contradictions == .fail ? 0 : nil,
        value: Double(differing)),
    ]
  }

  /// The findings of gates that the run does not pass.
  package func findings(of gates: [GateResult]) -> DiagnosticLog {
    var log = DiagnosticLog()
    for gate in gates where !gate.isPassed {
      let limit = DecimalText.shortest(gate.limit ?? 0)
      log.record(
        Diagnostic(
          .gateFailed, at: SourceLocation(file: store.pipeline.path),
          "expected \(gate.name) of at most \(limit), found \(DecimalText.shortest(gate.value))",
          remedy: Self.remedy(for: gate)))
    }
    return log
  }

  private static func remedy(for gate: GateResult) -> Diagnostic.Message {
    switch gate.name {
    case "quarantine_share": "correct the rows of quarantine.csv, or raise gates.quarantine_share"
    case "contradictions": "see the lines of reconciliation.csv whose verdict is differs"
    case "rules": "correct the sources that the failed rules name"
    default: "report this as a fault of Millet: rows were lost or counted twice"
    }
  }

  /// The failures of rules that must stop a run, over records and over tables.
  private func stoppedRules() throws(RunFailure) -> Double {
    let stops = store.pipeline.rules.filter { rule in
      if case .table = rule.subject {
        rule.severity != .note && rule.severity != .warn
      } else {
        false
      }
    }
    let codes = Set([Diagnostic.Code.ruleStopped.rawValue] + stops.map(\.code.rawValue)).sorted()
    return try errors(of: codes)
  }

  private func errors(of codes: [String]) throws(RunFailure) -> Double {
    let list = codes.map(SQLName.literal).joined(separator: ", ")
    var count = 0.0
    let query = """
      SELECT COUNT(*) FROM "diagnostic" WHERE "severity" = 'error' AND "code" IN (\(list))
      """
    try store.rows(of: query) { row throws(RunFailure) in count = row[0]?.double ?? 0 }
    return count
  }
}
