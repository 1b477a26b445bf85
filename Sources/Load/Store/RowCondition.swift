import SurveyModel

/// A condition on the columns of a table of the store, compiled and never pasted.
struct RowCondition {
  /// The declared types by the names of the columns.
  private let columns: [String: String]

  init(_ columns: [String: String]) {
    self.columns = columns
  }

  /// The condition in SQL.
  ///
  /// - Throws: `ExpressionTypeError` when it names no column of the table or compares what does not
  ///   compare.
  func sql(_ condition: Expression) throws(ExpressionTypeError) -> String {
    for name in condition.variables where columns[name] == nil {
      throw ExpressionTypeError(
        "expected a column of \(columns.keys.sorted().joined(separator: ", ")), found “\(name)”")
    }
    // A column of any values takes whatever it is compared with.
    if !condition.variables.contains(where: { type(of: $0) == nil }) { try check(condition) }
    return try SQLCompiler(scope: { .column(nil, $0) }).compile(condition).sql
  }

  private func check(_ condition: Expression) throws(ExpressionTypeError) {
    do throws(ExpressionTypeError) {
      guard try condition.type(type) == .boolean else {
        throw ExpressionTypeError("expected a condition, found “\(condition)”")
      }
    } catch {
      // The store keeps dates as their ISO texts.
      guard (try? condition.type { type(of: $0) == .text ? .date : type(of: $0) }) == .boolean
      else { throw error }
    }
  }

  private func type(of name: String) -> ExpressionType? {
    switch columns[name]?.uppercased() {
    case "INTEGER", "REAL": .number
    case "TEXT": .text
    default: nil
    }
  }
}
