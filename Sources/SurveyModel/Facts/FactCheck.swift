/// A relation between figures of one report, and whether it holds.
package struct FactCheck: Hashable, Sendable {
  /// What is compared.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The parts add up to the total.
    case sum
    /// The part is at most the whole.
    case part
    /// Two indicators are the same number.
    case equal
    /// A quotient lies in its range.
    case ratio
    /// A rate is what its own counts give.
    case rate
    /// A rate can come from whole numbers over its denominator (the GRIM test).
    case wholeNumbers = "whole_numbers"
    /// A change is what the earlier and the later figure give.
    case change
    /// A figure reaches its target.
    case target
    /// A figure that is stated twice.
    case repeated
  }

  /// Whether a relation holds.
  package enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// It holds, as far as rounding can tell.
    case holds
    /// The report contradicts itself.
    case contradicted
    /// It does not hold, which is strange and not impossible.
    case anomaly
    /// Damage or vague wording leaves it open.
    case undecidable
  }

  /// What is compared.
  package let kind: Kind
  /// The figures on the left of the relation.
  package let parts: [Fact]
  /// The figure on the right.
  package let total: Fact
  /// The relation with its numbers, such as `135 + 5 + 1 = 141`.
  package let expression: String
  /// Whether it holds.
  package let verdict: Verdict

  /// Describes a check.
  package init(kind: Kind, parts: [Fact], total: Fact, expression: String, verdict: Verdict) {
    self.kind = kind
    self.parts = parts
    self.total = total
    self.expression = expression
    self.verdict = verdict
  }
}
