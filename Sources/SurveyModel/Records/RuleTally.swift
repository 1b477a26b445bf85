/// How often an edit rule was tested and what came of it.
public struct RuleTally: Hashable, Sendable {
  /// The cases on which the condition was true or false.
  public var tested = 0
  /// The cases on which it was false.
  public var failed = 0
  /// The failed cases whose value the rule corrected.
  public var corrected = 0

  /// Makes an empty tally.
  public init() {}

  /// Adds the cases of another tally.
  public static func += (left: inout Self, right: Self) {
    left.tested += right.tested
    left.failed += right.failed
    left.corrected += right.corrected
  }
}
