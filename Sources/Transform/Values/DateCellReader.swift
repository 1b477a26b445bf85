import ChineseText
import SurveyModel

/// Reads the dates of one variable, by its formats or, without any, in every order that is certain.
struct DateCellReader: Sendable {
  /// What a text says.
  enum Reading: Hashable {
    case date(CalendarDate)
    /// The date that is written with the hour 24.
    case endOf(CalendarDate)
    /// A date that is not of the day of the week beside it.
    case otherWeekday
    /// It could be two dates: nobody says whether the day or the month comes first.
    case ambiguous
    case nothing

    /// The date, where there is one.
    var date: CalendarDate? {
      if case .date(let date) = self { date } else { nil }
    }
  }

  /// A format with its signs as the texts have them.
  private struct Format {
    let elements: [DateFormat.Element]
    /// For each element, what stands there if it is a literal, folded.
    let signs: [String]

    init(_ format: DateFormat, _ folder: TextFolder) {
      elements = format.elements
      signs = elements.map { element in
        if case .literal(let sign) = element { folder.foldedValue(sign) } else { "" }
      }
    }
  }

  private let formats: [Format]
  private let months: MonthNames
  private let names: DateNames
  /// The years that two digits can mean: a hundred of them, up to 19 after that of the data.
  private let century: ClosedRange<Int>
  private let epoch: DateEpoch

  /// - Parameters:
  ///   - formats: How the dates are written; empty for every order that is certain.
  ///   - months: The names of months.
  ///   - names: The names of eras, of days and of their parts.
  ///   - asOf: The day that the data speak of.
  ///   - folder: Folds what stands between the parts of a format.
  ///   - epoch: The day that the numbers of the worksheet count from.
  init(
    formats: [DateFormat], months: MonthNames, names: DateNames, asOf: CalendarDate,
    folder: TextFolder, epoch: DateEpoch = .year1900
  ) {
    self.names = names
    self.epoch = epoch
    self.formats = formats.map { Format($0, folder) }
    self.months = months
    century = (asOf.year - 80)...(asOf.year + 19)
  }

  /// Reads a text as ``ChineseText/TextFolder/foldedValue(_:)`` gives it; a time of day behind the
  /// date is left out, and so is a day of the week that the date has.
  func read(_ folded: String) -> Reading {
    // A date may stand on two lines, and its time of day on the second.
    let line = folded.utf8.contains(0x0A) ? folded.replacing("\n", with: " ") : folded
    let remark = WeekdayRemark(line, names)
    guard let text = TimeOfDay(remark.text, dayParts: names.dayParts) else { return .nothing }
    let reading = read(bare: text.date)
    guard case .date(let date) = reading else { return reading }
    guard remark.agrees(with: date) else { return .otherWeekday }
    return text.isEndOfDay ? .endOf(date) : reading
  }

  private func read(bare text: Substring) -> Reading {
    guard formats.isEmpty else {
      return Self.reading(formats.compactMap { date(text, $0) })
    }
    if let date = DateText.read(yearFirst: DateEra.common(text, names)) { return .date(date) }
    return named(text) ?? Self.reading(Self.yearLast(text))
  }

  /// Reads the number of a cell that is no date by its format.
  func read(number: Double) -> Reading {
    guard formats.isEmpty else {
      return number == number.rounded() && number > 0 ? read(number.plain) : .nothing
    }
    return DateText.read(number: number, epoch: epoch).map(Reading.date) ?? .nothing
  }

  private static func reading(_ dates: [CalendarDate]) -> Reading {
    guard let first = dates.first else { return .nothing }
    return dates.allSatisfy { $0 == first } ? .date(first) : .ambiguous
  }

  /// The dates that a text with its year at the end can mean: `25/12/2013`, `12.2013`.
  private static func yearLast(_ text: Substring) -> [CalendarDate] {
    let parts = text.split(omittingEmptySubsequences: false) { "/-.".contains($0) }.map(\.trimmed)
    guard (2...3).contains(parts.count), let last = parts.last, last.count == 4,
      parts.allSatisfy(isDigits), parts.dropLast().allSatisfy({ $0.count <= 2 })
    else { return [] }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, DateText.years.contains(numbers[numbers.count - 1]) else {
      return []
    }
    if numbers.count == 2 { return [day(numbers[1], numbers[0], nil)].compactMap(\.self) }
    return [day(numbers[2], numbers[1], numbers[0]), day(numbers[2], numbers[0], numbers[1])]
      .compactMap(\.self)
  }

  /// The date of a text that names its month: `8-Nov-2016`, `nov 8, 2016`, `2016 november`; nil where
  /// no month is named.
  private func named(_ text: Substring) -> Reading? {
    var words: [Substring] = []
    var rest = text
    while let first = rest.first {
      let isDigit = first.isDigit
      let word = rest.prefix {
        isDigit ? $0.isDigit : first.isLetter && $0.isLetter
      }
      if word.isEmpty {
        guard " -/.,'".contains(first) else { return nil }
        rest = rest.dropFirst()
      } else {
        words.append(word)
        rest = rest[word.endIndex...]
      }
    }
    guard (2...3).contains(words.count), let at = words.firstIndex(where: { months[$0] != nil }),
      let month = months[words[at]]
    else { return nil }
    let numbers = words.indices.filter { $0 != at }.map { words[$0] }
    guard numbers.allSatisfy(Self.isDigits) else { return Reading.nothing }
    let isYearFirst = numbers[0].count == 4
    // The month may not stand behind both numbers.
    guard at < 2, let year = numbers.first(where: { $0.count == 4 }).flatMap({ Int($0) }),
      DateText.years.contains(year), numbers.count == 1 || !isYearFirst || at == 1
    else { return Reading.nothing }
    guard numbers.count == 2 else {
      return Self.reading([Self.day(year, month, nil)].compactMap(\.self))
    }
    let other = numbers[isYearFirst ? 1 : 0]
    guard other.count <= 2, let day = Int(other) else { return Reading.nothing }
    return Self.reading([Self.day(year, month, day)].compactMap(\.self))
  }

  /// The date of a text by a format; nil where it does not fit.
  private func date(_ text: Substring, _ format: Format) -> CalendarDate? {
    let elements = format.elements
    var rest = text
    var (year, month, day): (Int?, Int?, Int?) = (nil, nil, nil)
    var isBehindNumber = false
    for (index, element) in elements.enumerated() {
      switch element {
      case .space:
        let isBeforeNumber =
          index + 1 < elements.count && elements[index + 1].isNumber
        if isBehindNumber, isBeforeNumber, rest.first != " " { return nil }
        rest = rest.trimmed
      case .literal:
        let folded = format.signs[index]
        rest = rest.trimmed
        guard rest.hasPrefix(folded) else { return nil }
        rest = rest.dropFirst(folded.count).trimmed
      case .monthName:
        guard let found = months.prefix(of: rest.trimmed) else { return nil }
        month = found.month
        // An abbreviation may have its full stop.
        rest =
          found.rest.first == "." && !Self.hasStop(behind: index, of: elements)
          ? found.rest.dropFirst() : found.rest
      case .republicYear:
        guard let number = Self.number(&rest, 1...3) else { return nil }
        year = DateFormat.yearBeforeRepublic + number
      case .year(let digits):
        guard let number = Self.number(&rest, digits...digits) else { return nil }
        year = digits == 4 ? number : yearOf(number)
      case .month(let isFixed):
        month = Self.number(&rest, isFixed ? 2...2 : 1...2)
        if month == nil { return nil }
      case .day(let isFixed):
        day = Self.number(&rest, isFixed ? 2...2 : 1...2)
        if day == nil { return nil }
      }
      isBehindNumber = element.isNumber
    }
    guard rest.isEmpty, let year, DateText.years.contains(year) else { return nil }
    guard let month else { return CalendarDate(year: year) }
    return Self.day(year, month, day)
  }

  private static func hasStop(behind index: Int, of elements: [DateFormat.Element]) -> Bool {
    guard index + 1 < elements.count, case .literal(let sign) = elements[index + 1] else {
      return false
    }
    return sign.hasPrefix(".")
  }

  /// The year that two digits mean.
  private func yearOf(_ digits: Int) -> Int {
    let year = century.lowerBound / 100 * 100 + digits
    return century.contains(year) ? year : year + 100
  }

  /// A day or a month of the calendar; no part may be 0.
  private static func day(_ year: Int, _ month: Int, _ day: Int?) -> CalendarDate? {
    guard month > 0, day != 0 else { return nil }
    return CalendarDate(year: year, month: month, day: day ?? 0)
  }

  /// Takes a number of so many digits from the front of a text.
  private static func number(_ rest: inout Substring, _ digits: ClosedRange<Int>) -> Int? {
    let run = rest.prefix(digits.upperBound).prefix(while: \.isDigit)
    guard run.count >= digits.lowerBound, let number = Int(run) else { return nil }
    rest = rest[run.endIndex...]
    return number
  }

  private static func isDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.allSatisfy(\.isDigit)
  }
}
