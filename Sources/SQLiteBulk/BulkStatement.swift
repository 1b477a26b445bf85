package import GRDB
internal import GRDBSQLite

/// An `INSERT` that is prepared once and run for every row.
///
/// It belongs to the connection it was prepared on and must be gone before that is closed.
package struct BulkStatement: ~Copyable {
  private let statement: PreparedStatement

  /// Prepares a statement with parameters `?1`, `?2`, ….
  ///
  /// - Throws: `SQLiteBulkError` when SQLite does not understand it.
  package init(_ sql: String, on database: Database) throws(SQLiteBulkError) {
    statement = try PreparedStatement(sql, on: database)
  }

  /// Runs the statement once for each row.
  ///
  /// - Parameters:
  ///   - count: The number of rows.
  ///   - bind: Sets every parameter of a row; what it leaves out keeps the value of the row before.
  /// - Throws: `SQLiteBulkError` when a row breaks a constraint or the disk is full.
  package func insert(
    rows count: Int, _ bind: (Int, borrowing RowBinder) -> Void
  ) throws(SQLiteBulkError) {
    defer { unsafe sqlite3_clear_bindings(statement.handle) }
    let binder = unsafe RowBinder(handle: statement.handle)
    for row in 0..<count {
      bind(row, binder)
      _ = try statement.step()
      statement.reset()
    }
  }

  /// Runs the statement once for each row of a block, whose columns are its parameters in order.
  ///
  /// - Throws: `SQLiteBulkError` when a row breaks a constraint or the disk is full.
  package func insert(_ block: BulkBlock) throws(SQLiteBulkError) {
    precondition(block.storages.count == block.rows * block.columns)
    precondition(block.bits.count == block.storages.count)
    defer { unsafe sqlite3_clear_bindings(statement.handle) }
    // The parameters point into the arenas, which therefore must stay until the last row is run.
    let failure: SQLiteBulkError? = unsafe block.texts.withUnsafeArena { texts in
      unsafe block.shared.withUnsafeArena { shared in
        unsafe block.own.withUnsafeArena { own in
          unsafe run(block, texts, shared, own)
        }
      }
    }
    if let failure { throw failure }
  }

  private func run(
    _ block: BulkBlock, _ texts: UnsafeTextArena, _ shared: UnsafeTextArena, _ own: UnsafeTextArena
  ) -> SQLiteBulkError? {
    let (rows, columns) = (block.rows, block.columns)
    let storages = block.storages.span
    let bits = block.bits.span
    let handle = unsafe statement.handle
    for row in 0..<rows {
      for column in 0..<columns {
        let index = column * rows + row
        let parameter = Int32(column + 1)
        // A parameter keeps its value until it gets another.
        if row > 0, bits[index] == bits[index - 1],
          storages[index].rawValue == storages[index - 1].rawValue
        {
          continue
        }
        switch storages[index] {
        case .null: unsafe sqlite3_bind_null(handle, parameter)
        case .integer:
          unsafe sqlite3_bind_int64(handle, parameter, Int64(bitPattern: bits[index]))
        case .real:
          unsafe sqlite3_bind_double(handle, parameter, Double(bitPattern: bits[index]))
        case .text: unsafe texts.bind(Int(bits[index]), to: handle, at: parameter)
        case .shared: unsafe shared.bind(Int(bits[index]), to: handle, at: parameter)
        case .own: unsafe own.bind(Int(bits[index]), to: handle, at: parameter)
        case .blob: unsafe sqlite3_bind_zeroblob(handle, parameter, 0)
        }
      }
      do throws(SQLiteBulkError) {
        _ = try statement.step()
      } catch {
        return error
      }
      statement.reset()
    }
    return nil
  }
}

/// Texts whose bytes stay where they are for the time of a call.
@unsafe private struct UnsafeTextArena {
  let bytes: UnsafeBufferPointer<UInt8>
  let offsets: UnsafeBufferPointer<Int>

  /// Binds a text without copying it.
  @inline(__always)
  func bind(_ number: Int, to handle: OpaquePointer, at parameter: Int32) {
    unsafe precondition(number >= 0 && number + 1 < offsets.count)
    let (start, end) = unsafe (offsets[number], offsets[number + 1])
    unsafe precondition(start >= 0 && start <= end && end <= bytes.count)
    guard let base = unsafe bytes.baseAddress, end > start, let length = Int32(exactly: end - start)
    else {
      // The pointer must not be nil, which would bind NULL; of no byte SQLite keeps nothing.
      let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      unsafe sqlite3_bind_text(handle, parameter, "", 0, transient)
      return
    }
    unsafe UnsafeRawPointer(base + start)
      .withMemoryRebound(to: CChar.self, capacity: end - start) { start in
        // No destructor means that the bytes stay until the statement has run.
        _ = unsafe sqlite3_bind_text(handle, parameter, start, length, nil)
      }
  }
}

extension BulkTexts {
  fileprivate func withUnsafeArena<Result>(_ body: (UnsafeTextArena) -> Result) -> Result {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe offsets.withUnsafeBufferPointer { offsets in
        unsafe body(UnsafeTextArena(bytes: bytes, offsets: offsets))
      }
    }
  }
}

/// Sets the parameters of one row, which count from 1.
@safe
package struct RowBinder: ~Copyable {
  private let handle: OpaquePointer

  fileprivate init(handle: OpaquePointer) {
    unsafe self.handle = handle
  }

  /// Sets NULL.
  package func null(at parameter: Int) {
    unsafe sqlite3_bind_null(handle, Int32(parameter))
  }

  /// Sets a whole number.
  package func integer(_ value: Int64, at parameter: Int) {
    unsafe sqlite3_bind_int64(handle, Int32(parameter), value)
  }

  /// Sets a number.
  package func real(_ value: Double, at parameter: Int) {
    unsafe sqlite3_bind_double(handle, Int32(parameter), value)
  }

  /// Sets a text, copying it.
  package func text(_ value: String, at parameter: Int) {
    let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    var value = value
    value.withUTF8 { bytes in
      let length = Int32(clamping: bytes.count)
      guard let base = bytes.baseAddress, length > 0 else {
        unsafe sqlite3_bind_text(handle, Int32(parameter), "", 0, transient)
        return
      }
      unsafe base.withMemoryRebound(to: CChar.self, capacity: bytes.count) { start in
        _ = unsafe sqlite3_bind_text(handle, Int32(parameter), start, length, transient)
      }
    }
  }
}
