import SurveyModel
import Yams

extension PipelineFile {
  /// What must hold for a run to be published.
  ///
  /// - Throws: `RunFailure` at the place of a mistake.
  static func gates(
    _ value: YAMLValue?, sources: [String], levels: PlaceLevels
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

  private static func share(_ value: YAMLValue) throws(RunFailure) -> Double {
    let share = try value.number()
    guard (0...1).contains(share) else {
      throw value.failure(
        "expected a share from 0 to 1, found \(share)", remedy: "write 1 % as 0.01")
    }
    return share
  }
}
