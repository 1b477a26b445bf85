internal import Relational
internal import SurveyModel

/// What a person signs for a migration: what was read, what became of every row, and what the target has.
///
/// Nothing of it is a value of a sensitive variable. The same inputs give the same bytes, but for the name
/// and the times of the run and what the target had before.
struct MigrationReport {
  /// The names of its files in the run's folder.
  static let textName = "migration-report.txt"
  static let pageName = "migration-report.html"

  private let pipeline: PipelineDefinition
  private let layout: StoreLayout
  private let report: RunReport
  private let result: LoadResult
  private let columns: [ComparedColumn]
  private let account: MigrationAccount
  private let doubtful: Int
  private let run: String
  private let digest: String?

  /// - Parameters:
  ///   - store: The store of the run.
  ///   - report: What is known of the run.
  ///   - result: What loading gave.
  ///   - columns: The columns of the run's own database, on both sides.
  ///   - run: The run's name.
  ///   - digest: The SHA-256 of the run's own database, as far as it is known.
  /// - Throws: `RunFailure` when the engine refuses.
  init(
    _ store: StageStore, _ report: RunReport, _ result: LoadResult, _ columns: [ComparedColumn],
    run: String, digest: String?
  ) throws(RunFailure) {
    pipeline = store.pipeline
    layout = store.layout
    self.report = report
    self.result = result
    self.columns = columns
    self.run = run
    self.digest = digest
    account = try MigrationAccount(store)
    doubtful = try store.doubtfulNames().count
  }

  /// Writes both forms.
  ///
  /// - Parameters:
  ///   - folder: The run's folder.
  ///   - use: What the target is opened for; nil where it is left alone.
  /// - Throws: `RunFailure` when the disk refuses.
  func write(into folder: RunFolder, for use: StandingUse?) throws(RunFailure) {
    let title = ReportSection.Title(
      "数据迁移报告：\(pipeline.title.zh ?? pipeline.name)",
      "Report of a migration: \(pipeline.title.en ?? pipeline.name)")
    let sections =
      [ofRun(use), read, rows, ofRecords, quarantine, changes, compared]
      + (result.target.map { [ofTarget($0, use), inTarget($0)] } ?? []) + [
        open, Self.signature,
      ]
    try ReportText(title: title, sections: sections).text
      .write(toFileAt: folder.path(Self.textName))
    try ReportPage(title: title, sections: sections).html
      .write(toFileAt: folder.path(Self.pageName))
  }

  // MARK: What went in

  private func ofRun(_ use: StandingUse?) -> ReportSection {
    let outcome: (zh: String, en: String) =
      switch result.status {
      case .gateFailed: ("未发布：质量门槛未通过", "not published: a gate failed")
      case .published, .same:
        switch use {
        case .change: ("质量门槛全部通过", "every gate was passed")
        case .trial: ("试运行：未发布", "a trial: nothing is published")
        case .look, nil:
          ("与最新结果并存，目标库未改动", "stands beside the latest; the target is left alone")
        }
      }
    return ReportSection(
      "运行", "The run",
      .facts([
        (.init("流程", "Pipeline"), pipeline.name), (.init("运行编号", "Run"), run),
        (.init("开始", "Began"), report.started),
        (.init("数据日期", "Data of"), pipeline.asOf.description),
        (.init("程序", "Program"), "Millet \(report.version)"),
        (.init("定义", "Definition, SHA-256"), report.definition.whole),
        (.init("数据库", "Database"), pipeline.migration?.file ?? ""),
        (.init("数据库的 SHA-256", "Its SHA-256"), digest ?? "—"),
        (.init("结果", "Outcome"), "\(outcome.zh) / \(outcome.en)"),
      ]))
  }

  private var read: ReportSection {
    let files =
      report.files.map {
        [$0.path, $0.sources.joined(separator: ", "), String($0.size), $0.sha256]
      }
      + report.references.map { [$0.path, $0.role, "", $0.sha256] }
    return ReportSection(
      "读取的文件", "What was read",
      .table(
        [
          .init("文件", "File"), .init("来源", "Source"), .init("字节", "Bytes", .number),
          .init("SHA-256", "SHA-256", .code),
        ], files, none: .init("无", "None")))
  }

  // MARK: What became of the rows

  private var rows: ReportSection {
    let kinds = OtherRow.Kind.allCases
      .filter { kind in account.files.contains { $0.tally.other[kind] ?? 0 > 0 } }
    func numbers(_ tally: RowTally) -> [String] {
      [tally.read, tally.clean + tally.corrected, tally.quarantined].map(String.init)
        + kinds.map { String(tally.other[$0] ?? 0) }
    }
    var total = RowTally()
    for file in account.files { total += file.tally }
    let lines = account.files.map { [$0.source, $0.path] + numbers($0.tally) }
    let isWhole = account.files.allSatisfy { $0.tally.isConserved }
    return ReportSection(
      "各文件的行", "Rows by file",
      note: .init(
        "读取的行 = 合格 + 隔离 + 非数据行：\(isWhole ? "每个文件都成立" : "不成立")",
        "rows read = clean + in quarantine + not data: \(isWhole ? "holds for every file" : "does not hold")"
      ),
      .table(
        [
          .init("来源", "Source"), .init("文件", "File"), .init("读取", "Read", .number),
          .init("合格", "Clean", .number), .init("隔离", "Quarantine", .number),
        ]
          + kinds.map { .init(Self.word(for: $0), $0.rawValue, .number) },
        lines.isEmpty ? [] : lines + [["合计 / total", ""] + numbers(total)],
        none: .init("无", "None")))
  }

  private static func word(for kind: OtherRow.Kind) -> String {
    switch kind {
    case .title: "标题"
    case .note: "说明"
    case .header: "表头"
    case .total: "合计"
    case .blank: "空行"
    case .continuation: "续行"
    case .outside: "表外"
    }
  }

  private var ofRecords: ReportSection {
    let clean = Dictionary(
      layout.schemas.map { source, schema in
        let tally = result.tallies.first { $0.source == source }?.tally ?? RowTally()
        return (schema.record, tally.clean + tally.corrected)
      }, uniquingKeysWith: +)
    let lines = layout.records.map { record in
      let own = columns.first { $0.record == record.name }?.target.rows ?? 0
      let rows = clean[record.name] ?? 0
      let change = result.target?.tables.first { $0.record == record.name }
      return [record.name, String(rows), String(own), change.map { String($0.rows) } ?? "—"]
        + [own == rows && change.map { $0.rows == rows } ?? true ? "equal" : "differs"]
    }
    return ReportSection(
      "各类记录", "Records",
      note: .init(
        "合格的行，即数据库中的记录", "The clean rows are the records of the database"),
      .table(
        [
          .init("记录", "Record", .name), .init("合格的行", "Clean rows", .number),
          .init("数据库", "Database", .number), .init("进入目标库", "Into the target", .number),
          .init("结论", "Verdict"),
        ], lines, none: .init("无", "None")))
  }

  private var quarantine: ReportSection {
    ReportSection(
      "隔离的行", "Rows in quarantine",
      note: .init(
        "每行按第一个原因计一次；逐行见 quarantine.csv",
        "each row counts once, under its first reason; quarantine.csv has them one by one"),
      .table(
        [
          .init("代码", "Code", .name), .init("行", "Rows", .number), .init("次数", "Times", .number),
          .init("处理（首例）", "Remedy, of the first"),
        ],
        account.reasons.map { [$0.code, String($0.rows), String($0.times), $0.remedy ?? ""] },
        none: .init("没有隔离的行", "No row is held back")))
  }

  private var changes: ReportSection {
    ReportSection(
      "改动的值", "Values that were changed",
      note: .init(
        "规范化、更正与人工判定；逐项见 changes.csv",
        "normalised, corrected and decided; changes.csv has them one by one"),
      .table(
        [
          .init("记录", "Record", .name), .init("规则", "Rule", .name), .init("变量", "Variable", .name),
          .init("值", "Values", .number),
        ], account.changes.map { [$0.record, $0.rule, $0.variable, String($0.count)] },
        none: .init("没有改动", "Nothing was changed")))
  }

  // MARK: Both sides

  private var compared: ReportSection {
    ReportSection(
      "两侧比较：运行库与数据库", "Both sides: the run's store and the database",
      note: .init(
        "运行内的数据库文件：\(pipeline.migration?.file ?? "")",
        "the database of the run: \(pipeline.migration?.file ?? ""); migration.csv has every column"
      ),
      Self.comparison(columns))
  }

  private static func comparison(_ columns: [ComparedColumn]) -> ReportSection.Content {
    func both(_ left: String, _ right: String) -> String {
      left == right ? left : "\(left) ≠ \(right)"
    }
    // Why nothing is missing needs no line; the file beside has one.
    let columns = columns.filter {
      !$0.isReason || !$0.isEqual || $0.source.missing < $0.source.rows
    }
    let hasReasons = columns.contains { !$0.reasons.isEmpty }
    let reason = hasReasons ? [ReportSection.Column("缺失原因", "Why missing")] : []
    return .table(
      [
        .init("记录", "Record", .name), .init("列", "Column", .name), .init("行", "Rows", .number),
        .init("缺失", "Missing", .number),
      ] + reason + [
        .init("合计", "Sum", .number), .init("来源校验和", "Checksum, source", .code),
        .init("目标校验和", "Checksum, target", .code), .init("结论", "Verdict"),
      ],
      columns.map { column in
        let reasons = column.reasons.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        return [
          column.record, column.column,
          both(String(column.source.rows), String(column.target.rows)),
          // A reason is missing where there is a value.
          column.isReason
            ? "" : both(String(column.source.missing), String(column.target.missing)),
        ] + (hasReasons ? [reasons.joined(separator: ", ")] : []) + [
          both(column.sum(of: column.source), column.sum(of: column.target)),
          column.checksum(of: column.source), column.checksum(of: column.target), column.verdict,
        ]
      }, none: .init("无", "None"))
  }

  private func ofTarget(_ change: TargetChange, _ use: StandingUse?) -> ReportSection {
    let path = pipeline.migration?.target?.path ?? change.path
    return ReportSection(
      "目标库：\(path)（\(change.mode.rawValue)）",
      "The target: \(path) (\(change.mode.rawValue))",
      note: use == .trial
        ? .init("试运行：目标库没有改动", "a trial: the target is as it was")
        : .init(
          "在一个事务内；原有 + 新增 − 删除 = 现有",
          "in one transaction; before + inserted − deleted = after"),
      .table(
        [
          .init("记录", "Record", .name), .init("原有", "Before", .number),
          .init("新增", "Inserted", .number), .init("更新", "Updated", .number),
          .init("不变", "Unchanged", .number), .init("保留改动", "Kept", .number),
          .init("删除", "Deleted", .number), .init("现有", "After", .number),
        ],
        change.all.map { table in
          [table.record]
            + [
              table.before, table.inserted, table.updated, table.unchanged, table.kept,
              table.deleted, table.after,
            ]
            .map(String.init)
        }, none: .init("无", "None")))
  }

  private func inTarget(_ change: TargetChange) -> ReportSection {
    ReportSection(
      "两侧比较：数据库与目标库", "Both sides: the database and the target",
      note: .init(
        "本次运行的记录，在事务结束前从目标库读回",
        "the run's records, read back from the target before the transaction ended"),
      Self.comparison(change.columns))
  }

  // MARK: What stays open

  private var open: ReportSection {
    let held = account.files.reduce(0) { $0 + $1.tally.quarantined }
    let warnings = result.diagnosticCounts[.warning] ?? 0
    let gates = result.gates.map { gate in
      let limit = gate.limit.map { " ≤ \(DecimalText.shortest($0))" } ?? ""
      return "\(gate.name) \(gate.shownValue)\(limit)\(gate.isPassed ? "" : " ✗")"
    }
    return ReportSection(
      "未决事项", "What stays open",
      .facts([
        (.init("隔离的行", "Rows in quarantine"), String(held)),
        (.init("待定地名", "Doubtful names"), String(doubtful)),
        (.init("警告", "Warnings"), String(warnings)),
        (.init("质量门槛", "Gates"), gates.joined(separator: "; ")),
      ]))
  }

  private static let signature: ReportSection = {
    let blanks: [ReportSection.Title] = [
      .init("地点", "Place"), .init("日期", "Date"), .init("姓名", "Name"), .init("签字", "Signature"),
    ]
    return ReportSection("签字", "Signed", .blanks([blanks, blanks]))
  }()
}
