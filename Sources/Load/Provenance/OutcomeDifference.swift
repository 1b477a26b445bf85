internal import Relational
package import SurveyModel

/// What rules and comparisons with reports came to in one run and not in another of the same definition.
package struct OutcomeDifference: Hashable, Sendable {
  /// A rule that fails on more or fewer cases.
  package struct Rule: Hashable, Sendable {
    /// Its code.
    package let name: String
    /// The record or table that it is tested on.
    package let subject: String
    /// The cases that failed before and fail now.
    package let old: Int, new: Int
  }

  /// A statement of a report whose verdict is another.
  package struct Statement: Hashable, Sendable {
    /// Where it stands.
    package let location: SourceLocation
    /// Its characters.
    package let text: String
    /// The verdict before and now.
    package let old: String, new: String
  }

  /// The rules, in the order of the pipeline.
  package let rules: [Rule]
  /// The statements, in the order of the reports.
  package let statements: [Statement]
}

extension FigureTracer {
  /// What rules and comparisons came to here and not in an older run of the same definition and reports.
  ///
  /// - Parameter older: The older run.
  /// - Returns: The difference.
  /// - Throws: `RunFailure` when an engine refuses.
  package func outcomes(since older: FigureTracer) throws(RunFailure) -> OutcomeDifference {
    let (before, now) = (try older.failures(), try failures())
    let rules = zip(before, now).filter { $0.2 != $1.2 }
      .map { OutcomeDifference.Rule(name: $1.0, subject: $1.1, old: $0.2, new: $1.2) }
    let (told, tells) = (try older.verdicts(), try verdicts())
    let statements = zip(told, tells).filter { $0.1 != $1.1 }
      .map { old, new in
        OutcomeDifference.Statement(
          location: new.0, text: new.2, old: old.1, new: new.1)
      }
    return OutcomeDifference(rules: rules, statements: statements)
  }

  private func failures() throws(RunFailure) -> [(String, String, Int)] {
    var failures: [(String, String, Int)] = []
    let plan = Plan.columns(["by", "name", "of", "failed"], of: "edit", by: ["line"])
    try engine.rows(of: plan) { row throws(RunFailure) in
      guard row[0]?.string == "rule" else { return }
      failures.append(
        (row[1]?.published ?? "", row[2]?.published ?? "", Int(row[3]?.double ?? 0)))
    }
    return failures
  }

  private func verdicts() throws(RunFailure) -> [(SourceLocation, String, String)] {
    var verdicts: [(SourceLocation, String, String)] = []
    let names = ["file", "start", "end", "text", "verdict"]
    try engine.rows(of: .columns(names, of: "reconciliation", by: ["number"])) {
      row throws(RunFailure) in
      guard case .integer(let file)? = row[0] else { return }
      let place = SourceLocation(
        file: path(of: Origin(key: file << 43)),
        .span(start: Int(row[1]?.double ?? 0), end: Int(row[2]?.double ?? 0)))
      verdicts.append((place, row[4]?.string ?? "", row[3]?.string ?? ""))
    }
    return verdicts
  }
}
