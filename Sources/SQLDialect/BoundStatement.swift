package import Relational

/// A statement, and the values of those of its parameters that stand behind the ones given for each run.
package struct BoundStatement: Hashable, Sendable {
  /// The statement; its parameters are `?1`, `?2`, ….
  package let text: String
  /// The values, each of the next parameter.
  package let values: [StoredValue]

  /// Puts a statement and its values together.
  package init(text: String, values: [StoredValue]) {
    self.text = text
    self.values = values
  }
}

/// Puts parameters in the place of texts and fractions, so that nothing of theirs is read as SQL and none
/// loses a digit on its way.
///
/// The same value has the same parameter wherever it stands: what a query groups by is then still known
/// for what it gives.
final class ValueBinding {
  /// The most parameters of a statement, which every engine has.
  private static let most = 999

  private var numbers: [StoredValue: Int] = [:]
  private var taken: Int
  /// The values, in the order of their parameters.
  private(set) var values: [StoredValue] = []

  /// Begins behind parameters that are given for each run.
  init(behind given: Int) { taken = given }

  /// A value with parameters in place of its texts and fractions.
  func bound(_ scalar: Scalar) -> Scalar {
    scalar.replacing { part in
      switch part {
      case .text(let text): parameter(for: .text(text))
      case .number(let number) where number.isFinite && number != number.rounded():
        parameter(for: .real(number))
      default: nil
      }
    }
  }

  private func parameter(for value: StoredValue) -> Scalar? {
    if let number = numbers[value] { return .parameter(number) }
    guard taken < Self.most else { return nil }
    taken += 1
    numbers[value] = taken
    values.append(value)
    return .parameter(taken)
  }
}
