internal import GRDB
internal import Relational
internal import SQLDialect
internal import SurveyModel

extension Database {
  /// In what a table of the main schema differs from one that is described, in words; nil where there is
  /// none of that name.
  func differences(from table: StoredTable) throws -> [String]? {
    let found = try Row.fetchOne(
      self,
      sql: #"SELECT "type", "sql" FROM "main"."sqlite_schema" WHERE "name" = ? COLLATE NOCASE"#,
      arguments: [table.name])
    guard let found else { return nil }
    guard found["type"] == "table", let definition = found["sql"] as String? else {
      return ["\(table.name) is a \(found["type"] as String) and no table"]
    }
    var differences = try columnDifferences(from: table, definition)
    func compare(_ what: String, _ expected: Set<String>, _ found: Set<String>) {
      differences += expected.subtracting(found).sorted().map { "\(what) \($0) is not there" }
      differences += found.subtracting(expected).sorted()
        .map { "\(what) \($0) is none of the migration's" }
    }
    compare(
      "the key", Set((table.unique + (table.key.isEmpty ? [] : [table.key])).map(Self.list)),
      try uniqueKeys(of: table.name))
    compare(
      "the reference",
      Set(
        table.references.map {
          "\(Self.list($0.columns)) to \($0.table) \(Self.list($0.key))"
        }), try references(of: table.name))
    return differences
  }

  private func columnDifferences(
    from table: StoredTable, _ definition: String
  ) throws -> [String] {
    var differences: [String] = []
    let columns = try Row.fetchAll(
      self, sql: #"SELECT "name", "type", "notnull", "pk" FROM "main".pragma_table_xinfo(?)"#,
      arguments: [table.name])
    let found = Dictionary(
      columns.map { ($0["name"] as String, $0) }, uniquingKeysWith: { first, _ in first })
    for column in table.columns {
      guard let row = found[column.name] else {
        differences.append("the column \(column.name) is not there")
        continue
      }
      let expected = SQLDialect.definition(of: column, in: table)
      let type = row["type"] as String
      let words = expected.dropFirst(SQLName.quoted(column.name).count + 1)
        .split(separator: " ")
      if let kind = words.first, kind != type.uppercased() {
        differences.append("the column \(column.name) takes \(type) and not \(kind)")
      }
      let isRequired = row["notnull"] as Int != 0 || row["pk"] as Int != 0
      if isRequired == column.mayBeMissing {
        differences.append(
          "the column \(column.name) \(isRequired ? "must have" : "may lack") a value")
      }
      if !column.values.isEmpty, !definition.contains(expected) {
        differences.append("the column \(column.name) takes other codes")
      }
    }
    let names = Set(table.columns.map(\.name))
    differences += columns.map { $0["name"] as String }.filter { !names.contains($0) }
      .map { "the column \($0) is none of the migration's" }
    return differences
  }

  /// The columns that tell rows of a table apart, its own key among them.
  private func uniqueKeys(of table: String) throws -> Set<String> {
    let key = try String.fetchAll(
      self,
      sql: #"SELECT "name" FROM "main".pragma_table_xinfo(?) WHERE "pk" > 0 ORDER BY "pk""#,
      arguments: [table])
    let indexes = try String.fetchAll(
      self,
      sql: #"SELECT "name" FROM "main".pragma_index_list(?) WHERE "unique" AND "origin" = 'u'"#,
      arguments: [table])
    var keys: Set<String> = key.isEmpty ? [] : [Self.list(key)]
    for index in indexes {
      let columns = try String.fetchAll(
        self, sql: #"SELECT "name" FROM "main".pragma_index_info(?) ORDER BY "seqno""#,
        arguments: [index])
      keys.insert(Self.list(columns))
    }
    return keys
  }

  private func references(of table: String) throws -> Set<String> {
    let rows = try Row.fetchAll(
      self,
      sql: """
        SELECT "id", "table", "from", "to" FROM "main".pragma_foreign_key_list(?)
        ORDER BY "id", "seq"
        """, arguments: [table])
    let parts = Dictionary(grouping: rows) { $0["id"] as Int }
    return Set(
      parts.values.map { rows in
        let parent = rows[0]["table"] as String
        return
          "\(Self.list(rows.map { $0["from"] })) to \(parent) \(Self.list(rows.map { $0["to"] ?? "" }))"
      })
  }

  private static func list(_ names: [String]) -> String { "(\(names.joined(separator: ", ")))" }

  /// The references that lead nowhere, of some tables of the main schema and to them.
  func brokenReferences(of tables: [String]) throws -> [BrokenReference] {
    let own = Set(tables.map { $0.lowercased() })
    let all = try String.fetchAll(
      self,
      sql: #"SELECT "name" FROM "main"."sqlite_schema" WHERE "type" = 'table' ORDER BY "name""#)
    var broken: [BrokenReference] = []
    for table in all {
      let parents = try String.fetchAll(
        self, sql: #"SELECT "table" FROM "main".pragma_foreign_key_list(?)"#, arguments: [table])
      guard
        own.contains(table.lowercased())
          || parents.contains(where: { own.contains($0.lowercased()) })
      else { continue }
      let rows = try Row.fetchAll(
        self,
        sql: """
          SELECT "parent", COUNT(*) AS "rows" FROM "main".pragma_foreign_key_check(?)
          GROUP BY "parent" ORDER BY "parent"
          """, arguments: [table])
      broken +=
        rows.map { BrokenReference(table: table, parent: $0["parent"], count: $0["rows"]) }
        // Those between tables of others are theirs.
        .filter { own.contains(table.lowercased()) || own.contains($0.parent.lowercased()) }
    }
    return broken
  }
}
