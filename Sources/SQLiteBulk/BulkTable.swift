package import GRDB
internal import GRDBSQLite

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
  private let image: (shape: TableShape, format: RecordFormat)?
  private var version: UInt32 = 0

  /// Prepares a table for blocks.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - columns: The names of the blocks' columns, in order.
  ///   - database: The connection.
  /// - Throws: `SQLiteBulkError` when there is no such table or column.
  package init(_ table: String, columns: [String], on database: Database) throws {
    let quoted = columns.map(Self.quoted).joined(separator: ", ")
    let parameters = (1...columns.count).map { "?\($0)" }.joined(separator: ", ")
    let shape = try TableShape(of: table, on: database)
    let statement = try BulkStatement(
      "INSERT INTO \(Self.quoted(table)) (\(quoted)) VALUES (\(parameters))", on: database)
    self.statement = statement
    image = shape.flatMap { shape in RecordFormat(shape, from: columns).map { (shape, $0) } }
  }

  /// Appends the rows of a block.
  ///
  /// Images cannot be exchanged within a transaction: an open one is committed and another begun.
  ///
  /// - Throws: `SQLiteBulkError` when a row breaks a constraint or the disk is full.
  package mutating func append(_ block: BulkBlock, on database: Database) throws {
    var rest = 0..<block.rows
    while !rest.isEmpty {
      guard try copy(&rest, of: block, on: database) else { break }
    }
    if !rest.isEmpty { try statement.insert(rest, of: block) }
  }

  /// Copies as many of the rows as an image takes; false where they must be bound.
  private mutating func copy(
    _ rows: inout Range<Int>, of block: BulkBlock, on database: Database
  ) throws -> Bool {
    guard let (shape, format) = image, let connection = unsafe database.sqliteConnection else {
      return false
    }
    version += 1
    var rest = rows
    var made: DatabaseImage?
    unsafe block.withUnsafeRows { block in
      unsafe made = .taking(&rest, of: block, format, shape, version: version)
    }
    guard let made else { return false }
    let isInside = database.isInsideTransaction
    if isInside { try database.commit() }
    if unsafe sqlite3_db_readonly(connection, Self.schema) < 0 {
      try database.execute(sql: "ATTACH DATABASE ':memory:' AS \(Self.quoted(Self.schema))")
    }
    let code = unsafe made.attach(to: connection, as: Self.schema)
    guard code == SQLITE_OK else { throw SQLiteBulkError(code, of: connection) }
    let table = Self.quoted(shape.name)
    // Generated columns are among those selected, which only the copying of whole rows allows.
    let transfer = try PreparedStatement(
      "INSERT INTO main.\(table) SELECT * FROM \(Self.quoted(Self.schema)).\(table)", on: database)
    _ = try transfer.step()
    if isInside { try database.beginTransaction(.exclusive) }
    rows = rest
    return true
  }

  private static func quoted(_ name: String) -> String {
    "\"\(name.replacing("\"", with: "\"\""))\""
  }
}
