/// The stages of a run, in their order.
public enum RunStage: String, CaseIterable, Sendable, Comparable {
  /// Files are found and hashed.
  case find
  /// Files are read, mapped and normalised into the stage store.
  case extract
  /// Duplicates and other checks over all records.
  case transform
  /// Tables are computed.
  case tabulate
  /// Facts are held against the tables.
  case reconcile
  /// Results are written and published.
  case publish

  /// Orders stages by when they run.
  public static func < (left: Self, right: Self) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

/// Hears how a run goes on.
///
/// Calls may come from any thread; what they do takes time of the run.
public protocol RunObserver: Sendable {
  /// Something happened.
  func hear(_ event: RunEvent)
  /// A share of a stage's bytes is done; `total` is 0 where it is not known.
  func advanced(_ stage: RunStage, done: Int, total: Int)
}

extension RunObserver {
  /// Does nothing.
  public func advanced(_ stage: RunStage, done: Int, total: Int) {}
}

/// An observer that does nothing.
public struct SilentObserver: RunObserver {
  /// Makes an observer.
  public init() {}

  /// Does nothing.
  public func hear(_ event: RunEvent) {}
}
