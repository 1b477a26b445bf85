/// What a number format makes of a number.
enum NumberFormat: UInt8, Hashable, Sendable {
  /// A number.
  case number
  /// A number that is shown with more than its digits: see ``ShownFormat``.
  case marked
  /// A date, perhaps with a time.
  case date
  /// A time of day.
  case time
  /// A length of time (`[h]:mm`).
  case elapsed

  /// The meaning of a built-in format of Excel; nil for ids that it leaves to custom formats.
  ///
  /// ECMA-376 part 1, 18.8.30, with the East Asian and Thai ids.
  init?(builtIn id: Int) {
    switch id {
    case 14...17, 22, 27...31, 36, 50...54, 57, 58, 71...74, 77, 81: self = .date
    case 18...21, 32...35, 45, 47, 55, 56, 75, 76, 78, 80: self = .time
    case 46, 79: self = .elapsed
    case 0...13, 37...44, 48, 49, 59...62, 67...70: self = .number
    default: return nil
    }
  }

  /// The meaning of a format code such as `yyyy"年"m"月"d"日"` or `[h]:mm`: that of its first section.
  ///
  /// Words without quotation marks are no codes of dates: every language has its own for General
  /// (`Standard`, `Geral`, `G/通用格式`), and some programs write them as they show them.
  init(code: some StringProtocol) {
    var scan = NumberFormatScan(code)
    self = scan.meaning()
  }
}
