package import GRDB
internal import GRDBSQLite
package import Relational
internal import SQLDialect

/// A table of a store that takes whole blocks of rows.
///
/// Usual rows go to SQLite as the image of a database, from which it copies them as they are; whatever
/// is unusual is bound value by value, so that SQLite judges and converts it. Both give the same rows.
///
/// It belongs to the connection it was made for and must be gone before that is closed.
package struct BulkTable: ~Copyable {
  /// The name under which images are attached, all of a connection's the same.
  private static let schema = "bulk_image"

  private let statement: BulkStatement
  /// How images are made; nil for a table of which SQLite copies no whole rows.
  private var image: (shape: TableShape, format: RecordFormat)?
  private var version: UInt32 = 0

  /// Prepares a table for blocks.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - columns: The names of the blocks' columns, in order.
  ///   - database: The connection.
  /// - Throws: `SQLiteBulkError` when there is no such table or column.
  package init(_ table: String, columns: [String], on database: Database) throws {
    let shape = try TableShape(of: table, on: database)
    let statement = try BulkStatement(
      SQLDialect.statement(appendingTo: table, columns), on: database)
    self.statement = statement
    image = shape.flatMap { shape in
      RecordFormat(shape, from: columns, longestText: DatabaseImage.longestRow).map { (shape, $0) }
    }
  }

  /// Appends the rows of a block.
  ///
  /// Images cannot be exchanged within a transaction: an open one is committed and another begun.
  ///
  /// - Throws: `SQLiteBulkError` when a row breaks a constraint or the disk is full.
  package mutating func append(_ block: RowBlock, on database: Database) throws {
    var rest = 0..<block.rows
    if !rest.isEmpty {
      try unsafe block.withUnsafeRows { try unsafe copy(&rest, of: $0, on: database) }
    }
    if !rest.isEmpty { try statement.insert(rest, of: block) }
  }

  /// Copies as many of the rows as images take.
  private mutating func copy(
    _ rows: inout Range<Int>, of block: UnsafeBlock, on database: Database
  ) throws {
    guard let (shape, format) = image, let measured = unsafe format.measure(block) else { return }
    while !rows.isEmpty {
      version += 1
      var rest = rows
      let image = unsafe DatabaseImage.taking(
        &rest, of: block, measured, format, shape, version: version)
      guard let image else { return }
      guard try copy(image, shape, on: database) else {
        self.image = nil
        return
      }
      rows = rest
    }
  }

  /// Copies all rows of an image; false where SQLite would not copy them as they are.
  private func copy(
    _ image: consuming DatabaseImage, _ shape: TableShape, on database: Database
  ) throws -> Bool {
    guard let connection = unsafe database.sqliteConnection else {
      throw SQLiteBulkError(code: SQLITE_MISUSE, message: "the connection is closed")
    }
    let isInside = database.isInsideTransaction
    if isInside { try database.commit() }
    if unsafe sqlite3_db_readonly(connection, Self.schema) < 0 {
      try database.execute(sql: "ATTACH DATABASE ':memory:' AS \(Self.schema)")
    }
    let code = unsafe image.attach(to: connection, as: Self.schema)
    guard code == SQLITE_OK else { throw SQLiteBulkError(code, of: connection) }
    let table = SQLName.quoted(shape.name)
    // Generated columns are among those selected, which only the copying of whole rows allows; SQLite
    // does not copy so where it has references to check.
    let transfer = try PreparedStatement.accepted(
      "INSERT INTO main.\(table) SELECT * FROM \(Self.schema).\(table)", on: database)
    guard let transfer else {
      if isInside { try database.beginTransaction(.exclusive) }
      return false
    }
    _ = try transfer.step()
    if isInside { try database.beginTransaction(.exclusive) }
    return true
  }
}
