import SurveyModel

extension Value {
  /// The value as a message shows it; a date in ISO 8601.
  var shown: String {
    switch self {
    case .missing(let reason): reason.rawValue
    case .number(let number): number.plain
    case .text(let text): text
    case .boolean(let flag): flag ? "TRUE" : "FALSE"
    case .date(let date): date.description
    case .dateTime(let days): DateText.read(serial: days)?.description ?? days.plain
    case .time(let seconds), .duration(let seconds): "\(seconds.plain) s"
    case .error(let code): code
    }
  }

  /// The keyed hash that stands for the value of a sensitive variable; a missing value as it is.
  func sealed(by seal: (String) -> String) -> Value {
    isMissing ? self : .text(seal(shown))
  }
}
