internal import SurveyModel

/// The kinds and values of cells as `millet cells` prints them.
enum CellText {
  /// The kind (`text`, `number`, `boolean`, `date`, `error`) and the value of a cell.
  static func describe(_ value: Value) -> (kind: String, text: String) {
    switch value {
    case .missing: ("text", "")
    case .number(let number): ("number", number.exact)
    case .text(let text): ("text", text)
    case .boolean(let flag): ("boolean", flag ? "true" : "false")
    case .date(let date): ("date", date.description)
    case .dateTime(let days): ("date", dateTime(days))
    case .time(let seconds): ("date", clock(milliseconds(seconds)))
    case .duration(let seconds): ("date", duration(seconds))
    case .error(let code): ("error", code)
    }
  }

  /// A point in time in ISO 8601, to the millisecond; a date alone where the time is midnight.
  static func dateTime(_ days: Double) -> String {
    let total = (days * 86_400_000).rounded()
    let day = (total / 86_400_000).rounded(.down)
    let rest = Int(total - day * 86_400_000)
    guard let date = CalendarDate(daysSince1970: Int(day) - 25_569) else { return days.exact }
    return rest == 0 ? date.description : "\(date)T\(clock(rest))"
  }

  /// A length of time in ISO 8601, such as `PT30H15M`.
  static func duration(_ seconds: Double) -> String {
    let total = (abs(seconds) * 1000).rounded()
    guard total < 1e18 else { return seconds.exact }
    let whole = Int(total)
    let hours = whole / 3_600_000
    let minutes = whole / 60_000 % 60
    let rest = whole % 60_000
    var text = seconds < 0 && whole > 0 ? "-PT" : "PT"
    if hours > 0 { text += "\(hours)H" }
    if minutes > 0 { text += "\(minutes)M" }
    if rest > 0 || hours == 0 && minutes == 0 {
      text += "\(rest / 1000)\(fraction(rest % 1000))S"
    }
    return text
  }

  private static func milliseconds(_ seconds: Double) -> Int {
    Int((seconds * 1000).rounded())
  }

  private static func clock(_ milliseconds: Int) -> String {
    let parts = [milliseconds / 3_600_000, milliseconds / 60_000 % 60, milliseconds / 1000 % 60]
    let text = parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return text + fraction(milliseconds % 1000)
  }

  private static func fraction(_ milliseconds: Int) -> String {
    guard milliseconds > 0 else { return "" }
    var digits = String(milliseconds)
    while digits.count < 3 { digits = "0" + digits }
    while digits.hasSuffix("0") { digits.removeLast() }
    return "." + digits
  }
}
