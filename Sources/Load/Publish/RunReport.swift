package import SurveyModel

/// What is known of a run: what went in, what came out, how long it took.
package struct RunReport: Hashable, Sendable {
  /// A file that the run read besides its sources.
  package struct Reference: Hashable, Sendable {
    /// What it is, such as `pipeline` or `gazetteer`.
    package let role: String
    /// The path relative to the root.
    package let path: String
    /// The SHA-256 of the content.
    package let sha256: String

    /// Describes a file.
    package init(role: String, path: String, sha256: String) {
      self.role = role
      self.path = path
      self.sha256 = sha256
    }
  }

  /// The time that a stage took.
  package struct Timing: Hashable, Sendable {
    /// The stage.
    package let stage: String
    /// The seconds.
    package let seconds: Double

    /// Describes a time.
    package init(stage: String, seconds: Double) {
      self.stage = stage
      self.seconds = seconds
    }
  }

  /// How a run ended.
  package enum Status: String, Hashable, Sendable {
    /// Every gate was passed; `latest` names the run.
    case published
    /// A gate was not passed; the run is kept for inspection.
    case gateFailed = "gate_failed"
    /// It came to the same as the latest run, which stays.
    case same
  }

  /// The version of the program.
  package var version: String
  /// What tells the program from another.
  package var program: String
  /// The time at which the run began, ISO 8601 in UTC.
  package var started: String
  /// The time at which it ended, ISO 8601 in UTC, or nil.
  package var finished: String?
  /// The run that this run's records were held against by rules, or nil.
  package var previous: String?
  /// What the definition means.
  package var definition: DefinitionFingerprint
  /// The files that sources read.
  package var files: [SourceFile]
  /// The keyed hashes of what the files gave, by their paths, whatever their bytes.
  package var contents: [String: String]
  /// How many warnings there are of files that were left out.
  package var inputWarnings: Int
  /// What tells the key of sensitive values from another.
  package var key: String
  /// The other files.
  package var references: [Reference]
  /// The time that each stage took.
  package var timings: [Timing] = []

  /// Describes a run that has not ended.
  package init(
    version: String, program: String = "", started: String, definition: DefinitionFingerprint,
    files: [SourceFile], contents: [String: String] = [:], inputWarnings: Int = 0,
    key: String = "", references: [Reference] = []
  ) {
    self.inputWarnings = inputWarnings
    self.key = key
    self.program = program
    self.contents = contents
    self.definition = definition
    self.version = version
    self.started = started
    self.files = files
    self.references = references
  }

  /// A file that the run wrote.
  package struct Output: Hashable, Sendable {
    /// The path in the run's folder.
    package let path: String
    /// The size in bytes.
    package let bytes: Int
  }

  /// The report as `run.json`.
  func json(
    of result: LoadResult, pipeline: PipelineDefinition, id: String, outputs: [Output]
  ) -> JSONText {
    let inputs = files.map { file in
      JSONText.object(
        [
          .init("path", .text(file.path)),
          .init("sources", .list(file.sources.map { .text($0) })),
          .init("bytes", .count(file.size)), .init("sha256", .text(file.sha256)),
        ] + (contents[file.path].map { [.init("content", .text($0))] } ?? []))
    }
    let references = references.map { file in
      JSONText.object([
        .init("role", .text(file.role)), .init("path", .text(file.path)),
        .init("sha256", .text(file.sha256)),
      ])
    }
    return .object([
      .init("pipeline", .text(pipeline.name)), .init("id", .text(id)),
      .init("status", .text(result.status.rawValue)), .init("version", .text(version)),
      .init("program", .text(program)), .init("key", .text(key)),
      .init("input_warnings", .count(inputWarnings)),
      .init("store_version", .count(StageStore.version)),
      .init("as_of", .text(pipeline.asOf.description)), .init("started", .text(started)),
      .init("finished", .text(finished)), .init("previous", .text(previous)),
      .init("definition", Self.json(of: definition)), .init("inputs", .list(inputs)),
      .init("references", .list(references)),
      .init(
        "outputs",
        .list(
          outputs.map {
            .object([.init("path", .text($0.path)), .init("bytes", .count($0.bytes))])
          })),
      .init("rows", .object(result.tallies.map { .init($0.source, Self.json(of: $0.tally)) })),
      .init(
        "edits",
        .object([
          .init("rules", .count(result.edits.rules)), .init("tested", .count(result.edits.tested)),
          .init("failed", .count(result.edits.failed)),
          .init("corrected", .count(result.edits.corrected)),
          .init("changed", .count(result.edits.changed)),
        ])),
      .init("tables", .object(result.tableRows.map { .init($0.table, .count($0.rows)) })),
      .init("facts", Self.json(of: result.verdicts)),
      .init("diagnostics", Self.json(of: result.diagnosticCounts)),
      .init("gates", .list(result.gates.map(Self.json))),
      .init("timings", .object(timings.map { .init($0.stage, .number($0.seconds)) })),
    ])
  }

  private static func json(of definition: DefinitionFingerprint) -> JSONText {
    func object(_ parts: [DefinitionFingerprint.Part]) -> JSONText {
      .object(parts.map { .init($0.name, .text($0.hash)) })
    }
    return .object([
      .init("sha256", .text(definition.whole)), .init("sources", object(definition.sources)),
      .init("rules", object(definition.rules)), .init("tables", object(definition.tables)),
    ])
  }

  private static func json(of tally: RowTally) -> JSONText {
    var members: [JSONText.Member] = [
      .init("read", .count(tally.read)), .init("clean", .count(tally.clean)),
      .init("corrected", .count(tally.corrected)), .init("quarantined", .count(tally.quarantined)),
    ]
    for kind in OtherRow.Kind.allCases {
      members.append(.init(kind.rawValue, .count(tally.other[kind] ?? 0)))
    }
    return .object(members)
  }

  private static func json(of verdicts: [Verdict: Int]) -> JSONText {
    .object(Verdict.allCases.map { .init($0.rawValue, .count(verdicts[$0] ?? 0)) })
  }

  private static func json(of counts: [Diagnostic.Severity: Int]) -> JSONText {
    .object(Diagnostic.Severity.allCases.map { .init($0.rawValue, .count(counts[$0] ?? 0)) })
  }

  private static func json(of gate: GateResult) -> JSONText {
    .object([
      .init("name", .text(gate.name)), .init("limit", gate.limit.map { .number($0) } ?? .null),
      .init("value", .number(gate.value)), .init("passed", .boolean(gate.isPassed)),
      .init(
        "reasons",
        .list(
          gate.reasons.map { reason in
            .object([
              .init("code", .text(reason.code)), .init("count", .count(reason.count)),
              .init("example", .text(reason.example)),
            ])
          })),
    ])
  }
}
