internal import Relational
internal import SurveyModel

/// What was held back and found: counts with a place each, and no value.
struct OverviewQuality {
  /// Findings of one kind.
  struct Finding {
    let code: String
    /// The variable that they are about, or the severity of what concerns no row.
    let subject: String?
    let count: Int
    /// One of them.
    let place: String
  }

  /// A rule with failures.
  struct Rule {
    let name: String
    let subject: String
    let severity: String
    let condition: String
    let tested: Int, failed: Int, corrected: Int
  }

  /// The reasons of quarantine, the commonest first.
  let held: [Finding]
  /// What concerns no single row, by severity and code.
  let others: [Finding]
  /// The rules with failures, in the order of the pipeline.
  let rules: [Rule]

  /// Counts what is in a store.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - places: The names of its files and worksheets.
  /// - Throws: `RunFailure` when the engine refuses.
  init(_ store: StageStore, _ places: RowPlaces) throws(RunFailure) {
    held = try Self.counted(
      in: "quarantine", by: ["code", "variable"], example: "origin", store
    ) { row in
      row[3]?.key.map { "\(places.path(of: $0.file)), \($0.row + 1)" } ?? ""
    }
    others = try Self.counted(
      in: "diagnostic", by: ["code", "severity"], example: "path", store
    ) { row in
      // Where the definition lies is no matter of what it gives.
      let path = row[3]?.published ?? ""
      return path == store.pipeline.path
        ? String(path.split(separator: "/").last ?? "") : path
    }
    var rules: [Rule] = []
    let names = [
      "by", "name", "of", "severity", "condition", "tested", "failed", "corrected",
    ]
    try store.engine.rows(of: .columns(names, of: "edit", by: ["line"])) { row throws(RunFailure) in
      let counts = row[5...7].map { Int($0?.double ?? 0) }
      guard row[0]?.string == "rule", counts[1] > 0 else { return }
      rules.append(
        Rule(
          name: row[1]?.published ?? "", subject: row[2]?.published ?? "",
          severity: row[3]?.published ?? "", condition: row[4]?.published ?? "",
          tested: counts[0], failed: counts[1], corrected: counts[2]))
    }
    self.rules = rules
  }

  private static func counted(
    in table: String, by keys: [String], example: String, _ store: StageStore,
    _ place: ([StoredValue?]) -> String
  ) throws(RunFailure) -> [Finding] {
    let keys = keys.map { Derived($0, .column(nil, $0)) }
    let group = Plan.group(
      .scan(table), by: keys.map(\.value),
      keys + [
        Derived("count", .count(nil)), Derived("example", .call(.min, [.column(nil, example)])),
      ])
    let order =
      [
        Ordering(.column(nil, "count"), isDescending: true, mayBeMissing: false)
      ] + keys.map { Ordering(.column(nil, $0.name)) }
    var findings: [Finding] = []
    try store.engine.rows(of: .order(group, order)) { row throws(RunFailure) in
      findings.append(
        Finding(
          code: row[0]?.published ?? "", subject: row[1]?.published,
          count: Int(row[2]?.double ?? 0), place: place(row)))
    }
    return findings
  }
}
