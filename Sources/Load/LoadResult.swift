package import SurveyModel

/// What loading a run gave, as far as it went.
package struct LoadResult: Sendable {
  /// How the run ended.
  package var status = RunReport.Status.gateFailed
  /// The rows of each source by what they are, in the order of the pipeline.
  package var tallies: [(source: String, tally: RowTally)] = []
  /// What the edit rules found, summed.
  package var edits = EditReport.Totals()
  /// What came of each edit rule, in the order of the pipeline.
  package var rules: [EditReport.Outcome] = []
  /// The rows of each table, in the order of the pipeline.
  package var tableRows: [(table: String, rows: Int)] = []
  /// The facts by verdict.
  package var verdicts: [Verdict: Int] = [:]
  /// What the run does to the target of a migration; nil without one.
  package var target: TargetChange?
  /// The gates.
  package var gates: [GateResult] = []
  /// All findings in the store, counted.
  package var diagnosticCounts: [Diagnostic.Severity: Int] = [:]
  /// The findings of loading itself: table rules, reconciliation, gates.
  package var log = DiagnosticLog()

  /// What each rule found, by its number; the cases of rules over tables.
  var ruleTallies: [Int: (tally: RuleTally, cases: Int?)] = [:]
  /// The tables that were computed.
  var compiled: [CompiledTable] = []
}
