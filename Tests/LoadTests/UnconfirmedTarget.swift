import Relational
import SurveyModel

/// Targets on a disk that fails at the end of their transactions.
struct UnconfirmedProvider: EngineProvider {
  /// When the disk fails.
  enum Moment: Hashable {
    /// Before the transaction counts.
    case before
    /// Once it counts.
    case behind
  }

  let moment: Moment

  var capabilities: EngineCapabilities { SampleStore.engines.capabilities }

  func make(at path: String, version: Int) throws(RunFailure) -> any Engine {
    try SampleStore.engines.make(at: path, version: version)
  }

  func open(_ path: String, version: Int) throws(RunFailure) -> any ReadableEngine {
    try SampleStore.engines.open(path, version: version)
  }

  func stand(
    at path: String, for use: StandingUse
  ) throws(RunFailure) -> any StandingEngine {
    let target = try SampleStore.engines.stand(at: path, for: use)
    return UnconfirmedTarget(target: target, moment: moment)
  }
}

/// A target whose end the disk does not confirm.
private final class UnconfirmedTarget: StandingEngine {
  private let target: any StandingEngine
  private let moment: UnconfirmedProvider.Moment

  init(target: any StandingEngine, moment: UnconfirmedProvider.Moment) {
    self.target = target
    self.moment = moment
  }

  func commit() throws(RunFailure) {
    if moment == .behind { try target.commit() } else { target.abandon() }
    throw RunFailure(
      Diagnostic(
        .storeFailed, at: SourceLocation(file: ""), "the disk failed", remedy: "mend it"))
  }

  func abandon() { target.abandon() }

  func rows(
    of plan: Plan, _ body: ([StoredValue?]) throws(RunFailure) -> Void
  ) throws(RunFailure) { try target.rows(of: plan, body) }

  func tables() throws(RunFailure) -> [String] { try target.tables() }

  func columns(of table: String) throws(RunFailure) -> [StoredTable.Column] {
    try target.columns(of: table)
  }

  func make(_ table: StoredTable) throws(RunFailure) { try target.make(table) }

  func append(
    _ rows: [[StoredValue?]], to table: String, _ columns: [String]
  ) throws(RunFailure) { try target.append(rows, to: table, columns) }

  func append(_ plan: Plan, to table: String, _ columns: [String]) throws(RunFailure) {
    try target.append(plan, to: table, columns)
  }

  func run(_ merge: Merge) throws(RunFailure) { try target.run(merge) }

  func run(_ pruning: Pruning) throws(RunFailure) { try target.run(pruning) }

  func run(_ removal: Removal) throws(RunFailure) { try target.run(removal) }

  func differences(from table: StoredTable) throws(RunFailure) -> [String]? {
    try target.differences(from: table)
  }

  func brokenReferences(of tables: [String]) throws(RunFailure) -> [BrokenReference] {
    try target.brokenReferences(of: tables)
  }
}
