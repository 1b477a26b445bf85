internal import SurveyModel

/// What a number format shows beside the digits of a number, or of a date: `0.0%`, `000000`,
/// `0"年"`, `yyyy"年"m"月"`.
///
/// Only formats whose text can be told for certain are known; the others show nothing.
struct ShownFormat: Hashable, Sendable {
  /// What is shown.
  enum Form: Hashable, Sendable {
    case percent
    /// Zeros before a whole number.
    case padded
    /// A whole number among words.
    case worded
    case date
  }

  /// A part of the text that is shown.
  enum Element: Hashable, Sendable {
    case literal(String)
    /// A digit, or a zero where the number has none.
    case zero
    /// A digit, or nothing.
    case digit
    /// The year in two or four digits.
    case year(digits: Int)
    /// The month: 1, 01, Jan, January, J.
    case month(length: Int)
    /// The day: 1, 01, Mon, Monday.
    case day(length: Int)
    /// The day of the week in characters: 一, 星期一.
    case weekday(isLong: Bool)
  }

  let form: Form
  /// The parts, in order; none for a percentage.
  let elements: [Element]
  /// Whether digits are written in characters: 二〇二一.
  let isInCharacters: Bool

  /// The built-in formats of Excel that show more than a number; of dates those that show the same in
  /// all countries, and the Chinese ones (ECMA-376 part 1, 18.8.30).
  static func builtIn(_ id: Int) -> ShownFormat? {
    switch id {
    case 9, 10: ShownFormat(code: "0%")
    case 15: ShownFormat(code: "d-mmm-yy")
    case 16: ShownFormat(code: "d-mmm")
    case 17: ShownFormat(code: "mmm-yy")
    case 27, 36, 50, 52, 57: ShownFormat(code: "yyyy\"年\"m\"月\"")
    case 28, 29, 51, 53, 54, 58: ShownFormat(code: "m\"月\"d\"日\"")
    case 31: ShownFormat(code: "yyyy\"年\"m\"月\"d\"日\"")
    default: nil
    }
  }

  /// Reads the first section of a format code; nil for one that shows nothing more, or nothing certain.
  init?(code: some StringProtocol) {
    var scan = ShownFormatScan()
    guard scan.read(code) else { return nil }
    let elements = scan.elements
    if scan.hasPercent {
      guard scan.hasDigits, !scan.hasDateParts else { return nil }
      self.init(form: .percent, elements: [], isInCharacters: false)
    } else if scan.hasDateParts {
      guard !scan.hasDigits, !scan.hasClock, !scan.hasFraction else { return nil }
      self.init(form: .date, elements: elements, isInCharacters: scan.isInCharacters)
    } else {
      guard scan.hasDigits, !scan.hasFraction, !scan.hasClock, !scan.isInCharacters else {
        return nil
      }
      let isPadded = elements.count { $0 == .zero } > 1
      let hasWords = elements.contains { element in
        if case .literal(let text) = element { text.contains(where: \.isLetter) } else { false }
      }
      guard isPadded || hasWords else { return nil }
      self.init(
        form: isPadded ? .padded : .worded, elements: elements, isInCharacters: false)
    }
  }

  private init(form: Form, elements: [Element], isInCharacters: Bool) {
    self.form = form
    self.elements = elements
    self.isInCharacters = isInCharacters
  }

  /// A whole number as it is shown; nil for one that is negative, has a fraction or too many digits.
  func text(of number: Double) -> String? {
    guard number >= 0, number < 1e15, number == number.rounded() else { return nil }
    var digits = Array(String(Int(number)))
    var shown: [String] = []
    var places = elements.count { $0 == .zero || $0 == .digit }
    for element in elements.reversed() {
      switch element {
      case .literal(let text): shown.append(text)
      case .zero, .digit:
        places -= 1
        if places == 0 {
          // The first place has all digits that are left.
          let rest = String(digits)
          shown.append(rest.isEmpty && element == .zero ? "0" : rest)
        } else if let digit = digits.popLast() {
          shown.append(String(digit))
        } else if element == .zero {
          shown.append("0")
        }
      default: return nil
      }
    }
    return shown.reversed().joined()
  }

  /// A date as it is shown, by days since 1899-12-30; nil for one that no calendar has.
  func text(ofDays days: Double) -> String? {
    guard days.isFinite, abs(days) < SerialDate.end,
      let date = CalendarDate(daysSince1970: Int(days.rounded(.down)) - 25_569)
    else { return nil }
    return ShownDate(date, days: Int(days.rounded(.down)), isInCharacters: isInCharacters)
      .text(elements)
  }
}
