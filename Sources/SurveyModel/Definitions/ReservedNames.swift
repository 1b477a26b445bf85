/// The names that the stage store and the published tables use themselves.
///
/// SQL does not tell upper and lower case apart, so that neither do these.
public enum ReservedNames {
  private static let tables: Set = [
    "source_file", "worksheet", "mapping", "place", "place_base", "place_change", "change",
    "quarantine", "diagnostic", "fact", "reconciliation", "row_tally", "source_row", "edit",
    "duplicate", "duplicate_value", "clear_column", "edit_tally", "edit_located",
    RecordRelations.previous,
  ]
  private static let prefixes = [
    "sqlite_", "part_", "figures_", "repeated_", "previous_", "table_", "extract_", "raw_",
  ]
  private static let variables: Set = [
    "origin", "file", "worksheet", "row", "status", "missing", "kind", "source_row",
  ]

  /// What a name is to an engine: two names that are equal so cannot stand side by side.
  public static func folded(_ name: String) -> String { name.lowercased() }

  /// Whether no record may have the name.
  public static func isRecord(_ name: String) -> Bool {
    let name = folded(name)
    return tables.contains(name) || prefixes.contains { name.hasPrefix($0) }
      || name.hasSuffix("_clean")
  }

  /// Whether no variable may have the name.
  public static func isVariable(_ name: String) -> Bool { variables.contains(folded(name)) }

  /// Whether no measure or dimension may have the name in a table whose narrowest rows are of a level.
  public static func isColumn(_ name: String, narrowest: PlaceLevel) -> Bool {
    let name = folded(name)
    return ["level", "code", "name", "place", "_status"].contains(name)
      || PlaceLevel.allCases.contains { $0 < narrowest && $0.rawValue == name }
  }

  /// The most variables of a record, and of columns of figures of a table: a table of SQLite has no
  /// more than 2,000 columns.
  public static let mostColumns = 1900
  /// The most variables that a table is split by.
  public static let mostDimensions = 100
}
