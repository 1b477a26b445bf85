/// A date of the proleptic Gregorian calendar, known to the day, the month or the year.
public struct CalendarDate: Hashable, Sendable, Comparable, Encodable, CustomStringConvertible {
  /// How exactly a date is known.
  package enum Precision: UInt8, Hashable, Sendable, Encodable {
    /// Only the year is known.
    case year
    /// The year and month are known.
    case month
    /// The day is known.
    case day
  }

  /// The year, 1 to 9999.
  public let year: Int
  /// The month, 1 to 12, or 0 when only the year is known.
  public let month: Int
  /// The day of the month, or 0 when it is not known.
  public let day: Int

  /// Makes a date; nil when the calendar has none such.
  public init?(year: Int, month: Int = 0, day: Int = 0) {
    guard (1...9999).contains(year), (0...12).contains(month) else { return nil }
    if day != 0 {
      guard month != 0, (1...Self.days(inMonth: month, of: year)).contains(day) else { return nil }
    }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `2021`, `2021-10` or `2021-10-31`; nil for anything else.
  public init?(iso text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard [4, 7, 10].contains(bytes.count) else { return nil }
    var fields = [0, 0, 0]
    for (index, byte) in bytes.enumerated() {
      // The marks stand behind the year and the month.
      if index == 4 || index == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard (48...57).contains(byte) else { return nil }
      let field = index < 4 ? 0 : index < 7 ? 1 : 2
      fields[field] = fields[field] * 10 + Int(byte - 48)
    }
    guard bytes.count == 4 || fields[1] > 0, bytes.count < 10 || fields[2] > 0 else { return nil }
    self.init(year: fields[0], month: fields[1], day: fields[2])
  }

  /// The year of a date or period in ISO 8601; nil where it does not begin with four digits.
  package static func year(ofISO text: String) -> Int? {
    var year = 0
    var count = 0
    for byte in text.utf8.prefix(4) {
      guard (48...57).contains(byte) else { return nil }
      year = year * 10 + Int(byte - 48)
      count += 1
    }
    return count == 4 ? year : nil
  }

  /// The date `days` days after 1970-01-01; nil outside the years 1 to 9999.
  ///
  /// Howard Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`.
  package init?(daysSince1970 days: Int) {
    guard (-719_162...2_932_896).contains(days) else { return nil }
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }

  /// How exactly the date is known.
  package var precision: Precision {
    if day != 0 { return .day }
    return month != 0 ? .month : .year
  }

  /// The days from 1970-01-01 to the first day that the date can mean.
  ///
  /// Howard Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`.
  package var daysSince1970: Int {
    let month = max(self.month, 1)
    let year = month <= 2 ? self.year - 1 : self.year
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + max(day, 1) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The number of days of a month.
  package static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The date in ISO 8601 to its precision: `2021`, `2021-10` or `2021-10-31`.
  public var description: String {
    let year = String(self.year)
    var text = String(repeating: "0", count: max(0, 4 - year.count)) + year
    for part in [month, day] where part > 0 {
      text += part < 10 ? "-0\(part)" : "-\(part)"
    }
    return text
  }

  /// Orders dates by the first day that each can mean, the vaguer first.
  public static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension CalendarDate {
  /// The date in the 64 bits of a ``ValueColumn``.
  package var packed: UInt64 { UInt64(year) << 16 | UInt64(month) << 8 | UInt64(day) }

  /// The date that ``packed`` gave; nil for other bits.
  package init?(packed: UInt64) {
    self.init(
      year: Int(packed >> 16 & 0xFFFF), month: Int(packed >> 8 & 0xFF), day: Int(packed & 0xFF))
  }
}

extension CalendarDate: Decodable {
  private enum Part: String, CodingKey {
    case year, month, day
  }

  /// Reads what the date was encoded as.
  ///
  /// - Throws: `DecodingError` for a date that the calendar has not.
  public init(from decoder: any Decoder) throws {
    let parts = try decoder.container(keyedBy: Part.self)
    let date = CalendarDate(
      year: try parts.decode(Int.self, forKey: .year),
      month: try parts.decode(Int.self, forKey: .month),
      day: try parts.decode(Int.self, forKey: .day))
    guard let date else {
      throw DecodingError.dataCorruptedError(
        forKey: .year, in: parts, debugDescription: "expected a date of the calendar")
    }
    self = date
  }
}
