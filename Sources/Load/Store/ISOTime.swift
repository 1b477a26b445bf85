internal import SurveyModel

/// Times as ISO 8601 writes them, to the millisecond.
enum ISOTime {
  /// A point in time given in days since 1899-12-30.
  static func dateTime(days: Double) -> String {
    guard days.isFinite, days.magnitude < 4_000_000 else { return "\(days)" }
    let milliseconds = Int((days * 86_400_000).rounded())
    let (day, rest) = floorDivided(milliseconds, 86_400_000)
    guard let date = CalendarDate(daysSince1970: day - 25_569) else { return "\(days)" }
    return "\(date)T\(clock(milliseconds: rest))"
  }

  /// A time of day.
  static func clock(seconds: Double) -> String {
    guard seconds.isFinite, seconds.magnitude < 1e12 else { return "\(seconds)" }
    return clock(milliseconds: Int((seconds * 1000).rounded()))
  }

  /// A length of time, such as `PT30H15M`.
  static func duration(seconds: Double) -> String {
    guard seconds.isFinite, seconds.magnitude < 1e12 else { return "\(seconds)" }
    let whole = Int(seconds.rounded())
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    let parts = [(hours, "H"), (minutes, "M"), (rest, "S")]
    let text = parts.filter { $0.0 != 0 }.map { "\($0.0)\($0.1)" }.joined()
    return "PT" + (text.isEmpty ? "0S" : text)
  }

  private static func clock(milliseconds: Int) -> String {
    let (seconds, fraction) = (milliseconds / 1000, milliseconds % 1000)
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
    return parts.joined(separator: ":") + (fraction == 0 ? "" : "." + padded(fraction, 3))
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func floorDivided(_ number: Int, _ divisor: Int) -> (Int, Int) {
    let quotient = number >= 0 ? number / divisor : -((divisor - 1 - number) / divisor)
    return (quotient, number - quotient * divisor)
  }
}
