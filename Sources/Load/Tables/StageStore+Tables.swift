internal import GRDB
internal import Relational
internal import SQLDialect
internal import SQLiteBulk
package import SurveyModel

extension StageStore {
  /// The rows that the first step of a table takes at a time.
  ///
  /// SQLite groups by sorting; so many rows are sorted within the processor's cache, which halves the
  /// time of a table of half a million rows.
  private static let rowsOfStep = 8192

  /// Computes a table and keeps its published cells as `table_<name>`, its rows in the order of
  /// publication.
  ///
  /// Where cells are withheld, the figures as they are stand in a temporary table until the store is
  /// closed, for the checks of this run.
  ///
  /// - Returns: What is worth knowing of its cells: how many are withheld, which cannot be estimated,
  ///   which levels do not add up; and which records have no place.
  /// - Throws: `RunFailure` when SQLite refuses.
  @discardableResult
  package func tabulate(_ table: CompiledTable) throws(RunFailure) -> Tabulation {
    try write { database in
      var levels = LevelSums(table)
      var findings = CellFindings(table, file: pipeline.path)
      try database.execute(sql: table.definition(isPublished: true))
      let published = try TableWriter(table, isPublished: true, on: database)
      func publish(_ row: TableRow, _ cells: [PublishedCell]) throws {
        findings.add(row.keys, cells)
        try published.append(row.keys, cells)
      }
      if table.definition.isWithholding {
        let rows = try Self.rows(of: table, on: database, &levels)
        let figures = rows.map { $0.cells(of: table.measures) }
        try Self.keep(figures, of: rows, table, on: database)
        let withheld = WithheldCells(
          table.disclosure,
          zip(rows, figures).map { WithheldCells.Row($0, $1, of: table) })
        findings.withheld = withheld.counts
        for (index, row) in rows.enumerated() {
          try publish(row, withheld.cells(ofRow: index))
        }
      } else {
        try Self.rows(of: table, on: database, &levels) {
          try publish($0, $0.cells(of: table.measures))
        }
      }
      for step in table.statements.flatMap(\.firstSteps) { try Self.drop(step, on: database) }
      var log = findings.log
      log.append(levels.breaches(file: pipeline.path))
      return Tabulation(log: log, absences: levels.absences)
    }
  }

  /// The rows of a table with the figures as they are, each computed from the records by one statement.
  func figures(
    of table: CompiledTable, _ body: (_ keys: [StoredValue?], _ figures: [PublishedCell]) -> Void
  ) throws(RunFailure) {
    try read { database in
      try table.rows(on: database, by: \.query) { row in
        body(row.keys, row.cells(of: table.measures))
      }
    }
  }

  /// All rows of a table whose first steps are taken in pieces.
  private static func rows(
    of table: CompiledTable, on database: Database, _ levels: inout LevelSums
  ) throws -> [TableRow] {
    var all: [TableRow] = []
    try rows(of: table, on: database, &levels) { all.append($0) }
    return all
  }

  /// Gives the rows, and holds each against what its level must add up to.
  private static func rows(
    of table: CompiledTable, on database: Database, _ levels: inout LevelSums,
    _ body: (TableRow) throws -> Void
  ) throws {
    var expected = levels
    try table.rows(
      on: database,
      by: { statement in
        for step in statement.firstSteps { try take(step, on: database) }
        try expected.expect(statement, on: database)
        return statement.secondHalf
      },
      { row in
        expected.add(row)
        try body(row)
      })
    levels = expected
  }

  /// Keeps the figures as they are where the published cells are not all of them.
  private static func keep(
    _ figures: [[PublishedCell]], of rows: [TableRow], _ table: CompiledTable,
    on database: Database
  ) throws {
    try database.execute(sql: table.definition(isPublished: false))
    let writer = try TableWriter(table, isPublished: false, on: database)
    for (row, cells) in zip(rows, figures) { try writer.append(row.keys, cells) }
  }

  /// Keeps the rows of a first step as a temporary table of its name.
  private static func take(_ step: CompiledTable.FirstStep, on database: Database) throws {
    try drop(step, on: database)
    let name = SQLName.quoted(step.name)
    let columns = try database.makeStatement(sql: step.query).columnNames.map(SQLName.quoted)
    try database.execute(
      sql: "CREATE TEMP TABLE \(name) (\(columns.joined(separator: ", ")))")
    let statement = try BulkStatement("INSERT INTO temp.\(name) \(step.query)", on: database)
    let record = SQLName.quoted(step.record)
    var start = try key(#"SELECT MIN("origin") FROM \#(record)"#, on: database)
    while let first = start {
      // The rows that are counted here are still in the cache when they are grouped.
      let end = try key(
        """
        SELECT "origin" FROM \(record) WHERE "origin" >= \(first)
        ORDER BY "origin" LIMIT 1 OFFSET \(rowsOfStep)
        """, on: database)
      try statement.insert(rows: 1) { _, binder in
        binder.integer(first, at: 1)
        binder.integer(end ?? .max, at: 2)
      }
      start = end
    }
  }

  private static func drop(_ step: CompiledTable.FirstStep, on database: Database) throws {
    try database.execute(sql: "DROP TABLE IF EXISTS temp.\(SQLName.quoted(step.name))")
  }

  /// The only value of a query, or nil where there is none.
  private static func key(
    _ query: String, on database: Database
  ) throws(SQLiteBulkError) -> Int64? {
    var query = try BulkQuery(query, on: database)
    guard try query.next(), query.kind(at: 0) == .integer else { return nil }
    return query.integer(at: 0)
  }
}
