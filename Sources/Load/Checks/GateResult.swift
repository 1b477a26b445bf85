/// One condition that a run must meet to be published, and whether it does.
package struct GateResult: Hashable, Sendable {
  /// A kind of finding that a gate counts.
  package struct Reason: Hashable, Sendable {
    /// The code of the findings.
    package let code: String
    /// How many there are.
    package let count: Int
    /// Where one of them is.
    package let example: String
  }

  /// The gate's name.
  package let name: String
  /// The greatest value that passes, or nil where any does.
  package let limit: Double?
  /// The run's value.
  package let value: Double
  /// The commonest findings behind the value, the most first, where the run does not pass.
  package var reasons: [Reason] = []

  /// What was found, where the value alone does not say it.
  package var finding: String?

  /// Takes a gate's name, its limit and the run's value.
  package init(name: String, limit: Double?, value: Double, finding: String? = nil) {
    self.name = name
    self.limit = limit
    self.value = value
    self.finding = finding
  }

  /// Whether the run passes.
  package var isPassed: Bool { limit.map { value <= $0 } ?? true }

  /// The value, with no more decimals than tell it from the limit.
  var shownValue: String {
    for decimals in [0, 2, 4, 6, 9] {
      let text = DecimalText.rounded(value, decimals: decimals)
      guard let shown = Double(text), abs(shown - value) <= abs(value) * 0.001,
        limit.map({ shown <= $0 }) ?? true == isPassed
      else { continue }
      return DecimalText.shortest(shown)
    }
    return DecimalText.shortest(value)
  }

  /// What was expected and found, with the commonest reasons.
  var message: String {
    let found =
      "expected \(name) of at most \(DecimalText.shortest(limit ?? 0)), found \(shownValue)"
    guard let first = reasons.first else { return finding.map { "\(found): \($0)" } ?? found }
    let counts = reasons.map { "\($0.code) (\($0.count))" }.joined(separator: ", ")
    return "\(found): \(counts); for example \(first.example)"
  }
}
