/// Why a figure of a report has no figure of a table beside it, from the least to the nearest.
enum NoCounterpart: String, Hashable, Comparable, CaseIterable {
  /// The catalogue does not know what it is of.
  case unknownIndicator = "unknown_indicator"
  /// The pipeline ties no table to its indicator.
  case noTie = "no_tie"
  /// It is an aim, a change or a rule, and its indicator is none.
  case otherRole = "other_role"
  /// The table's figure is in another unit.
  case otherUnit = "other_unit"
  /// The table has no data of its day.
  case otherDay = "other_day"
  /// The gazetteer does not tell its place, or several have the name.
  case unknownPlace = "unknown_place"
  /// The table has no row of its place.
  case otherPlace = "other_place"
  /// The table splits its place, and the report does not.
  case split

  /// Orders reasons by how near the figure of a table was.
  static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
