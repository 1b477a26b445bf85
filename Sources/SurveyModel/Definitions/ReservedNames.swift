/// The names that the stage store and the published tables use themselves.
///
/// SQL does not tell upper and lower case apart, so that neither do these.
package enum ReservedNames {
  private static let tables: Set = [
    "source_file", "worksheet", "mapping", "place", "place_base", "place_change", "change",
    "quarantine", "diagnostic", "fact", "reconciliation", "row_tally", "source_row", "edit",
    "duplicate", "duplicate_value", "clear_column", "edit_tally", "edit_located", "place_of",
    "row_place", "place_attribute", "in_every_wave", "definition", "variable", "measure",
    RecordRelations.previous, RecordRelations.before, RecordRelations.after,
  ]
  private static let variables: Set = [
    "origin", "file", "worksheet", "row", "status", "missing", "kind", "source_row",
  ]

  private static let columns: Set = ["level", "code", "name", "place", "_status"]
  private static let placeColumns: Set = ["parent", "valid_from", "valid_to", "rank"]

  /// The file of the store in a run's folder.
  package static let storeFile = "stages.sqlite"

  /// The table of a target that says what migrations brought there.
  package static let migrationTable = "millet_migration"

  /// What a name is to an engine: two names that are equal so cannot stand side by side.
  package static func folded(_ name: String) -> String { name.lowercased() }

  /// Whether no record may have the name.
  package static func isRecord(_ name: String) -> Bool {
    // What is kept for several waves ends in the wave's number.
    let folded = folded(name)
    let name = folded.wholeMatch(of: /(.+)_of_[0-9]+/).map { String($0.1) } ?? folded
    let isPart = name.hasPrefix("part_") && Int(name.dropFirst(5)) != nil
    return tables.contains(name) || isPart || name.hasPrefix("sqlite_")
  }

  /// The other names that records, sources and tables take up in the store, folded.
  package static func derived(records: [String], sources: [String], tables: [String]) -> Set<String>
  {
    let ofRecords = records.flatMap {
      ["\($0)_clean", "cells_of_\($0)", "previous_\($0)", "repeated_\($0)"]
    }
    let ofSources = sources.flatMap { ["raw_\($0)", "extract_\($0)"] }
    let ofTables = tables.flatMap { ["table_\($0)", "figures_\($0)"] }
    return Set((ofRecords + ofSources + ofTables).map(folded))
  }

  /// Whether no variable may have the name.
  package static func isVariable(_ name: String) -> Bool { variables.contains(folded(name)) }

  /// Whether no measure or dimension may have the name in a table that names places of some levels
  /// around those of its rows.
  package static func isColumn(_ name: String, beside levels: [PlaceLevel]) -> Bool {
    let name = folded(name)
    return columns.contains(name) || levels.contains { folded($0.name) == name }
  }

  /// Whether no level of places may have the name.
  package static func isLevel(_ name: String) -> Bool {
    levelNames.contains(folded(name))
  }

  /// The names that no record may have, in order.
  package static var records: [String] { tables.sorted() }
  /// The names that no variable may have, in order.
  package static var variableNames: [String] { variables.sorted() }
  /// The names that no measure or dimension may have, in order.
  package static var columnNames: [String] { columns.sorted() }
  /// The names that no level may have, in order.
  package static var levelNames: [String] {
    columns.union(placeColumns).union([GrandTotal.level, Waves.variable] + RowReference.names)
      .sorted()
  }

  /// The most variables of a record, and of columns of figures of a table: a table of SQLite has no
  /// more than 2,000 columns.
  package static let mostColumns = 1900
  /// The most variables that a table is split by.
  package static let mostDimensions = 100
}
