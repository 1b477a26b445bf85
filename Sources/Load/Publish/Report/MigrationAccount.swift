internal import Relational
internal import SurveyModel

/// What became of the rows of a run, as its store has it.
struct MigrationAccount {
  /// The rows of a file for a source.
  struct FileRows {
    let source: String
    let path: String
    var tally: RowTally
  }

  /// A reason that rows are held back for.
  struct Reason {
    let code: String
    /// The rows that are held back for it first.
    var rows = 0
    /// How often it is given.
    var times = 0
    /// What to do about the first of them.
    var remedy: String?
  }

  /// A rule that changed values.
  struct Changes {
    let record: String
    let variable: String
    let rule: String
    let count: Int
  }

  /// Each file for each of its sources, in the order of the pipeline and of the files.
  let files: [FileRows]
  /// Why rows are held back, in the order of the codes.
  let reasons: [Reason]
  /// What was changed, by record, rule and variable.
  let changes: [Changes]

  /// Reads the account.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  init(_ store: StageStore) throws(RunFailure) {
    files = try Self.files(store)
    reasons = try Self.reasons(store)
    changes = try Self.changes(store)
  }

  private static func files(_ store: StageStore) throws(RunFailure) -> [FileRows] {
    let kinds = OtherRow.Kind.allCases
    let keys = ["source", "file"]
    let counts = ["read", "clean", "corrected", "quarantined"] + kinds.map(\.rawValue)
    let sums = Plan.group(
      .scan("row_tally"), by: keys.map { .column(nil, $0) },
      keys.map { Derived($0, .column(nil, $0)) }
        + counts.map { Derived($0, .call(.sum, [.column(nil, $0)])) })
    let rows = Plan.order(
      Plan.named(sums, "s")
        .joined(.inner, .named(.scan("source_file"), "f"), on: .same(["file"], of: "f", and: "s")),
      [Ordering(.column("f", "rank"), mayBeMissing: false)])
    let fields =
      ["source"].map { Derived($0, .column("s", $0)) } + [Derived("path", .column("f", "path"))]
    var found: [String: [FileRows]] = [:]
    try store.engine.rows(
      of: .derive(rows, fields + counts.map { Derived($0, .column("s", $0)) })
    ) { row throws(RunFailure) in
      let numbers = row.dropFirst(2).map { cell in Int(cell?.double ?? 0) }
      var tally = RowTally()
      tally.read = numbers[0]
      tally.clean = numbers[1]
      tally.corrected = numbers[2]
      tally.quarantined = numbers[3]
      for (kind, count) in zip(kinds, numbers.dropFirst(4)) where count > 0 {
        tally.other[kind] = count
      }
      let source = row[0]?.string ?? ""
      found[source, default: []]
        .append(FileRows(source: source, path: row[1]?.string ?? "", tally: tally))
    }
    return store.pipeline.sources.flatMap { found[$0.name] ?? [] }
  }

  private static func reasons(_ store: StageStore) throws(RunFailure) -> [Reason] {
    var reasons: [String: Reason] = [:]
    // Several sources may read one row, and each holds back its own.
    var last: ArraySlice<StoredValue?> = []
    let entries = FileOrder.columns(
      ["origin", "source", "code", "remedy"], of: .scan("quarantine"), by: ["source", "line"])
    try store.engine.rows(of: entries) { row throws(RunFailure) in
      let code = row[2]?.published ?? ""
      var reason = reasons[code] ?? Reason(code: code)
      reason.times += 1
      // Those of one row stand together.
      if row[..<2] != last { reason.rows += 1 }
      reason.remedy = reason.remedy ?? row[3]?.published
      reasons[code] = reason
      last = row[..<2]
    }
    return reasons.values.sorted { $0.code < $1.code }
  }

  private static func changes(_ store: StageStore) throws(RunFailure) -> [Changes] {
    let keys = ["record", "rule", "variable"]
    let columns = keys.map { Scalar.column(nil, $0) }
    let groups = Plan.group(
      .scan("change"), by: columns,
      keys.map { Derived($0, .column(nil, $0)) } + [Derived("count", .count(nil))])
    var changes: [Changes] = []
    try store.engine.rows(of: .order(groups, columns.map { Ordering($0) })) {
      row throws(RunFailure) in
      changes.append(
        Changes(
          record: row[0]?.published ?? "", variable: row[2]?.published ?? "",
          rule: row[1]?.published ?? "", count: Int(row[3]?.double ?? 0)))
    }
    return changes
  }
}
