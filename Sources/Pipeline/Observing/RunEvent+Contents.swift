import Load
public import SurveyModel

/// A run began to look whether there is something to do.
public struct RunStarted: Hashable, Sendable {
  /// The version of Millet.
  public let version: String
  /// The path of the pipeline file.
  public let file: String
}

/// A stage began.
public struct StageStarted: Hashable, Sendable {
  /// The stage.
  public let stage: RunStage
}

/// A stage ended.
public struct StageEnded: Hashable, Sendable {
  /// The stage.
  public let stage: RunStage
  /// How long it took.
  public let seconds: Double
  /// What it did, in words.
  public let summary: String
}

/// A source file was found.
public struct FileFound: Hashable, Sendable {
  /// Its path below the root.
  public let path: String
  /// The sources that read it.
  public let sources: [String]
  /// Its size.
  public let bytes: Int
  /// The SHA-256 of its content, lower-case hexadecimal.
  public let sha256: String

  init(_ file: SourceFile) {
    path = file.path
    sources = file.sources
    bytes = file.size
    sha256 = file.sha256
  }
}

/// What a source file gives is known.
public struct FileRead: Hashable, Sendable {
  /// Where it was taken from.
  public enum Origin: String, Hashable, Sendable, CaseIterable {
    /// The file was read.
    case file
    /// The piece that an earlier run stored was taken.
    case piece
  }

  /// Its path below the root.
  public let path: String
  /// Its size.
  public let bytes: Int
  /// Where it was taken from.
  public let origin: Origin
}

/// The rows of a source were counted.
public struct RowsCounted: Hashable, Sendable {
  /// The source.
  public let source: String
  /// Its rows by what they are.
  public let tally: RowTally
}

/// A table was computed.
public struct TableComputed: Hashable, Sendable {
  /// Its name.
  public let table: String
  /// Its rows.
  public let rows: Int
}

/// An edit rule was tested.
public struct RuleTested: Hashable, Sendable {
  /// Its code.
  public let rule: String
  /// The record or table that it is tested on, with the level.
  public let subject: String
  /// The record that it is about.
  public let record: String
  /// The word of the pipeline file for what comes of a failed case.
  public let severity: String
  /// What must hold.
  public let condition: String
  /// The cases that it was tested on.
  public let tested: Int
  /// Those that failed.
  public let failed: Int
  /// Those of them that it corrected.
  public let corrected: Int

  init(_ outcome: EditReport.Outcome) {
    rule = outcome.rule.code.rawValue
    subject = outcome.subject
    record = outcome.record
    severity = outcome.severity
    condition = outcome.rule.condition.description
    tested = outcome.tally.tested
    failed = outcome.tally.failed
    corrected = outcome.tally.corrected
  }
}

/// A gate was tested.
public struct GateTested: Hashable, Sendable {
  /// A kind of finding behind the value.
  public struct Reason: Hashable, Sendable {
    /// The code of the findings.
    public let code: String
    /// How many there are.
    public let count: Int
    /// Where one of them is.
    public let example: String
  }

  /// Its name.
  public let gate: String
  /// The greatest value that passes; nil where any does.
  public let limit: Double?
  /// The run's value.
  public let value: Double
  /// Whether the run passes.
  public let isPassed: Bool
  /// What was found, where the value alone does not say it.
  public let finding: String?
  /// The commonest findings behind a value that does not pass.
  public let reasons: [Reason]

  init(_ gate: GateResult) {
    self.gate = gate.name
    limit = gate.limit
    value = gate.value
    isPassed = gate.isPassed
    finding = gate.finding
    reasons = gate.reasons.map { reason in
      Reason(code: reason.code, count: reason.count, example: reason.example)
    }
  }
}

/// A file of the results was written.
public struct FileWritten: Hashable, Sendable {
  /// Its path in the folder of the run.
  public let path: String
  /// Its size.
  public let bytes: Int
}

/// The records of a kind were brought into a migration's target, or tried on it.
public struct TargetChanged: Hashable, Sendable {
  /// The path of the target.
  public let target: String
  /// What becomes of its rows, by the word of the pipeline file.
  public let mode: String
  /// Whether nothing was changed, since it was a trial.
  public let isTrial: Bool
  /// The record.
  public let record: String
  /// The rows that were there.
  public let before: Int
  /// The rows that came new.
  public let inserted: Int
  /// The rows that have other values now.
  public let updated: Int
  /// The rows of the run that were there as they are.
  public let unchanged: Int
  /// The rows that were changed there since, and stay so.
  public let kept: Int
  /// The rows that are gone.
  public let deleted: Int
  /// The rows that are there now.
  public let after: Int

  init(_ table: TargetChange.Table, of change: TargetChange, isTrial: Bool) {
    target = change.path
    mode = change.mode.rawValue
    self.isTrial = isTrial
    record = table.record
    before = table.before
    inserted = table.inserted
    updated = table.updated
    unchanged = table.unchanged
    kept = table.kept
    deleted = table.deleted
    after = table.after
  }
}
