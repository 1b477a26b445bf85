internal import GRDB
internal import GRDBSQLite
internal import TextPattern

/// `MATCHES(text, expression)`, see `Scalar.Function.matches`.
///
/// SQLite keeps the compiled expression beside a literal for as long as the statement runs.
enum PatternFunction {
  private final class Compiled {
    let pattern: TextPattern?

    init(_ text: String) { pattern = try? TextPattern(text) }
  }

  /// Lets statements of a connection use the function.
  ///
  /// - Throws: `SQLiteBulkError` when SQLite refuses.
  static func register(on connection: OpaquePointer) throws(SQLiteBulkError) {
    let code = unsafe sqlite3_create_function_v2(
      connection, "MATCHES", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil,
      { context, _, arguments in
        guard let arguments = unsafe arguments,
          let text = unsafe PatternFunction.text(of: arguments[0]),
          let pattern = unsafe PatternFunction.pattern(context, arguments[1])
        else {
          unsafe sqlite3_result_null(context)
          return
        }
        switch pattern.answer(for: text) {
        case .found: unsafe sqlite3_result_int(context, 1)
        case .none: unsafe sqlite3_result_int(context, 0)
        case .tooManySteps: unsafe sqlite3_result_null(context)
        }
      }, nil, nil, nil)
    guard code == SQLITE_OK else { throw SQLiteBulkError(code, of: connection) }
  }

  /// The text of a value; nil for a missing one.
  private static func text(of value: OpaquePointer?) -> String? {
    guard let bytes = unsafe sqlite3_value_text(value) else { return nil }
    let count = Int(unsafe sqlite3_value_bytes(value))
    return unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  /// The expression that the second argument is, compiled once where that is a literal.
  private static func pattern(
    _ context: OpaquePointer?, _ value: OpaquePointer?
  ) -> TextPattern? {
    if let kept = unsafe sqlite3_get_auxdata(context, 1) {
      return unsafe Unmanaged<Compiled>.fromOpaque(kept).takeUnretainedValue().pattern
    }
    guard let text = unsafe text(of: value) else { return nil }
    let compiled = Compiled(text)
    unsafe sqlite3_set_auxdata(context, 1, Unmanaged.passRetained(compiled).toOpaque()) { kept in
      guard let kept = unsafe kept else { return }
      unsafe Unmanaged<Compiled>.fromOpaque(kept).release()
    }
    return compiled.pattern
  }
}
