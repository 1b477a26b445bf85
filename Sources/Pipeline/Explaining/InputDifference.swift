import Load
import SurveyModel

/// Which inputs of two runs differ, by what they say of themselves in `run.json`.
struct InputDifference {
  /// A kind of input that makes figures differ.
  enum Cause: String {
    /// The files of the sources.
    case data
    /// The analysts' answers to doubtful names.
    case decisions
    /// The gazetteer and its changes.
    case villages
    /// The pipeline file, its codebook, its catalogue and what the command line put in their place.
    case definition
    /// The program.
    case program

    /// The cause in words.
    var words: String {
      switch self {
      case .data: "source data"
      case .decisions: "decisions"
      case .villages: "villages"
      case .definition: "definition"
      case .program: "program"
      }
    }
  }

  /// The files that only the newer run read, only the older one, and both with other bytes.
  private(set) var added: [String] = [], removed: [String] = [], changed: [String] = []
  /// The parts of the definition that differ, such as `table water_coverage`.
  private(set) var parts: [String] = []
  /// The kinds that differ.
  private(set) var causes: [Cause] = []
  /// Whether both runs hash sensitive values with one key.
  let hasSameKey: Bool
  /// Whether both runs say what they read.
  let isKnown: Bool

  /// Compares what two runs say of themselves.
  init(from old: RunPlace, to new: RunPlace) {
    let before = FinishedRun(named: old.id, in: old.results).report
    let after = FinishedRun(named: new.id, in: new.results).report
    hasSameKey = before?.key == after?.key
    isKnown = before != nil && after != nil
    func digests(_ report: FinishedRun.Report?) -> [String: String] {
      Dictionary(
        (report?.inputs ?? []).map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first }
      )
    }
    let (earlier, later) = (digests(before), digests(after))
    added = later.keys.filter { earlier[$0] == nil }.sorted()
    removed = earlier.keys.filter { later[$0] == nil }.sorted()
    changed = later.filter { earlier[$0.key] != nil && earlier[$0.key] != $0.value }.keys.sorted()
    func references(_ report: FinishedRun.Report?, _ roles: Set<String>) -> [String] {
      (report?.references ?? []).filter { roles.contains($0.role) }
        .map { "\($0.role) \($0.sha256)" }.sorted()
    }
    func differ(_ roles: Set<String>) -> Bool {
      references(before, roles) != references(after, roles)
    }
    for (what, left, right) in [
      ("source", before?.definition?.sources, after?.definition?.sources),
      ("rule", before?.definition?.rules, after?.definition?.rules),
      ("table", before?.definition?.tables, after?.definition?.tables),
    ] {
      let names = Set((left ?? [:]).keys).union((right ?? [:]).keys)
      parts += names.filter { left?[$0] != right?[$0] }.sorted().map { "\(what) \($0)" }
    }
    let differs: [(Cause, Bool)] = [
      (.data, !(added + removed + changed).isEmpty), (.decisions, differ(["decisions"])),
      (.villages, differ(["gazetteer", "changes"])),
      (
        .definition,
        before?.definition?.sha256 != after?.definition?.sha256 || differ(["catalogue"])
      ),
      (.program, before?.program != after?.program),
    ]
    causes = differs.filter(\.1).map(\.0)
  }

  /// What all differences are due to, where only one kind of input differs.
  var only: Cause? { causes.count == 1 ? causes[0] : nil }

  /// For a terminal.
  var lines: [String] {
    guard isKnown else { return ["  one of the runs does not say what it read"] }
    guard !causes.isEmpty else { return ["  nothing that went into them differs"] }
    var lines = causes.map { cause -> String in
      switch cause {
      case .data:
        "  source data: \(changed.count) files changed, \(added.count) added, \(removed.count) removed"
      case .definition where !parts.isEmpty: "  definition: \(parts.listed(most: 8))"
      default: "  \(cause.words)"
      }
    }
    lines +=
      (changed.map { "    changed \($0)" } + added.map { "    added \($0)" }
      + removed.map { "    removed \($0)" })
      .prefix(20)
    if let only {
      lines.append("  all that differs below is due to \(only.words): nothing else differs")
    }
    return lines
  }

  /// As data.
  var json: JSONText {
    func list(_ texts: [String]) -> JSONText { .list(texts.map { .text($0) }) }
    return .object([
      .init("known", .boolean(isKnown)), .init("causes", list(causes.map(\.rawValue))),
      .init("only_cause", .text(only?.rawValue)), .init("files_changed", list(changed)),
      .init("files_added", list(added)), .init("files_removed", list(removed)),
      .init("definition_parts", list(parts)),
    ])
  }
}
