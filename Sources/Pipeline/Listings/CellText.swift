internal import SurveyModel

/// The kinds and values of cells as `millet cells` prints them.
enum CellText {
  /// What stands behind the date of a point in time that is midnight.
  private static let midnight = "T00:00:00"

  /// The kind (`text`, `number`, `boolean`, `date`, `error`) and the value of a cell.
  static func describe(_ value: Value) -> (kind: String, text: String) {
    switch value {
    case .missing: ("text", "")
    case .number(let number): ("number", number.exact)
    case .text(let text): ("text", text)
    case .boolean(let flag): ("boolean", flag ? "true" : "false")
    case .date(let date): ("date", date.description)
    case .dateTime(let days): ("date", dateTime(days))
    case .time(let seconds): ("date", ISOTime.clock(seconds: seconds))
    case .duration(let seconds): ("date", ISOTime.duration(seconds: seconds))
    case .error(let code): ("error", code)
    }
  }

  /// A point in time; a date alone where the time is midnight.
  private static func dateTime(_ days: Double) -> String {
    let text = ISOTime.dateTime(days: days)
    return text.hasSuffix(midnight) ? String(text.dropLast(midnight.count)) : text
  }
}
