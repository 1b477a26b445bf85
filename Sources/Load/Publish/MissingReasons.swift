internal import Relational
internal import SurveyModel

/// Why the values of a row are missing, as the store has it: an object of JSON with a reason for each
/// variable whose cell was not simply blank.
struct MissingReasons {
  private var reasons: [Substring: Substring] = [:]

  /// Reads the text of a row.
  init(_ text: String?) {
    guard let text else { return }
    // Neither variables nor reasons have quotes in their names.
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    for start in stride(from: 1, to: parts.count - 2, by: 4) {
      reasons[parts[start]] = parts[start + 2]
    }
  }

  /// Why the value of a variable is missing that is not there.
  func reason(of variable: String) -> String {
    reasons[variable[...]].map(String.init) ?? MissingReason.blank.rawValue
  }

  /// Why the value of a variable is missing, over a row of the store; missing itself where there is a
  /// value.
  static func reason(of variable: String) -> Scalar {
    var reason = Scalar.text(MissingReason.blank.rawValue)
    for other in MissingReason.allCases.reversed() where other != .blank {
      let entry = Scalar.text("\"\(variable)\":\"\(other.rawValue)\"")
      reason = .either(
        when: .binary(
          .call(.position, [.column(nil, "missing"), entry]), .greater, .number(0)),
        then: .text(other.rawValue), otherwise: reason)
    }
    return .either(when: .isNull(.column(nil, variable)), then: reason, otherwise: .null)
  }
}
