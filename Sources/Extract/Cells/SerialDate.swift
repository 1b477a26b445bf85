internal import SurveyModel

/// Turns the numbers behind dates into cells.
enum SerialDate {
  /// The days from 1899-12-30 to 10000-01-01, from where on there are no dates.
  static let end = 2_958_466.0

  /// No length of time has more days; a number beyond stays a number.
  private static let longestElapsed = 1e9

  /// What a number under a format is: a date, a time, a length of time, or still a number.
  ///
  /// Numbers that are no dates of their epoch (negative, or after the year 9999) stay numbers.
  static func cell(
    _ serial: Double, _ format: NumberFormat, epoch: DateEpoch
  ) -> (kind: ValueKind, payload: UInt64) {
    switch format {
    case .elapsed where serial.magnitude < longestElapsed:
      return (.duration, (serial * 86_400).bitPattern)
    case .number, .marked, .elapsed: return (.number, serial.bitPattern)
    case .time where (0..<1).contains(serial):
      return (.time, (serial * 86_400).bitPattern)
    case .date where epoch == .year1900 && (0..<1).contains(serial):
      return (.time, (serial * 86_400).bitPattern)
    case .date, .time:
      let days = epoch.days(serial)
      guard serial >= 0, days < end else { return (.number, serial.bitPattern) }
      return (.dateTime, days.bitPattern)
    }
  }

  /// Reads an ISO 8601 date, time or both from UTF-8; nil for anything else.
  ///
  /// The forms that programs write, `2021-10-31` and `2021-10-31T08:00:00.000`, are read without
  /// making a string.
  static func iso(utf8 bytes: [UInt8]) -> (kind: ValueKind, payload: UInt64)? {
    plainISO(bytes).map { (.dateTime, $0.bitPattern) }
      ?? iso(String(decoding: bytes, as: UTF8.self))
  }

  private static func plainISO(_ bytes: [UInt8]) -> Double? {
    func number(_ range: Range<Int>) -> Int? {
      var number = 0
      for index in range {
        let digit = bytes[index] &- 48
        guard digit < 10 else { return nil }
        number = number * 10 + Int(digit)
      }
      return number
    }
    guard bytes.count == 10 || bytes.count >= 19, bytes[4] == 0x2D, bytes[7] == 0x2D,
      let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), day > 0,
      month > 0, let date = CalendarDate(year: year, month: month, day: day)
    else { return nil }
    let days = Double(date.daysSince1970 + 25_569)
    guard bytes.count > 10 else { return days }
    guard bytes[10] == 0x54, bytes[13] == 0x3A, bytes[16] == 0x3A, let hours = number(11..<13),
      let minutes = number(14..<16), let seconds = number(17..<19), hours < 24, minutes < 60,
      seconds < 60
    else { return nil }
    guard bytes.dropFirst(19).allSatisfy({ $0 == 0x30 || $0 == 0x2E }) else { return nil }
    guard bytes.count < 20 || bytes[19] == 0x2E && bytes.count > 20 else { return nil }
    return days + Double(hours * 3600 + minutes * 60 + seconds) / 86_400
  }

  /// Reads an ISO 8601 date, time or both; nil for anything else.
  ///
  /// A time zone is ignored: spreadsheets have none.
  static func iso(_ text: some StringProtocol) -> (kind: ValueKind, payload: UInt64)? {
    var text = Substring(text)
    while text.last?.isWhitespace == true { text.removeLast() }
    while text.first?.isWhitespace == true { text.removeFirst() }
    if text.first == "P" || text.hasPrefix("-P") {
      return duration(text).map { (.duration, $0.bitPattern) }
    }
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "T" || $0 == " " || $0 == "t" }
    guard let first = parts.first, parts.count <= 2 else { return nil }
    if parts.count == 1, first.contains(":") {
      return clock(first).map { (.time, $0.bitPattern) }
    }
    var day = first
    if day.hasSuffix("Z") { day.removeLast() }
    guard let date = CalendarDate(iso: day), date.precision == .day else { return nil }
    var days = Double(date.daysSince1970 + 25_569)
    if parts.count == 2, !parts[1].isEmpty {
      guard let seconds = clock(parts[1]) else { return nil }
      days += seconds / 86_400
    }
    return (.dateTime, days.bitPattern)
  }

  /// The seconds of `08:30`, `08:30:15.5` or `083015`, a zone behind it ignored.
  static func clock(_ text: Substring) -> Double? {
    var text = text
    if let zone = text.firstIndex(where: { $0 == "Z" || $0 == "+" || $0 == "-" || $0 == "z" }) {
      text = text[..<zone]
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hours = Int(parts[0]), let minutes = Int(parts[1]),
      (0...24).contains(hours), (0..<60).contains(minutes)
    else { return nil }
    var seconds = 0.0
    if parts.count == 3 {
      let decimal = parts[2].replacing(",", with: ".")
      guard let value = Double(decimal), (0..<61).contains(value) else { return nil }
      seconds = value
    }
    return Double(hours * 3600 + minutes * 60) + seconds
  }

  /// The seconds of an ISO 8601 duration such as `PT30H15M` or `P1DT2H`; nil for others.
  static func duration(_ text: Substring) -> Double? {
    var rest = text
    let sign: Double = rest.hasPrefix("-") ? -1 : 1
    if sign < 0 { rest.removeFirst() }
    guard rest.hasPrefix("P") else { return nil }
    rest.removeFirst()
    var seconds = 0.0
    var isTime = false
    var digits = ""
    for character in rest {
      switch character {
      case "T": isTime = true
      case "0"..."9", ".": digits.append(character)
      case ",": digits.append(".")
      default:
        let units: [Character: Double] =
          isTime ? ["H": 3600, "M": 60, "S": 1] : ["D": 86_400, "W": 604_800]
        guard let unit = units[character], let value = Double(digits) else { return nil }
        seconds += unit * value
        digits = ""
      }
    }
    return digits.isEmpty ? sign * seconds : nil
  }
}
