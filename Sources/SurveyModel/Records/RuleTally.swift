/// How often an edit rule was tested and what came of it.
package struct RuleTally: Hashable, Sendable, Codable {
  /// The cases on which the condition was true or false.
  package var tested = 0
  /// The cases on which it was false.
  package var failed = 0
  /// The failed cases whose value the rule corrected.
  package var corrected = 0

  /// Makes an empty tally.
  package init() {}

  /// Adds the cases of another tally.
  package static func += (left: inout Self, right: Self) {
    left.tested += right.tested
    left.failed += right.failed
    left.corrected += right.corrected
  }
}
