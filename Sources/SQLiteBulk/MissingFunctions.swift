package import GRDB
internal import GRDBSQLite
internal import SurveyModel

/// What SQLite lacks.
///
/// `ROUNDED(number, scale)` is `Scalar.Function.round`, and there is ``PatternFunction``. Aggregates over the numbers of a
/// group are `QUANTILE(numbers, share)`, `DEVIATION(numbers)`, and `COLLECT(numbers)`, which gives them as a
/// blob that the others take. `COLLECT_WEIGHTED(number, weight)` gives a blob that
/// `QUANTILE_WEIGHTED(numbers, share)` takes, and nothing else.
///
/// A missing value is none, and what is no number counts as 0, as it does in SQLite's own sums. A blob is
/// doubles in the order of the machine; it lives no longer than the connection.
package enum MissingFunctions {
  /// The values of one group while SQLite gives them.
  fileprivate final class Group {
    var values: [Double] = []
    var share = 0.5
  }

  private typealias Context = OpaquePointer
  private typealias Arguments = UnsafeMutablePointer<OpaquePointer?>

  /// Lets statements of a connection use the aggregates.
  ///
  /// - Throws: `SQLiteBulkError` when SQLite refuses.
  package static func register(on database: Database) throws(SQLiteBulkError) {
    guard let connection = unsafe database.sqliteConnection else { return }
    try unsafe registerRounding(on: connection)
    try unsafe PatternFunction.register(on: connection)
    try unsafe register("QUANTILE", 2, on: connection) { context in
      unsafe MissingFunctions.finish(context) { $0.quantile }
    }
    try unsafe register("DEVIATION", 1, on: connection) { context in
      unsafe MissingFunctions.finish(context) { $0.deviation }
    }
    try unsafe register("COLLECT", 1, on: connection) { context in
      unsafe MissingFunctions.collect(context)
    }
    try unsafe registerWeighted(on: connection)
  }

  /// Lets statements collect numbers with their weights: of each pair the number stands first.
  private static func registerWeighted(on connection: OpaquePointer) throws(SQLiteBulkError) {
    let code = unsafe sqlite3_create_function_v2(
      connection, "COLLECT_WEIGHTED", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil, nil,
      { context, _, arguments in unsafe MissingFunctions.takePair(context, arguments) },
      { context in unsafe MissingFunctions.collect(context) }, nil)
    guard code == SQLITE_OK else { throw SQLiteBulkError(code, of: connection) }
    try unsafe register("QUANTILE_WEIGHTED", 2, on: connection) { context in
      unsafe MissingFunctions.finish(context) { $0.weightedQuantile }
    }
  }

  /// Lets statements round.
  private static func registerRounding(on connection: OpaquePointer) throws(SQLiteBulkError) {
    let code = unsafe sqlite3_create_function_v2(
      connection, "ROUNDED", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil,
      { context, _, arguments in
        guard let arguments = unsafe arguments,
          unsafe sqlite3_value_type(arguments[0]) != SQLITE_NULL,
          unsafe sqlite3_value_type(arguments[1]) != SQLITE_NULL
        else {
          unsafe sqlite3_result_null(context)
          return
        }
        let number = unsafe sqlite3_value_double(arguments[0])
        let scale = unsafe sqlite3_value_double(arguments[1])
        unsafe sqlite3_result_double(context, Expression.Function.rounded(number, scale: scale))
      }, nil, nil, nil)
    guard code == SQLITE_OK else { throw SQLiteBulkError(code, of: connection) }
  }

  private static func register(
    _ name: String, _ count: Int32, on connection: OpaquePointer,
    _ end: @convention(c) (Context?) -> Void
  ) throws(SQLiteBulkError) {
    let code = unsafe sqlite3_create_function_v2(
      connection, name, count, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil, nil,
      { context, count, arguments in unsafe MissingFunctions.take(context, count, arguments) }, end,
      nil)
    guard code == SQLITE_OK else { throw SQLiteBulkError(code, of: connection) }
  }

  /// The group of a context; nil where there is none yet and none is to be made.
  ///
  /// SQLite gives each group a piece of memory of its own, empty at first, where the group is remembered.
  private static func group(of context: Context?, isMade: Bool) -> Unmanaged<Group>? {
    let size = isMade ? Int32(MemoryLayout<UInt>.size) : 0
    guard let place = unsafe sqlite3_aggregate_context(context, size) else { return nil }
    let slot = unsafe place.assumingMemoryBound(to: UInt.self)
    if unsafe slot.pointee == 0 {
      guard isMade else { return nil }
      unsafe slot.pointee = UInt(bitPattern: Unmanaged.passRetained(Group()).toOpaque())
    }
    return unsafe UnsafeRawPointer(bitPattern: slot.pointee).map { unsafe Unmanaged.fromOpaque($0) }
  }

  private static func take(_ context: Context?, _ count: Int32, _ arguments: Arguments?) {
    guard let arguments = unsafe arguments,
      unsafe sqlite3_value_type(arguments[0]) != SQLITE_NULL
    else { return }
    guard let group = unsafe group(of: context, isMade: true)?.takeUnretainedValue() else {
      unsafe sqlite3_result_error_nomem(context)
      return
    }
    unsafe group.take(arguments[0])
    if count > 1 { unsafe group.share = sqlite3_value_double(arguments[1]) }
  }

  /// Takes a number and its weight, where both are there and the weight is above 0.
  private static func takePair(_ context: Context?, _ arguments: Arguments?) {
    guard let arguments = unsafe arguments,
      unsafe sqlite3_value_type(arguments[0]) != SQLITE_NULL,
      unsafe sqlite3_value_double(arguments[1]) > 0,
      unsafe sqlite3_value_double(arguments[1]).isFinite
    else { return }
    guard let group = unsafe group(of: context, isMade: true)?.takeUnretainedValue() else {
      unsafe sqlite3_result_error_nomem(context)
      return
    }
    unsafe group.values.append(sqlite3_value_double(arguments[0]))
    unsafe group.values.append(sqlite3_value_double(arguments[1]))
  }

  /// Gives the numbers of a group.
  private static func collect(_ context: Context?) {
    guard let group = unsafe group(of: context, isMade: false)?.takeRetainedValue() else {
      unsafe sqlite3_result_null(context)
      return
    }
    unsafe group.values.withUnsafeBytes { bytes in
      // SQLite takes a copy.
      let copied = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      unsafe sqlite3_result_blob64(context, bytes.baseAddress, UInt64(bytes.count), copied)
    }
  }

  /// Gives the figure of a group, which is asked for once, also where the statement ends early.
  private static func finish(_ context: Context?, _ figure: (Group) -> Double?) {
    guard let group = unsafe group(of: context, isMade: false)?.takeRetainedValue(),
      let figure = figure(group)
    else {
      unsafe sqlite3_result_null(context)
      return
    }
    unsafe sqlite3_result_double(context, figure)
  }
}

extension MissingFunctions.Group {
  /// Takes a number, or the numbers of a blob.
  fileprivate func take(_ value: OpaquePointer?) {
    guard unsafe sqlite3_value_type(value) == SQLITE_BLOB else {
      unsafe values.append(sqlite3_value_double(value))
      return
    }
    let count = Int(unsafe sqlite3_value_bytes(value)) / MemoryLayout<Double>.size
    guard count > 0, let start = unsafe sqlite3_value_blob(value) else { return }
    for index in 0..<count {
      let place = index * MemoryLayout<Double>.size
      unsafe values.append(start.loadUnaligned(fromByteOffset: place, as: Double.self))
    }
  }

  /// The quantile (definition 7 of Hyndman and Fan, 1996); nil where there is no value.
  fileprivate var quantile: Double? {
    guard !values.isEmpty else { return nil }
    let place = Double(values.count - 1) * min(max(share, 0), 1)
    let lower = Int(place)
    values.select(lower)
    guard place > Double(lower), let next = values[(lower + 1)...].min() else {
      return values[lower]
    }
    return values[lower] + (place - Double(lower)) * (next - values[lower])
  }

  /// The weighted quantile of values that each stand before their weight; nil where there is none.
  fileprivate var weightedQuantile: Double? {
    let pairs = stride(from: 0, to: values.count - 1, by: 2)
      .map { (value: values[$0], weight: values[$0 + 1]) }
      .sorted { ($0.value, $0.weight) < ($1.value, $1.weight) }
    // The greatest weight is 1, so that no sum is beyond all numbers.
    guard let greatest = pairs.lazy.map(\.weight).max() else { return nil }
    let whole = pairs.reduce(0) { $0 + $1.weight / greatest }
    let aim = whole * min(max(share, 0), 1)
    let tolerance = whole * Self.tolerance
    var reached = 0.0
    for (index, pair) in pairs.enumerated() {
      reached += pair.weight / greatest
      guard reached >= aim - tolerance else { continue }
      guard reached <= aim + tolerance, index + 1 < pairs.count else { return pair.value }
      return pair.value / 2 + pairs[index + 1].value / 2
    }
    return pairs.last?.value
  }

  /// The share of all weights within which sums of them are taken for equal, since they are rounded.
  private static let tolerance = 1e-12

  /// The standard deviation of a sample, in two passes; nil where there are fewer than two values.
  fileprivate var deviation: Double? {
    guard values.count > 1 else { return nil }
    // In one order whatever that of the rows is, so that the last digit is the same.
    values.sort()
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count - 1)).squareRoot()
  }
}
