/// A day as spreadsheets count it: days since 1899-12-30.
package struct CalendarDay: Hashable, Sendable, Comparable {
  /// The number of days.
  package let serial: Int

  /// Makes a day of its serial number.
  package init(serial: Int) {
    self.serial = serial
  }

  /// Makes a day of the calendar.
  package init(_ year: Int, _ month: Int, _ day: Int) {
    // Days from civil, counted from March so that the leap day comes last.
    let shifted = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let days =
      365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + (153 * monthFromMarch + 2) / 5
      + day - 1
    serial = days - 693_899
  }

  /// The year, the month and the day.
  package var parts: (year: Int, month: Int, day: Int) {
    let days = serial + 693_899
    let century = (4 * days + 3) / 146_097
    let inCentury = days - 146_097 * century / 4
    let yearOfCentury = (4 * inCentury + 3) / 1_461
    let inYear = inCentury - 1_461 * yearOfCentury / 4
    let month = (5 * inYear + 2) / 153
    let year = 100 * century + yearOfCentury + (month >= 10 ? 1 : 0)
    return (year, (month + 2) % 12 + 1, inYear - (153 * month + 2) / 5 + 1)
  }

  /// The day in one of the forms that offices type.
  package func text(_ form: DateForm) -> String {
    let (year, month, day) = parts
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return switch form {
    case .serial, .iso: "\(year)-\(two(month))-\(two(day))"
    case .chinese: "\(year)年\(month)月\(day)日"
    case .dotted: "\(year).\(month).\(day)"
    case .slashed: "\(year)/\(month)/\(day)"
    }
  }

  /// Orders days.
  package static func < (left: Self, right: Self) -> Bool { left.serial < right.serial }
}

/// How an office writes its dates.
package enum DateForm: Hashable, Sendable {
  /// As a spreadsheet date.
  case serial
  /// `2021-10-08`
  case iso
  /// `2021年10月8日`
  case chinese
  /// `2021.10.8`
  case dotted
  /// `2021/10/8`
  case slashed
}
