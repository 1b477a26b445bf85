/// The day that a workbook counts the days of its dates from.
package enum DateEpoch: Hashable, Sendable {
  /// 1900-01-01 is day 1, and a 29 February 1900 that never was is day 60.
  case year1900
  /// 1904-01-01 is day 0.
  case year1904
  /// A day of the file's own choice is day 0.
  case day(CalendarDate)

  /// The days since 1899-12-30 that a serial number means.
  ///
  /// Serials before the leap day that Excel wrongly gives to 1900 are one less than the days.
  package func days(_ serial: Double) -> Double {
    switch self {
    case .year1900: serial < 60 ? serial + 1 : serial
    case .year1904: serial + 1462
    case .day(let date): serial + Double(date.daysSince1970 + 25_569)
    }
  }
}
