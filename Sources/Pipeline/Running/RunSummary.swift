import Foundation
import Load
public import SurveyModel

/// How a run ended, for people and for scripts.
public struct RunSummary: Sendable {
  /// What became of a run.
  public enum Status: String, Sendable, CaseIterable {
    /// `latest` names the run.
    case published
    /// Nothing changed since the latest run, which stays.
    case unchanged
    /// Everything is as it was when an earlier run was made, which `latest` names again.
    case restored
    /// The run was made to look at: its folder is kept and nothing published.
    case partial
    /// The run is whole and stands beside `latest`, which stays: it is on the places of another day.
    case aside
    /// A gate was not passed; the run's folder is kept and nothing published.
    case gateFailed = "gate_failed"
    /// A file could not be read, or the disk or database failed; nothing published.
    case failed
    /// The pipeline file, or a file it refers to, is wrong; nothing published.
    case wrongDefinition = "wrong_definition"
    /// The command line is wrong.
    case wrongUsage = "wrong_usage"
    /// Another run of the pipeline holds the lock.
    case locked
    /// The run was interrupted; nothing published.
    case interrupted

    /// The exit status of a command that ends so.
    public var exit: ExitStatus {
      switch self {
      case .published, .unchanged, .restored, .partial, .aside: .published
      case .gateFailed: .gateFailed
      case .failed: .failed
      case .wrongDefinition: .definition
      case .wrongUsage: .usage
      case .locked: .locked
      case .interrupted: .interrupted
      }
    }

    fileprivate init(_ exit: ExitStatus) {
      self =
        switch exit {
        case .published: .published
        case .gateFailed: .gateFailed
        case .failed: .failed
        case .definition: .wrongDefinition
        case .usage: .wrongUsage
        case .locked: .locked
        case .interrupted: .interrupted
        }
    }
  }

  /// What became of the run.
  public internal(set) var status: Status
  /// The name of the run, or nil when there is none.
  public internal(set) var id: String?
  /// The folder of the run, or nil when nothing of it is kept.
  public internal(set) var folder: String?
  /// The rows of each source.
  public internal(set) var tallies: [(source: String, tally: RowTally)] = []
  /// What the edit rules found; nil for a run that tested none.
  public internal(set) var edits: EditTotals?
  /// The rows of each table.
  public internal(set) var tables: [(table: String, rows: Int)] = []
  /// What the run did to the target of a migration, or would have done; nil without one.
  var target: TargetChange?
  /// The facts by verdict.
  public internal(set) var verdicts: [(verdict: String, count: Int)] = []
  /// The findings worth showing, the heaviest first; all of them are in `diagnostics.jsonl`.
  public internal(set) var diagnostics: [Diagnostic] = []
  /// The names of the gates that were not passed.
  var failedGates: [String] = []
  /// The number of warnings.
  public internal(set) var warnings = 0
  /// The seconds that the run took.
  public internal(set) var seconds = 0.0

  /// The exit status of a command that made the run.
  public var exit: ExitStatus { status.exit }
}

extension RunSummary {
  /// A run that failures ended; a wrong definition is the first to mend.
  init(failures: [RunFailure], seconds: Double) {
    self.init(
      status: Status(failures.exit ?? .failed), diagnostics: failures.map(\.diagnostic),
      seconds: seconds)
  }

  /// A run that could not be made at all.
  public init(failure: RunFailure) {
    self.init(failures: [failure], seconds: 0)
  }
}

/// What the edit rules of a run found, summed.
public struct EditTotals: Hashable, Sendable {
  /// The rules.
  public let rules: Int
  /// The cases that rules were tested on.
  public let tested: Int
  /// The cases that failed.
  public let failed: Int
  /// The failed cases that a rule corrected.
  public let corrected: Int
  /// The values that normalisation or a rule changed.
  public let changed: Int
}

extension RunSummary {
  /// The summary for people: rows, tables, facts, findings, where everything is, and at the end the
  /// ``subject(of:)``.
  ///
  /// - Parameters:
  ///   - pipeline: The name of the pipeline; nil where it is not known.
  ///   - colored: Whether to use ANSI colours.
  ///   - detail: How much is told.
  /// - Returns: Lines that end in a newline, or nothing.
  public func text(of pipeline: String?, colored: Bool, detail: Detail = .all) -> String {
    var lines = detail == .all ? counts : []
    for diagnostic in diagnostics where detail == .all || diagnostic.severity == .error {
      lines.append(colored ? Self.colored(diagnostic) : "\(diagnostic)")
    }
    if detail == .all || exit != .published {
      lines += (place.map { [$0] } ?? []) + [subject(of: pipeline)]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// How much of a run is told.
  public enum Detail: Hashable, Sendable {
    /// Rows, tables, facts and findings.
    case all
    /// Errors, and nothing of a run without.
    case errors
  }

  /// What came of the rows, rules, tables and facts.
  var counts: [String] {
    var lines: [String] = []
    for (source, tally) in tallies {
      let other = tally.other.filter { $0.value > 0 }.sorted { $0.key.rawValue < $1.key.rawValue }
      let others = other.map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", ")
      lines.append(
        "\(source): \(tally.read) rows read = \(tally.clean + tally.corrected) clean"
          + " (\(tally.corrected) corrected) + \(tally.quarantined) in quarantine"
          + " + \(other.reduce(0) { $0 + $1.value }) not data"
          + (others.isEmpty ? "" : " (\(others))"))
    }
    if let edits, edits.rules > 0 {
      lines.append(
        "edits: \(edits.rules) rules, \(edits.tested) cases tested, \(edits.failed) failed"
          + " (\(edits.corrected) corrected); \(edits.changed) values changed")
    }
    if !tables.isEmpty {
      lines.append(
        "tables: " + tables.map { "\($0.table) (\($0.rows) rows)" }.joined(separator: ", "))
    }
    if let target { lines.append(line(of: target)) }
    if !verdicts.isEmpty {
      lines.append(
        "facts: "
          + verdicts.map { "\($0.count) \($0.verdict.replacing("_", with: " "))" }
          .joined(separator: ", "))
    }
    return lines
  }

  private func line(of target: TargetChange) -> String {
    let tables = target.told.map { table in
      let counts = [
        (table.inserted, "inserted"), (table.updated, "updated"), (table.unchanged, "unchanged"),
        (table.kept, "kept as changed since"), (table.deleted, "deleted"),
      ]
      let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
      return "\(table.record) \(words.isEmpty ? "none" : words.joined(separator: ", "))"
    }
    let words = status == .partial ? "on trial, " : ""
    return "\(words)\(target.mode.rawValue) into \(target.path): \(tables.joined(separator: "; "))"
  }

  /// Where everything is; nil where nothing is kept.
  var place: String? {
    guard let folder else { return nil }
    return switch status {
    case .published: "published \(folder)"
    case .unchanged: "unchanged since \(folder); --force runs it again"
    case .restored: "latest is \(folder) again, made of the same; --force makes another"
    case .aside: "kept \(folder); latest stays, since it is on the places of another day"
    case .partial: "kept \(folder); nothing is published"
    case .gateFailed: "kept \(folder) for inspection; nothing is published"
    case .failed, .wrongDefinition, .wrongUsage, .locked, .interrupted: nil
    }
  }

  private static func colored(_ diagnostic: Diagnostic) -> String {
    let color =
      switch diagnostic.severity {
      case .note: "36"
      case .warning: "33"
      case .error: "31"
      }
    return "\u{1B}[\(color)m\(diagnostic)\u{1B}[0m"
  }
}
