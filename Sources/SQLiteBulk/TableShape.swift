internal import GRDB

/// How the rows of a table are stored, where it is a plain one: strict, keyed by one whole number,
/// without indexes and defaults.
struct TableShape {
  /// What a strict table takes in a column.
  enum Kind: String {
    /// Whole numbers.
    case integer = "INTEGER"
    /// Numbers.
    case real = "REAL"
    /// Texts.
    case text = "TEXT"
    /// Anything.
    case any = "ANY"
  }

  /// A column that has a place in the stored rows.
  struct Column {
    /// The name.
    let name: String
    /// What it takes.
    let kind: Kind
    /// Whether it takes NULL.
    let isOptional: Bool
    /// Whether it is the key, which is stored before the row and not in it.
    let isKey: Bool
  }

  /// The name of the table.
  let name: String
  /// The statement that made it.
  let definition: String
  /// The stored columns, in order.
  let columns: [Column]

  /// Looks at a table of a database's main schema; nil where it is no plain one.
  init?(of table: String, on database: Database) throws {
    let isPlain = try Bool.fetchOne(
      database,
      sql: """
        SELECT strict AND NOT wr FROM pragma_table_list(?) WHERE schema = 'main' AND type = 'table'
        """, arguments: [table])
    let indexes = try Int.fetchOne(
      database, sql: "SELECT COUNT(*) FROM pragma_index_list(?)", arguments: [table])
    guard isPlain == true, indexes == 0,
      let definition = try String.fetchOne(
        database, sql: "SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?",
        arguments: [table])
    else { return nil }
    name = table
    self.definition = definition
    // Generated columns (hidden 2 and 3) are none of a bulk load's; only those of a query are not stored.
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT name, type, "notnull", pk, hidden, dflt_value FROM pragma_table_xinfo(?)
        WHERE hidden <> 2 ORDER BY cid
        """, arguments: [table])
    columns = rows.compactMap { row in
      guard row["hidden"] == 0, (row["dflt_value"] as String?) == nil,
        let kind = Kind(rawValue: row["type"])
      else { return nil }
      return Column(
        name: row["name"], kind: kind, isOptional: row["notnull"] == 0, isKey: row["pk"] == 1)
    }
    let keys = columns.filter(\.isKey)
    guard columns.count == rows.count, keys.count == 1, keys[0].kind == .integer else { return nil }
  }
}
