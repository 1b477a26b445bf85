internal import Foundation

/// A regular expression of a definition, compiled once and run with a bound on its steps.
///
/// Its syntax is that of ICU, nearly Perl's. A backtracking engine needs time without end for some
/// expressions (`(a+)+$`); here it gives up after a number of steps, which is the same on every
/// machine, and says so.
package struct TextPattern: Sendable {
  /// What became of a search.
  package enum Answer: Hashable, Sendable {
    /// The expression finds something in the text.
    case found
    /// It finds nothing.
    case none
    /// Nobody knows: the search took more steps than ``TextPattern/steps``.
    case tooManySteps
  }

  /// A text that is no regular expression.
  package struct SyntaxError: Error, Hashable {}

  /// After how many steps a search gives up.
  package static let steps = 1_000_000
  /// How many steps the engine takes between two reports (ICU's `TIMER_INITIAL_VALUE`).
  private static let stepsPerReport = 10_000

  private let expression: NSRegularExpression

  /// Compiles an expression.
  ///
  /// - Throws: ``SyntaxError`` where it is none.
  package init(_ pattern: String) throws(SyntaxError) {
    do {
      expression = try NSRegularExpression(pattern: pattern.precomposedStringWithCanonicalMapping)
    } catch {
      throw SyntaxError()
    }
  }

  /// Whether the expression finds something anywhere in a text.
  ///
  /// - Complexity: At most ``steps`` steps, whatever the expression and the text.
  package func answer(for text: String) -> Answer {
    let text = text.precomposedStringWithCanonicalMapping
    var answer = Answer.none
    var steps = 0
    unsafe expression.enumerateMatches(
      in: text, options: .reportProgress, range: NSRange(text.startIndex..., in: text)
    ) { match, flags, stop in
      steps += Self.stepsPerReport
      if match != nil {
        answer = .found
      } else if flags.contains(.internalError) || steps > Self.steps {
        // An internal error: the stack on which the engine keeps its ways back is full.
        answer = .tooManySteps
      } else {
        return
      }
      unsafe stop.pointee = true
    }
    return answer
  }
}
