internal import Relational
package import SurveyModel

/// What the edit rules found, by rule and by variable: the table `edit` of the store and `edits.csv`.
///
/// Its model are the reports of CSPro's batch edits and of R's validate and errorlocate: cases, tested,
/// failed and corrected for each rule; values changed and fields named for each variable.
package struct EditReport {
  /// The sums of all rules and variables.
  package struct Totals: Hashable, Sendable {
    /// The rules.
    package var rules = 0
    /// The cases that rules were tested on.
    package var tested = 0
    /// The cases that failed.
    package var failed = 0
    /// The failed cases that a rule corrected.
    package var corrected = 0
    /// The values that normalisation or a rule changed.
    package var changed = 0
  }

  /// What came of one rule.
  package struct Outcome: Hashable, Sendable {
    /// The rule.
    package let rule: RuleDefinition
    /// The record or table that it is tested on, with the level.
    package let subject: String
    /// The record that it is about: of a table's rule the record that the table counts.
    package let record: String
    /// The word that the pipeline file has for its severity.
    package let severity: String
    /// The cases.
    package let tally: RuleTally
  }

  /// The columns, in the store and in the file.
  static let columns = [
    "by", "of", "number", "name", "severity", "condition", "cases", "tested", "not_tested",
    "failed", "corrected", "changed", "named", "share",
  ]

  private let store: StageStore

  /// Takes a store whose rules are all tested.
  package init(_ store: StageStore) {
    self.store = store
  }

  /// Fills the table `edit`.
  ///
  /// - Parameter tallies: What came of the rules over sets and tables, by their number.
  /// - Returns: The sums, and what came of each rule.
  /// - Throws: `RunFailure` when the engine refuses.
  func fill(
    _ tallies: [Int: (tally: RuleTally, cases: Int?)]
  ) throws(RunFailure) -> (Totals, [Outcome]) {
    var totals = Totals()
    var outcomes: [Outcome] = []
    let cases = try records()
    var lines: [[StoredValue?]] = []
    let ofRows = try rowTallies()
    for (number, rule) in store.pipeline.rules.enumerated() {
      let tally = tallies[number]?.tally ?? ofRows[number] ?? RuleTally()
      let all = tallies[number]?.cases ?? rule.record.flatMap { cases[$0] } ?? 0
      totals.rules += 1
      totals.tested += tally.tested
      totals.failed += tally.failed
      totals.corrected += tally.corrected
      outcomes.append(
        Outcome(
          rule: rule, subject: rule.subjectName, record: store.pipeline.record(of: rule),
          severity: rule.severity.name, tally: tally))
      lines.append([
        .text("rule"), .text(rule.subjectName), StoredValue(number + 1), .text(rule.code.rawValue),
        .text(rule.severity.name), .text(rule.condition.description), StoredValue(all),
        StoredValue(tally.tested), StoredValue(all - tally.tested), StoredValue(tally.failed),
        StoredValue(tally.corrected), nil, nil, Self.share(tally.failed, tally.tested),
      ])
    }
    let changed = try counts(.count(nil), of: "change")
    let named = try counts(.call(.sum, [.column(nil, "rows")]), of: "edit_located")
    for record in store.layout.records {
      for variable in record.variables {
        let key = [record.name, variable.name]
        let all = cases[record.name] ?? 0
        let count = changed[key] ?? 0
        totals.changed += count
        lines.append([
          .text("variable"), .text(record.name), nil, .text(variable.name), nil, nil,
          StoredValue(all), nil, nil, nil, nil, StoredValue(count), StoredValue(named[key] ?? 0),
          Self.share(count, all),
        ])
      }
    }
    let numbered = lines.enumerated().map { [StoredValue($0.offset + 1)] + $0.element }
    try store.engine.append(numbered, to: "edit", ["line"] + Self.columns)
    return (totals, outcomes)
  }

  /// Writes `edits.csv`: the rules in the order of the pipeline, then the variables.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package func write(to path: String) throws(RunFailure) {
    var file = try CSVFile(at: path, header: Self.columns)
    try store.engine.rows(of: .columns(Self.columns, of: "edit", by: ["line"])) {
      row throws(RunFailure) in
      try file.append(row.map { $0?.published })
    }
    try file.close()
  }

  /// A part of a whole; six decimals tell one case in a million.
  private static func share(_ part: Int, _ whole: Int) -> StoredValue? {
    whole == 0 ? nil : .real((Double(part) / Double(whole) * 1e6).rounded() / 1e6)
  }

  private func records() throws(RunFailure) -> [String: Int] {
    var cases: [String: Int] = [:]
    for record in store.layout.records {
      cases[record.name] = try store.engine.count(of: record.name)
    }
    return cases
  }

  private func rowTallies() throws(RunFailure) -> [Int: RuleTally] {
    var tallies: [Int: RuleTally] = [:]
    let rule = Scalar.column(nil, "rule")
    let sums = ["tested", "failed", "corrected"]
      .map { Derived($0, .call(.sum, [.column(nil, $0)])) }
    let query = Plan.group(.scan("edit_tally"), by: [rule], [Derived("rule", rule)] + sums)
    try store.engine.rows(of: query) { row throws(RunFailure) in
      let numbers = row.map { Int($0?.double ?? 0) }
      var tally = RuleTally()
      tally.tested = numbers[1]
      tally.failed = numbers[2]
      tally.corrected = numbers[3]
      tallies[numbers[0]] = tally
    }
    return tallies
  }

  /// A figure of each variable of each record.
  private func counts(
    _ figure: Scalar, of table: String
  ) throws(RunFailure) -> [[String]: Int] {
    let keys = ["record", "variable"].map { Derived($0, .column(nil, $0)) }
    let query = Plan.group(
      .scan(table), by: keys.map(\.value), keys + [Derived("figure", figure)])
    var counts: [[String]: Int] = [:]
    try store.engine.rows(of: query) { row throws(RunFailure) in
      counts[row.prefix(2).map { $0?.published ?? "" }] = Int(row[2]?.double ?? 0)
    }
    return counts
  }
}

extension PipelineDefinition {
  /// The record that a rule is about.
  fileprivate func record(of rule: RuleDefinition) -> String {
    switch rule.subject {
    case .record(let name): name
    case .table(let name, level: _): tables.first { $0.name == name }?.record ?? ""
    }
  }
}

extension RuleDefinition {
  /// The record that the rule is tested on, or nil for a table's rule.
  fileprivate var record: String? {
    if case .record(let name) = subject { name } else { nil }
  }

  /// The record or table that the rule is tested on.
  fileprivate var subjectName: String {
    switch subject {
    case .record(let name), .table(let name, level: nil): name
    case .table(let name, let level?): "\(name) (\(level.name))"
    }
  }
}

extension RuleDefinition.Severity {
  /// The word that the pipeline file has for it.
  fileprivate var name: String {
    switch self {
    case .note: "note"
    case .warn: "warn"
    case .correct: "correct"
    case .quarantine: "quarantine"
    case .stop: "stop"
    }
  }
}
