internal import SQLiteBulk
package import SurveyModel

/// The gates of a pipeline.
package struct Gates {
  private let store: StageStore

  /// Takes a store that holds the tallies, findings and comparisons of a run.
  package init(_ store: StageStore) {
    self.store = store
  }

  /// Tests every gate.
  ///
  /// - Parameters:
  ///   - outcome: What reconciliation found.
  ///   - earlier: The store of the latest published run, or nil.
  /// - Returns: `conservation`, `quarantine_share`, `rules`, `contradictions`, `warnings` and
  ///   `row_change`, in this order; those that the run does not pass with their commonest reasons.
  /// - Throws: `RunFailure` when SQLite refuses.
  package func test(
    _ outcome: Reconciler.Outcome, against earlier: String? = nil
  ) throws(RunFailure) -> [GateResult] {
    // A store that cannot be read is a warning, which the gate of warnings counts.
    let change = try definition.rowChange.map { limits throws(RunFailure) in
      try RowChangeGate(limits, store).test(against: earlier)
    }
    let tallies = try store.tallies().map(\.tally)
    let held = tallies.reduce(0) { $0 + $1.quarantined }
    let data = tallies.reduce(0) { $0 + $1.clean + $1.corrected + $1.quarantined }
    let differing = outcome.counts[.differs] ?? 0
    let unmapped = try count(of: .error, codes: Self.unmapped)
    var results = [
      GateResult(
        name: "conservation", limit: 0,
        value: Double(tallies.count { !$0.isConserved }) + unmapped),
      GateResult(
        name: "quarantine_share", limit: definition.quarantineShare,
        value: data == 0 ? 0 : Double(held) / Double(data)),
      GateResult(name: "rules", limit: 0, value: try count(of: .error, codes: stoppingCodes)),
      GateResult(
        name: "contradictions", limit: definition.contradictions == .fail ? 0 : nil,
        value: Double(differing)),
      GateResult(
        name: "warnings", limit: definition.warnings.map(Double.init),
        value: try count(of: .warning)),
    ]
    if let change { results.append(change) }
    for index in results.indices where !results[index].isPassed {
      results[index].reasons = try reasons(for: results[index])
    }
    return results
  }

  private var definition: PipelineDefinition.Gates { store.pipeline.gates }

  /// The findings of gates that the run does not pass.
  package func findings(of gates: [GateResult]) -> DiagnosticLog {
    var log = DiagnosticLog()
    for gate in gates where !gate.isPassed {
      log.record(
        Diagnostic(
          .gateFailed, at: SourceLocation(file: store.pipeline.path),
          Diagnostic.Message(gate.message), remedy: Self.remedy(for: gate)))
    }
    return log
  }

  private static let unmapped = [Diagnostic.Code.placeNotConserved.rawValue]

  private static func remedy(for gate: GateResult) -> Diagnostic.Message {
    switch gate.name {
    case "quarantine_share": "correct the rows of quarantine.csv, or raise gates.quarantine_share"
    case "contradictions": "see the lines of reconciliation.csv whose verdict is differs"
    case "rules": "correct the sources that the failed rules name"
    case "files": "ask for the files, or correct gates.files"
    case "freshness": "ask for new files, or raise gates.freshness"
    case "row_change": "look for files that are missing or cut off, or raise gates.row_change"
    case "warnings": "mend what diagnostics.jsonl warns of, or run without --strict"
    default: "report this as a fault of Millet: rows were lost or counted twice"
    }
  }

  private func reasons(for gate: GateResult) throws(RunFailure) -> [GateResult.Reason] {
    let reasons = GateReasons(store)
    switch gate.name {
    case "row_change": return []
    case "quarantine_share": return try reasons.ofQuarantine()
    case "contradictions":
      return try reasons.ofFindings(nil, codes: [Diagnostic.Code.factContradicted.rawValue])
    case "rules": return try reasons.ofFindings(.error, codes: stoppingCodes)
    case "warnings": return try reasons.ofFindings(.warning)
    default: return try reasons.ofFindings(.error, codes: Self.unmapped)
    }
  }

  /// The codes of rules whose failure must stop a run, over records and over tables.
  private var stoppingCodes: [String] {
    let stops = store.pipeline.rules.filter { rule in
      if case .table = rule.subject {
        rule.severity != .note && rule.severity != .warn
      } else {
        false
      }
    }
    return Set([Diagnostic.Code.ruleStopped.rawValue] + stops.map(\.code.rawValue)).sorted()
  }

  private func count(
    of severity: Diagnostic.Severity, codes: [String]? = nil
  ) throws(RunFailure) -> Double {
    let list = codes.map { " AND \"code\" IN (\($0.map(SQLName.literal).joined(separator: ", ")))" }
    var count = 0.0
    let query = """
      SELECT COUNT(*) FROM "diagnostic" WHERE "severity" = \(SQLName.literal(severity.rawValue))\(list ?? "")
      """
    try store.rows(of: query) { row throws(RunFailure) in count = row[0]?.double ?? 0 }
    return count
  }
}
