import SurveyModel
import Yams

extension PipelineFile {
  /// What must hold for a run to be published.
  ///
  /// - Throws: `RunFailure` at the place of a mistake.
  static func gates(
    _ value: YAMLValue?, sources: [String], tables: [TableDefinition], levels: PlaceLevels
  ) throws(RunFailure) -> PipelineDefinition.Gates {
    guard let mapping = try value?.mapping(of: .gates) else { return PipelineDefinition.Gates() }
    return PipelineDefinition.Gates(
      quarantineShare: try mapping["quarantine_share"].map(share) ?? 0.01,
      contradictions: try mapping["contradictions"]?.choice(of: [.ignore, .warn, .fail]) ?? .warn,
      warnings: try mapping["warnings"]?.integer(in: 0...1_000_000_000),
      files: try bySource(mapping["files"], sources) { source, value throws(RunFailure) in
        PipelineDefinition.FileExpectation(source: source, files: try files(value))
      },
      rowChange: try mapping["row_change"]
        .map { value throws(RunFailure) in try rowChange(value, levels) },
      figureChanges: try mapping["change"]
        .map { value throws(RunFailure) in try figureChanges(value, tables, levels) } ?? [],
      freshness: try bySource(mapping["freshness"], sources) { source, value throws(RunFailure) in
        let days = try value.number()
        guard days > 0, days <= 100_000 else {
          throw value.failure("expected a number of days above 0, found \(days)")
        }
        return PipelineDefinition.Freshness(source: source, days: days)
      })
  }

  /// A gate for all sources, or one for each of some.
  private static func bySource<Gate>(
    _ value: YAMLValue?, _ sources: [String],
    _ gate: (String?, YAMLValue) throws(RunFailure) -> Gate
  ) throws(RunFailure) -> [Gate] {
    guard let value else { return [] }
    guard value.node.mapping != nil else { return [try gate(nil, value)] }
    var gates: [Gate] = []
    for entry in try value.entries() {
      let name = try entry.key.name()
      guard sources.contains(name) else {
        throw entry.key.unknown(name, among: sources, what: "a source")
      }
      gates.append(try gate(name, entry.value))
    }
    return gates
  }

  private static func files(
    _ value: YAMLValue
  ) throws(RunFailure) -> PipelineDefinition.FileExpectation.Files {
    if value.node.sequence != nil { return .names(try value.texts()) }
    return .count(try value.integer(in: 0...1_000_000))
  }

  private static func rowChange(
    _ value: YAMLValue, _ levels: PlaceLevels
  ) throws(RunFailure) -> PipelineDefinition.RowChange {
    // Of the widest level there mostly is one place, whose rows are all of them.
    let level = levels.all.first { $0 != levels.widest } ?? levels.widest
    guard value.node.mapping != nil else {
      return PipelineDefinition.RowChange(share: try share(value), level: level)
    }
    let mapping = try value.mapping(of: .rowChange)
    let standard = PipelineDefinition.RowChange(
      share: try share(mapping.required("share")), level: level)
    return PipelineDefinition.RowChange(
      share: standard.share,
      level: try mapping["level"]?.level(of: levels.all) ?? standard.level,
      minimum: try mapping["minimum"]?.integer(in: 1...1_000_000_000) ?? standard.minimum)
  }

  /// One gate, or a list of them.
  private static func figureChanges(
    _ value: YAMLValue, _ tables: [TableDefinition], _ levels: PlaceLevels
  ) throws(RunFailure) -> [PipelineDefinition.FigureChange] {
    var changes: [PipelineDefinition.FigureChange] = []
    for value in try value.listOrOne() {
      changes.append(try figureChange(value, tables, levels))
    }
    return changes
  }

  private static func figureChange(
    _ value: YAMLValue, _ tables: [TableDefinition], _ levels: PlaceLevels
  ) throws(RunFailure) -> PipelineDefinition.FigureChange {
    let mapping = try value.mapping(of: .figureChange)
    let name = try mapping.required("table")
    guard let table = tables.first(where: { $0.name == (try? name.text()) }) else {
      throw name.unknown(try name.text(), among: tables.map(\.name), what: "a table")
    }
    let measure = try mapping.required("measure")
    guard table.measures.contains(where: { $0.name == (try? measure.text()) }) else {
      throw measure.unknown(
        try measure.text(), among: table.measures.map(\.name), what: "a measure of \(table.name)")
    }
    return PipelineDefinition.FigureChange(
      table: table.name, measure: try measure.text(), bound: try bound(mapping),
      level: try mapping["level"]?.level(of: levels.rows(of: table.levels)))
  }

  private static func bound(
    _ mapping: YAMLMapping
  ) throws(RunFailure) -> PipelineDefinition.FigureChange.Bound {
    switch (mapping["at_most"], mapping["share"]) {
    case (let most?, nil):
      let difference = try most.number()
      guard difference >= 0 else {
        throw most.failure("expected a difference of 0 or more, found \(difference)")
      }
      return .difference(difference)
    case (nil, let share?): return .share(try self.share(share))
    default:
      throw mapping.whole.failure(
        "expected either at_most or share, found \(mapping["share"] == nil ? "none" : "both")",
        remedy: "write at_most: 5 for a difference of 5, or share: 0.1 for one of 10 %")
    }
  }

  private static func share(_ value: YAMLValue) throws(RunFailure) -> Double {
    let share = try value.number()
    guard (0...1).contains(share) else {
      throw value.failure(
        "expected a share from 0 to 1, found \(share)", remedy: "write 1 % as 0.01")
    }
    return share
  }
}
