package import ChineseText
package import SurveyModel
import Synchronization

/// All that a worksheet's transform needs to know besides its rows; immutable and shared.
package struct TransformContext: Sendable {
  /// Which lines of the decisions file were needed, collected from all threads.
  package final class UsedDecisions: Sendable {
    private let lines = Mutex<Set<Int>>([])

    /// Makes an empty collection.
    package init() {}

    /// Notes that a line was needed.
    package func insert(_ line: Int) { lines.withLock { _ = $0.insert(line) } }

    /// The lines that were needed.
    package var all: Set<Int> { lines.withLock { $0 } }
  }

  /// Folds scripts and widths.
  package let folder: TextFolder
  /// Finds places, or nil for a pipeline without a gazetteer: names then stay as they are.
  package let resolver: PlaceResolver?
  /// The decisions that were needed so far.
  package let usedDecisions = UsedDecisions()

  let rules: [String: [RuleDefinition]]
  let seal: @Sendable (String) -> String
  let units: UnitWords
  let missing: [String: MissingReason]
  /// Whether an identity number may start with two digits, by their number; empty for any.
  let provinces: [Bool]
  /// What looks like a person's, wherever it stands.
  package let personal: PersonalText
  /// How ranges are written, folded.
  let ranges: RangeWords
  /// The codes of yes/no variables by their texts, folded.
  let flags: [String: String]
  let approximations: [String]
  let totals: [String]
  let subtotals: [String]
  let notes: [String]
  let unitNotes: [String]

  /// Puts the context of a run together.
  ///
  /// - Parameters:
  ///   - definition: The pipeline.
  ///   - folder: Folds scripts and widths.
  ///   - resolver: Finds places, or nil.
  ///   - seal: The keyed hash of a sensitive value.
  package init(
    definition: PipelineDefinition, folder: TextFolder, resolver: PlaceResolver?,
    seal: @escaping @Sendable (String) -> String
  ) {
    self.folder = folder
    self.resolver = resolver
    self.seal = seal
    let conventions = definition.conventions
    func folded(_ words: [String]) -> [String] { words.map { folder.folded($0) } }
    units = UnitWords(conventions, folder: folder)
    missing = Dictionary(
      conventions.missing.map { (folder.folded($0.key), $0.value) },
      uniquingKeysWith: { first, _ in first })
    personal = conventions.personalText
    ranges = RangeWords(
      between: folded(conventions.ranges.between), atLeast: folded(conventions.ranges.atLeast),
      atMost: folded(conventions.ranges.atMost))
    flags = Dictionary(
      folded(conventions.yes).map { ($0, "true") } + folded(conventions.no).map { ($0, "false") },
      uniquingKeysWith: { first, _ in first })
    let codes = conventions.provinces
    provinces = codes.isEmpty ? [] : (0..<100).map(codes.contains)
    approximations = folded(conventions.approximations)
    totals = folded(conventions.totals)
    subtotals = folded(conventions.subtotals)
    notes = folded(conventions.notes)
    unitNotes = folded(conventions.unitNotes)
    var rules: [String: [RuleDefinition]] = [:]
    for rule in definition.rules {
      if rule.isOfRow, case .record(let record) = rule.subject {
        rules[record, default: []].append(rule)
      }
    }
    self.rules = rules
  }
}
