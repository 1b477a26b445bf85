internal import SQLiteBulk
internal import SurveyModel

extension RowBinder {
  /// Sets a value; a missing one is NULL, a whole number an integer.
  func value(_ value: Value, at parameter: Int) {
    switch value {
    case .missing: null(at: parameter)
    case .number(let number):
      if let integer = Int64(exactly: number) {
        self.integer(integer, at: parameter)
      } else {
        real(number, at: parameter)
      }
    case .text(let text), .error(let text): self.text(text, at: parameter)
    case .boolean(let flag): integer(flag ? 1 : 0, at: parameter)
    case .date(let date): text(date.description, at: parameter)
    case .dateTime(let days): text(ISOTime.dateTime(days: days), at: parameter)
    case .time(let seconds): text(ISOTime.clock(seconds: seconds), at: parameter)
    case .duration(let seconds): text(ISOTime.duration(seconds: seconds), at: parameter)
    }
  }

  /// Sets a text, or NULL for nil.
  func text(_ value: String?, at parameter: Int) {
    if let value {
      text(value, at: parameter) as Void
    } else {
      null(at: parameter)
    }
  }

  /// Sets a number, or NULL for nil.
  func real(_ value: Double?, at parameter: Int) {
    if let value {
      real(value, at: parameter) as Void
    } else {
      null(at: parameter)
    }
  }
}

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
