import Load
import SurveyModel

/// What every event has, whatever its kind.
enum EventHead {
  static let members: [EventMember<RunEvent>] = [
    .time("time", "When it happened, in UTC.") { $0.time },
    .optionalText("pipeline", "The pipeline; `null` where its file could not be read.") {
      $0.pipeline
    },
    .optionalText("run", "The name of the run; `null` as long as it has none.") { $0.run },
  ]
}

/// The kinds of events: the word by which each names itself, what it means, and its members.
///
/// What is written, the schema and the article are made of these alone.
enum EventKind {
  static let runStarted = EventDeclaration<RunStarted>(
    "run.started", "A run began to look whether there is something to do.",
    [
      .text("version", "The version of Millet.") { $0.version },
      .text("file", "The path of the pipeline file.") { $0.file },
    ])

  static let stageStarted = EventDeclaration<StageStarted>(
    "stage.started", "A stage began.", [.choice("stage", "The stage.") { $0.stage }])

  static let stageEnded = EventDeclaration<StageEnded>(
    "stage.ended", "A stage ended.",
    [
      .choice("stage", "The stage.") { $0.stage },
      .number("seconds", "How long it took.") { $0.seconds },
      .text("summary", "What it did, in words for people.") { $0.summary },
    ])

  static let fileFound = EventDeclaration<FileFound>(
    "file.found", "A source file was found.",
    [
      .text("path", "Its path below the root.") { $0.path },
      .texts("sources", "The sources that read it.") { $0.sources },
      .count("bytes", "Its size.") { $0.bytes },
      .text("sha256", "The SHA-256 of its content.") { $0.sha256 },
    ])

  static let fileRead = EventDeclaration<FileRead>(
    "file.read", "What a source file gives is known; those of one run come in any order.",
    [
      .text("path", "Its path below the root.") { $0.path },
      .count("bytes", "Its size.") { $0.bytes },
      .choice(
        "from", "Whether the file was read, or the piece that an earlier run stored was taken."
      ) { $0.origin },
    ])

  static let rowsCounted = EventDeclaration<RowsCounted>(
    "rows.counted", "The rows of a source were counted.",
    [.text("source", "The source.") { $0.source }]
      + tally.map { member in member.of(\.tally) })

  static let tableComputed = EventDeclaration<TableComputed>(
    "table.computed", "A table was computed.",
    [
      .text("table", "Its name.") { $0.table }, .count("rows", "Its rows.") { $0.rows },
    ])

  static let ruleTested = EventDeclaration<RuleTested>(
    "rule.tested", "An edit rule was tested.",
    [
      .text("rule", "Its code.") { $0.rule },
      .text("of", "The record or table that it is tested on.") { $0.subject },
      .text("severity", "What comes of a failed case, by the word of the pipeline file.") {
        $0.severity
      },
      .text("condition", "What must hold.") { $0.condition },
      .count("tested", "The cases that it was tested on.") { $0.tested },
      .count("failed", "Those that failed.") { $0.failed },
      .count("corrected", "Those of them that it corrected.") { $0.corrected },
    ])

  static let gateTested = EventDeclaration<GateTested>(
    "gate.tested", "A gate was tested.",
    [
      .text("gate", "Its name; see <doc:InputsAndGates>.") { $0.gate },
      .optionalNumber("limit", "The greatest value that passes; `null` where any does.") {
        $0.limit
      },
      .number("value", "The run's value.") { $0.value },
      .boolean("passed", "Whether the run passes.") { $0.isPassed },
      .optionalText("finding", "What was found, where the value alone does not say it.") {
        $0.finding
      },
      .objects(
        "reasons", "The commonest findings behind a value that does not pass.",
        of: [
          .text("code", "Their code.") { $0.code },
          .count("count", "How many there are.") { $0.count },
          .text("example", "Where one of them is.") { $0.example },
        ]
      ) { $0.reasons },
    ])

  static let diagnostic = EventDeclaration<Diagnostic>(
    "diagnostic",
    "A warning or an error that a person should hear of; all findings of a run are in its `diagnostics.jsonl`.",
    [
      .text("code", "Its code.") { $0.code.rawValue },
      .choice("severity", "How much it weighs.") { $0.severity },
      .text("location", "Where it is.") { $0.location.description },
      .text("message", "What was expected and what was found.") { $0.message.description },
      .optionalText("remedy", "What mends it.") { $0.remedy?.description },
    ])

  static let fileWritten = EventDeclaration<FileWritten>(
    "file.written", "A file of the results was written.",
    [
      .text("path", "Its path in the folder of the run.") { $0.path },
      .count("bytes", "Its size.") { $0.bytes },
    ])

  static let targetChanged = EventDeclaration<TargetChanged>(
    "target.changed",
    "The records of a kind were brought into the target of a migration, or tried on it.",
    [
      .text("target", "The path of the target.") { $0.target },
      .text("mode", "What becomes of its rows, by the word of the pipeline file.") { $0.mode },
      .boolean("trial", "Whether nothing was changed, since it was a trial.") { $0.isTrial },
      .text("record", "The record.") { $0.record },
      .count("before", "The rows that were there.") { $0.before },
      .count("inserted", "The rows that came new.") { $0.inserted },
      .count("updated", "The rows that have other values now.") { $0.updated },
      .count("unchanged", "The rows of the run that were there as they are.") { $0.unchanged },
      .count("kept", "The rows that were changed there since, and stay so.") { $0.kept },
      .count("deleted", "The rows that are gone.") { $0.deleted },
      .count("after", "The rows that are there now.") { $0.after },
    ])

  static let runEnded = EventDeclaration<RunSummary>(
    "run.ended", "The run ended, however that was; it is the last event.",
    [
      .choice("status", "What became of the run.") { $0.status },
      .count("exit", "The exit status.") { Int($0.exit.rawValue) },
      .optionalText("id", "The run that the results are of: for `unchanged` the latest.") { $0.id },
      .optionalText("folder", "Its folder; `null` where nothing is kept.") { $0.folder },
      .number("seconds", "How long the run took.") { $0.seconds },
      .count("warnings", "How many warnings there are.") { $0.warnings },
      .entries("rows", "The rows of each source by what they are.", of: tally) {
        $0.tallies.map { ($0.source, $0.tally) }
      },
      .optionalObject(
        "edits", "What the edit rules found; `null` where none was tested.",
        of: [
          .count("rules", "The rules.") { $0.rules },
          .count("tested", "The cases that rules were tested on.") { $0.tested },
          .count("failed", "The cases that failed.") { $0.failed },
          .count("corrected", "The failed cases that a rule corrected.") { $0.corrected },
          .count("changed", "The values that normalisation or a rule changed.") { $0.changed },
        ]
      ) { $0.edits },
      .counts("tables", "The rows of each table.") { $0.tables.map { ($0.table, $0.rows) } },
      .counts("facts", "The facts of reports by verdict.") {
        $0.verdicts.map { ($0.verdict, $0.count) }
      },
      .texts("diagnostics", "The warnings and errors as people read them.") {
        $0.diagnostics.map(\.description)
      },
    ])

  /// The rows of a source by what they are.
  static let tally: [EventMember<RowTally>] =
    [
      .count("read", "The rows read.") { $0.read },
      .count("clean", "Those that came through as they were.") { $0.clean },
      .count("corrected", "Those of which a value was corrected.") { $0.corrected },
      .count("quarantined", "Those in quarantine.") { $0.quarantined },
    ]
    + OtherRow.Kind.allCases.map { kind in
      .count(kind.rawValue, "Rows that are no data: \(kind.rawValue).") { $0.other[kind] ?? 0 }
    }

  /// All kinds, in the order in which a run tells them.
  static let all: [any DeclaredEvent] = [
    runStarted, stageStarted, stageEnded, fileFound, fileRead, rowsCounted, tableComputed,
    ruleTested, gateTested, diagnostic, fileWritten, targetChanged, runEnded,
  ]
}
