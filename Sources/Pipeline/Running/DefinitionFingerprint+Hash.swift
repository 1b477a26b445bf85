import Foundation
import SurveyModel

extension DefinitionFingerprint {
  /// What one file of a source is read by.
  private struct Reading: Encodable {
    let source: SourceDefinition
    let conventions: Conventions
    let asOf: CalendarDate
    let levels: PlaceLevels
    let rules: [RuleDefinition]
    let keep: PipelineDefinition.Keep
    /// Whether every text that is kept otherwise than it stands is told.
    let tellsTexts: Bool
  }

  /// The hash of a whole definition, which alone decides whether a run is another one.
  static func whole(of pipeline: PipelineDefinition) -> String { hash(of: pipeline) }

  /// Hashes a definition and its parts.
  ///
  /// The hashes are over JSON with sorted keys, which the conformances that the compiler makes write
  /// from every stored property; a dictionary whose keys are no texts would have no order and must
  /// not stand in a definition.
  ///
  /// - Parameters:
  ///   - pipeline: The definition.
  ///   - whole: What ``whole(of:)`` gives, where it is known.
  init(of pipeline: PipelineDefinition, whole: String? = nil) {
    let rowRules = pipeline.rules.filter(pipeline.isOfRow)
    func parts<Element: Named>(
      _ elements: [Element], _ meaning: (Element) -> some Encodable
    ) -> [Part] {
      elements.map { Part(name: $0.name, hash: Self.hash(of: meaning($0))) }
        .sorted { $0.name < $1.name }
    }
    self.init(
      whole: whole ?? Self.whole(of: pipeline),
      sources: parts(pipeline.sources) { source in
        Reading(
          source: source.ofAnyFile, conventions: pipeline.conventions,
          asOf: pipeline.wave(of: source),
          levels: pipeline.levels,
          rules: rowRules.filter { $0.isOf(source) }, keep: pipeline.keep,
          tellsTexts: pipeline.isMigrated)
      },
      rules: pipeline.rules.map { Part(name: $0.code.rawValue, hash: Self.hash(of: $0)) },
      tables: parts(pipeline.tables) { $0 })
  }

  private static func hash(of meaning: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    var hash = ContentHash()
    do {
      hash.add(try encoder.encode(meaning))
    } catch {
      preconditionFailure("a definition holds nothing that JSON cannot say: \(error)")
    }
    return hash.finished()
  }
}

extension RuleDefinition {
  fileprivate func isOf(_ source: SourceDefinition) -> Bool {
    guard case .record(let record) = subject else { return false }
    return record == source.schema?.record
  }
}
