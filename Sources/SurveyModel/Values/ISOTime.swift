/// Times as ISO 8601 writes them, to the millisecond; a number that is no time is written as it is.
package enum ISOTime {
  private static let day = 86_400_000

  /// A point in time given in days since 1899-12-30, such as `2021-10-31T08:00:00`.
  package static func dateTime(days: Double) -> String {
    guard let total = milliseconds(days * 86_400) else { return days.exact }
    let rest = (total % day + day) % day
    guard let date = CalendarDate(daysSince1970: (total - rest) / day - 25_569) else {
      return days.exact
    }
    return "\(date)T\(clock(rest))"
  }

  /// A time of day given in seconds, such as `08:00:00`.
  package static func clock(seconds: Double) -> String {
    milliseconds(seconds).map(clock) ?? seconds.exact
  }

  /// A length of time given in seconds, such as `PT30H15M`.
  package static func duration(seconds: Double) -> String {
    guard let total = milliseconds(abs(seconds)) else { return seconds.exact }
    let (hours, minutes, rest) = (total / 3_600_000, total / 60_000 % 60, total % 60_000)
    var text = seconds < 0 && total > 0 ? "-PT" : "PT"
    if hours > 0 { text += "\(hours)H" }
    if minutes > 0 { text += "\(minutes)M" }
    if rest > 0 || hours == 0 && minutes == 0 {
      text += "\(rest / 1000)\(fraction(rest % 1000))S"
    }
    return text
  }

  private static func milliseconds(_ seconds: Double) -> Int? {
    let total = (seconds * 1000).rounded()
    return total.magnitude < 1e18 ? Int(total) : nil
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
