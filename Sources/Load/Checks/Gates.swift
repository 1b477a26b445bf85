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
  ///   - tables: The tables that were computed.
  ///   - earlier: The store of the latest published run, or nil.
  /// - Returns: `conservation`, `quarantine_share`, `rules`, `contradictions`, `warnings` and
  ///   `row_change` and `change`, in this order; those that the run does not pass with their commonest reasons.
  /// - Throws: `RunFailure` when the engine refuses.
  package func test(
    _ outcome: Reconciler.Outcome, _ tables: [CompiledTable] = [], against earlier: String? = nil
  ) throws(RunFailure) -> [GateResult] {
    // A store that cannot be read is a warning, which the gate of warnings counts.
    let change = try definition.rowChange.map { limits throws(RunFailure) in
      try RowChangeGate(limits, store).test(against: earlier)
    }
    let figures = try FigureChangeGate(definition.figureChanges, store)?
      .test(tables, against: earlier)
    let tallies = try store.tallies().map(\.tally)
    let held = tallies.reduce(0) { $0 + $1.quarantined }
    let data = tallies.reduce(0) { $0 + $1.clean + $1.corrected + $1.quarantined }
    let differing = outcome.counts[.differs] ?? 0
    let unmapped = FindingFilter(severity: .error, codes: [.placeNotConserved])
    let stopping = FindingFilter(severity: .error, codes: stoppingCodes)
    let warnings = FindingFilter(severity: .warning)
    let results = [
      try gate(
        "conservation", limit: 0,
        value: Double(tallies.count { !$0.isConserved }) + (try reasons.count(of: unmapped)),
        .findings(unmapped)),
      try gate(
        "quarantine_share", limit: definition.quarantineShare,
        value: data == 0 ? 0 : Double(held) / Double(data), .quarantine),
      try gate("rules", limit: 0, value: try reasons.count(of: stopping), .findings(stopping)),
      try gate(
        "contradictions", limit: definition.contradictions == .fail ? 0 : nil,
        value: Double(differing), .findings(FindingFilter(codes: [.factContradicted]))),
      try gate(
        "warnings", limit: definition.warnings.map(Double.init),
        value: try reasons.count(of: warnings), .findings(warnings)),
    ]
    return results + [change, figures].compactMap(\.self)
  }

  /// What stands behind the value of a gate.
  private enum Evidence {
    case findings(FindingFilter)
    case quarantine
  }

  private func gate(
    _ name: String, limit: Double?, value: Double, _ evidence: Evidence
  ) throws(RunFailure) -> GateResult {
    var gate = GateResult(name: name, limit: limit, value: value)
    guard !gate.isPassed else { return gate }
    gate.reasons =
      switch evidence {
      case .findings(let findings): try reasons.ofFindings(findings)
      case .quarantine: try reasons.ofQuarantine()
      }
    return gate
  }

  private var reasons: GateReasons { GateReasons(store) }

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

  private static func remedy(for gate: GateResult) -> Diagnostic.Message {
    switch gate.name {
    case "quarantine_share": "correct the rows of quarantine.csv, or raise gates.quarantine_share"
    case "contradictions": "see the lines of reconciliation.csv whose verdict is differs"
    case "rules": "correct the sources that the failed rules name"
    case "files": "ask for the files, or correct gates.files"
    case "freshness": "ask for new files, or raise gates.freshness"
    case "row_change": "look for files that are missing or cut off, or raise gates.row_change"
    case "change": "look for what changed in the sources of the table, or raise gates.change"
    case "warnings": "mend what diagnostics.jsonl warns of, or run without --strict"
    default: "report this as a fault of Millet: rows were lost or counted twice"
    }
  }

  /// The codes of rules whose failure must stop a run, over records and over tables.
  private var stoppingCodes: [Diagnostic.Code] {
    let stops = store.pipeline.rules.filter { rule in
      if case .table = rule.subject {
        rule.severity != .note && rule.severity != .warn
      } else {
        false
      }
    }
    return [.ruleStopped] + stops.map(\.code)
  }
}
