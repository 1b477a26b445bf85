import Foundation
import Load
import Relational
public import SurveyModel
import Synchronization

/// Tells a catalogue of data lineage of runs: events of OpenLineage (https://openlineage.io, 2-0-2), to a file
/// or to an HTTP endpoint.
///
/// A run is told with START, RUNNING once its files are read, and COMPLETE, FAIL or ABORT. An endpoint is told
/// beside the run, which waits for it a few seconds at its end and no longer.
public final class LineageRecorder: RunRecorder {
  private struct State {
    var files: [FileFound] = []
    var gates: [GateTested] = []
    var rules: [RuleTested] = []
    var rows: [RowsCounted] = []
    var tables: [TableComputed] = []
    var outputs: [FileWritten] = []
    var errors: [Diagnostic] = []
    var sender: LineageSender
  }

  private let pipeline: PipelineDefinition
  private let namespace: String
  private let runID: String
  private let datasets: LineageDatasets
  private let state: Mutex<State>

  /// Tells of runs of a pipeline.
  ///
  /// - Parameters:
  ///   - pipeline: The pipeline, whose name is that of the job.
  ///   - settings: Where to, and the namespace of the job.
  public init(_ pipeline: PipelineDefinition, _ settings: LineageSettings) {
    self.pipeline = pipeline
    namespace = settings.namespace
    runID = LineageRunID.make(at: .now)
    datasets = LineageDatasets(pipeline)
    state = Mutex(State(sender: LineageSender(to: settings.destination)))
  }

  /// Gathers what an event tells, and tells of the run where it begins, has read its files, and ends.
  public func hear(_ event: RunEvent) {
    state.withLock { state in
      switch event.content {
      case .runStarted: tell("START", event, state)
      case .fileFound(let file):
        // A run that waited for another finds its files anew.
        state.files.removeAll { $0.path == file.path }
        state.files.append(file)
      case .stageEnded(let ended): if ended.stage == .extract { tell("RUNNING", event, state) }
      case .rowsCounted(let rows): state.rows.append(rows)
      case .ruleTested(let rule): state.rules.append(rule)
      case .gateTested(let gate): state.gates.append(gate)
      case .tableComputed(let table): state.tables.append(table)
      case .fileWritten(let file): state.outputs.append(file)
      case .diagnostic(let finding): if finding.severity == .error { state.errors.append(finding) }
      case .runEnded(let summary): tell(Self.type(of: summary.status), event, state, summary)
      case .stageStarted, .fileRead, .targetChanged: break
      }
    }
  }

  /// Waits a few seconds for what is not sent yet, and tells what could not be.
  public func close() -> [Diagnostic] { state.withLock { $0.sender.close() } }

  private static func type(of status: RunSummary.Status) -> String {
    switch status.exit {
    case .published: "COMPLETE"
    case .gateFailed, .failed, .definition, .usage: "FAIL"
    case .locked, .interrupted: "ABORT"
    }
  }

  private func tell(
    _ type: String, _ event: RunEvent, _ state: State, _ summary: RunSummary? = nil
  ) {
    let json = JSONText.object([
      .init("eventType", .text(type)), .init("eventTime", .text(event.time.description)),
      .init("producer", .text(LineageFacet.producer)),
      .init("schemaURL", .text(LineageFacet.event)),
      .init("run", .object(run(event, state, summary))), .init("job", .object(job)),
      .init("inputs", .list(type == "START" ? [] : inputs(state))),
      .init("outputs", .list(summary.map { outputs(state, $0) } ?? [])),
    ])
    state.sender.send(json.line, isLast: summary != nil)
  }

  // MARK: The run and the job

  private func run(
    _ event: RunEvent, _ state: State, _ summary: RunSummary?
  ) -> [JSONText.Member] {
    var facets = [
      LineageFacet.processingEngine.with([
        .init("version", .text(MilletVersion.current)), .init("name", .text("Millet")),
      ])
    ]
    let tags = [("millet_run", event.run), ("millet_status", summary?.status.rawValue)]
      .compactMap { key, value in
        value.map { value in
          JSONText.object([
            .init("key", .text(key)), .init("value", .text(value)),
            .init("source", .text("MILLET")),
          ])
        }
      }
    if !tags.isEmpty { facets.append(LineageFacet.tags.with([.init("tags", .list(tags))])) }
    if let summary, Self.type(of: summary.status) != "COMPLETE" {
      let words = [summary.subject(of: event.pipeline)] + state.errors.map(\.description)
      facets.append(
        LineageFacet.errorMessage.with([
          .init("message", .text(words.joined(separator: "\n"))),
          .init("programmingLanguage", .text("Swift")),
        ]))
    }
    return [.init("runId", .text(runID)), .init("facets", .object(facets))]
  }

  private var job: [JSONText.Member] {
    var facets = [
      LineageFacet.jobType.with([
        .init("processingType", .text("BATCH")), .init("integration", .text("MILLET")),
        .init("jobType", .text("JOB")),
      ])
    ]
    if let title = pipeline.title.en ?? pipeline.title.zh {
      facets.append(LineageFacet.jobDocumentation.with([.init("description", .text(title))]))
    }
    return [
      .init("namespace", .text(namespace)), .init("name", .text(pipeline.name)),
      .init("facets", .object(facets)),
    ]
  }

  // MARK: What is read

  private func inputs(_ state: State) -> [JSONText] {
    var inputs = datasets.ofSources.map { name, sources in
      let names = Set(sources.map(\.name))
      let files = state.files.filter { !names.isDisjoint(with: $0.sources) }
      let rows = state.rows.filter { names.contains($0.source) }
      var statistics: [JSONText.Member] = [
        .init("size", .count(files.reduce(0) { $0 + $1.bytes })),
        .init("fileCount", .count(files.count)),
      ]
      if !rows.isEmpty {
        statistics.insert(.init("rowCount", .count(rows.reduce(0) { $0 + $1.tally.read })), at: 0)
      }
      let paths = files.map { JSONText.text(datasets.path($0.path)) }
      var facets = [
        LineageFacet.inputStatistics.with(statistics),
        LineageFacet.subset.with([
          .init(
            "inputCondition",
            .object([.init("type", .text("location")), .init("locations", .list(paths))]))
        ]),
      ]
      let assertions = assertions(of: Set(sources.compactMap { $0.schema?.record }), state)
      if !assertions.isEmpty {
        facets.append(
          LineageFacet.dataQualityAssertions.with([.init("assertions", .list(assertions))]))
      }
      return Self.dataset(name, [schema(of: sources)], ("inputFacets", facets))
    }
    if let gazetteer = datasets.gazetteer {
      inputs.append(Self.dataset(gazetteer, [schemaOfGazetteer], nil))
    }
    return inputs
  }

  /// The rules of records, and the gates, as far as they were tested.
  private func assertions(of records: Set<String>, _ state: State) -> [JSONText] {
    let rules = state.rules.filter { records.contains($0.record) }
      .map { rule in
        JSONText.object([
          .init("assertion", .text(rule.rule)), .init("success", .boolean(rule.failed == 0)),
          .init(
            "severity",
            .text(["note", "warn"].contains(rule.severity) ? "warn" : "error")),
          .init("name", .text("\(rule.subject): \(rule.rule)")),
          .init("expected", .text("0")), .init("actual", .text(String(rule.failed))),
          .init("content", .text(rule.condition)), .init("contentType", .text("expression")),
        ])
      }
    return rules
      + state.gates.map { gate in
        .object(
          [
            .init("assertion", .text("gate.\(gate.gate)")),
            .init("success", .boolean(gate.isPassed)), .init("severity", .text("error")),
            .init("name", .text(gate.gate)),
          ] + (gate.limit.map { [.init("expected", .text("at most \($0.plain)"))] } ?? [])
            + [.init("actual", .text(gate.value.plain))])
      }
  }

  private func schema(of sources: [SourceDefinition]) -> JSONText.Member {
    var names: Set<String> = []
    var fields: [JSONText] = []
    for variable in sources.flatMap({ $0.schema?.variables ?? [] })
    where variable.derivation == nil && names.insert(variable.name).inserted {
      fields.append(
        Self.field(variable.name, type: variable.kind.lineageType, variable.label, fields.count))
    }
    return LineageFacet.schema.with([.init("fields", .list(fields))])
  }

  private var schemaOfGazetteer: JSONText.Member {
    let columns = ["code", "name", "level", "parent", "valid_from", "valid_to"]
    let own = pipeline.attributes.all.map(\.name)
    let fields = (columns + own).enumerated()
      .map { index, name in
        Self.field(name, type: "text", Label(), index)
      }
    return LineageFacet.schema.with([.init("fields", .list(fields))])
  }

  // MARK: What is written

  private func outputs(_ state: State, _ summary: RunSummary) -> [JSONText] {
    guard [.published, .aside].contains(summary.status), let folder = summary.folder else {
      return []
    }
    let place = URL(filePath: folder).absoluteURL.path
    // Readers read what latest names; the version says which run that is.
    let root =
      summary.status == .published
      ? URL(filePath: place).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "latest").path : place
    let compiled = (try? LoadStage.compiled(pipeline, for: EmbeddedEngine.provider.capabilities))
    return state.outputs.filter { $0.path.hasPrefix("tables/") }
      .map { file in
        let table = compiled?.first { "tables/\($0.definition.name).csv" == file.path }
        var facets = [
          LineageFacet.version.with([.init("datasetVersion", .text(summary.id))])
        ]
        var statistics = [JSONText.Member("size", .count(file.bytes))]
        if let table {
          facets += self.facets(of: table)
          let rows = state.tables.last { $0.table == table.definition.name }?.rows
          statistics.insert(.init("rowCount", .count(rows ?? 0)), at: 0)
        }
        return Self.dataset(
          "\(root)/\(file.path)", facets,
          ("outputFacets", [LineageFacet.outputStatistics.with(statistics)]))
      }
  }

  private func facets(of table: CompiledTable) -> [JSONText.Member] {
    let fields = table.columns.enumerated()
      .map { index, column in
        Self.field(column.name, type: column.type.lineageType, column.label, index)
      }
    let title = table.definition.label.en ?? table.definition.label.zh
    return [
      LineageFacet.schema.with([.init("fields", .list(fields))]),
      ColumnLineage(table.definition, of: pipeline).facet(table.columns),
    ] + (title.map { [LineageFacet.documentation.with([.init("description", .text($0))])] } ?? [])
  }

  // MARK: Datasets

  private static func dataset(
    _ name: String, _ facets: [JSONText.Member], _ own: (name: String, facets: [JSONText.Member])?
  ) -> JSONText {
    .object(
      [
        .init("namespace", .text(LineageDatasets.namespace)), .init("name", .text(name)),
        .init("facets", .object(facets)),
      ] + (own.map { [.init($0.name, .object($0.facets))] } ?? []))
  }

  private static func field(
    _ name: String, type: String, _ label: Label, _ index: Int
  ) -> JSONText {
    .object(
      [.init("name", .text(name)), .init("type", .text(type))]
        + ((label.en ?? label.zh).map { [.init("description", .text($0))] } ?? [])
        + [.init("ordinal_position", .count(index + 1))])
  }
}

extension VariableDefinition.Kind {
  /// The word that lineage has for it.
  fileprivate var lineageType: String {
    switch self {
    case .integer: "integer"
    case .number: "number"
    case .date: "date"
    case .boolean: "boolean"
    case .text, .code, .answers, .place, .residentID, .identifier: "text"
    }
  }
}

extension ExpressionType {
  /// The word that lineage has for it.
  fileprivate var lineageType: String {
    switch self {
    case .number: "number"
    case .date: "date"
    case .boolean: "boolean"
    case .text, .answers: "text"
    }
  }
}
