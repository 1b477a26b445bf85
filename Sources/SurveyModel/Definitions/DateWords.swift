/// How offices name eras, days of the week and parts of the day in dates.
package struct DateWords: Hashable, Sendable, Encodable {
  /// The names of eras, with the year before their first (`民国`: 1911, `公元`: 0).
  package let eras: [String: Int]
  /// The names of the days of the week, by their number (ISO 8601: Monday is 1); the English ones are
  /// always understood.
  package let weekdays: [Int: [String]]
  /// The parts of the day that may stand before its hours or behind them (`上午`); am and pm are always
  /// understood.
  package let dayParts: [String]

  /// Describes words; without any, dates have the common era and English names.
  package init(
    eras: [String: Int] = [:], weekdays: [Int: [String]] = [:], dayParts: [String] = []
  ) {
    self.eras = eras
    self.weekdays = weekdays
    self.dayParts = dayParts
  }
}
