/// What an engine can do and how much, for whoever makes plans for it.
package struct EngineCapabilities: Hashable, Sendable {
  /// Whether it takes blocks faster than rows.
  package let bulkLoad: Bool
  /// Whether it takes ``Plan/inPieces(_:of:by:)`` range by range; else it takes all at once.
  package let ranges: Bool
  /// Whether it has ``Plan/window(_:_:)``, which duplicates are found by.
  package let windows: Bool
  /// Whether it has quantiles of a group as an aggregate.
  package let quantiles: Bool
  /// The most tables and plans that one plan joins.
  package let mostJoined: Int
  /// The most columns of a plan's rows.
  package let mostColumns: Int

  /// Declares them.
  package init(
    bulkLoad: Bool, ranges: Bool, windows: Bool, quantiles: Bool, mostJoined: Int, mostColumns: Int
  ) {
    self.bulkLoad = bulkLoad
    self.ranges = ranges
    self.windows = windows
    self.quantiles = quantiles
    self.mostJoined = mostJoined
    self.mostColumns = mostColumns
  }
}
