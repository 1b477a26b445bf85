internal import Relational
package import SurveyModel

/// A condition on the columns of a table of the store, compiled and never pasted.
package struct RowCondition: Sendable {
  private let condition: Expression

  /// Takes a condition in the words of a pipeline file's.
  ///
  /// - Throws: `RunFailure` with status 64 when the text is no expression.
  package init(_ text: String) throws(RunFailure) {
    do throws(ExpressionSyntaxError) {
      condition = try Expression(parsing: text)
    } catch {
      throw Self.failure("\(error.reason) in “\(text)”")
    }
  }

  /// The condition on columns, given with the types that they are declared with.
  ///
  /// - Throws: `RunFailure` with status 64 when it names no column of the table or compares what does
  ///   not compare.
  func scalar(on columns: [String: StoredTable.Kind]) throws(RunFailure) -> Scalar {
    do throws(ExpressionTypeError) {
      return try compiled(columns)
    } catch {
      throw Self.failure("\(error.reason)")
    }
  }

  private static func failure(_ message: Diagnostic.Message) -> RunFailure {
    RunFailure(
      Diagnostic(
        .pipelineExpression, at: SourceLocation(file: "--where"), message,
        remedy: "write a condition such as status = 'quarantined' and row > 100"), exit: .usage)
  }

  private func compiled(_ columns: [String: StoredTable.Kind]) throws(ExpressionTypeError) -> Scalar
  {
    func type(of name: String) -> ExpressionType? {
      switch columns[name] {
      case .integer, .number: .number
      case .text: .text
      case .any, nil: nil
      }
    }
    for name in condition.variables where columns[name] == nil {
      throw ExpressionTypeError(
        "expected a column of \(columns.keys.sorted().joined(separator: ", ")), found “\(name)”")
    }
    // A column of any values takes whatever it is compared with.
    if !condition.variables.contains(where: { type(of: $0) == nil }) { try check(type) }
    return try ScalarCompiler(scope: { .column(nil, $0) }).compile(condition)
  }

  private func check(_ type: (String) -> ExpressionType?) throws(ExpressionTypeError) {
    do throws(ExpressionTypeError) {
      guard try condition.type(type) == .boolean else {
        throw ExpressionTypeError("expected a condition, found “\(condition)”")
      }
    } catch {
      // The store keeps dates as their ISO texts.
      guard (try? condition.type { type($0) == .text ? .date : type($0) }) == .boolean
      else { throw error }
    }
  }
}
