internal import ChineseText
internal import SurveyModel

/// Reads dates that a text mentions.
final class DateMention: Sendable {
  private enum Meaning { case thisYear, lastYear, now }

  private let relative: WordTable<Meaning>
  private let comparisons: Words
  private let era: Words
  private let since: Words
  private let ends: Words

  init(_ language: ReportLanguage) {
    relative = WordTable(
      language[.thisYear].map { ($0, Meaning.thisYear) }
        + language[.lastYear].map { ($0, Meaning.lastYear) }
        + language[.now].map { ($0, Meaning.now) })
    comparisons = language.find(.comparedBy)
    era = language.find(.era)
    since = language.find(.since)
    ends = language.find(.yearEnd)
  }

  /// The date that begins at a digit, and where it ends.
  static func date(at start: Int, in text: [Unicode.Scalar]) -> (date: CalendarDate, end: Int)? {
    var at = start
    guard let year = digits(&at, text, 4...4), (1900...2100).contains(year), at < text.count else {
      return nil
    }
    let isChinese = text[at] == "年"
    guard isChinese || text[at] == "-" || text[at] == "/" else { return nil }
    at += 1
    let afterYear = at
    guard let month = digits(&at, text, 1...2), (1...12).contains(month),
      at < text.count || !isChinese
    else { return CalendarDate(year: year).flatMap { isChinese ? ($0, afterYear) : nil } }
    if isChinese, text[at] != "月" {
      return CalendarDate(year: year).map { ($0, afterYear) }
    }
    if at < text.count { at += 1 }
    let afterMonth = at
    if let day = digits(&at, text, 1...2),
      let date = CalendarDate(year: year, month: month, day: day),
      !isChinese || (at < text.count && (text[at] == "日" || text[at] == "号"))
    {
      return (date, isChinese ? at + 1 : at)
    }
    return CalendarDate(year: year, month: month).map { ($0, afterMonth) }
  }

  /// The dates that begin with the first digit of a number, in order.
  static func dates(
    in text: [Unicode.Scalar]
  ) -> some Sequence<(date: CalendarDate, end: Int)> {
    text.indices.lazy.filter { text[$0].isDigit && ($0 == 0 || !text[$0 - 1].isDigit) }
      .compactMap { date(at: $0, in: text) }
  }

  private static func digits(
    _ at: inout Int, _ text: [Unicode.Scalar], _ lengths: ClosedRange<Int>
  ) -> Int? {
    var value = 0
    var length = 0
    while at < text.count, text[at].isDigit, length < 9 {
      value = value * 10 + Int(text[at].value - 0x30)
      at += 1
      length += 1
    }
    return lengths.contains(length) ? value : nil
  }

  /// Whether a mention may begin at a position: a digit, or a word such as 今年.
  func mayBegin(at position: Int, in text: [Unicode.Scalar]) -> Bool {
    text[position].isDigit || relative.longest(at: position, in: text) != nil
  }

  /// What a mention at a position says of the figures behind it, and where it ends.
  func asOf(
    at start: Int, in text: [Unicode.Scalar], published: CalendarDate?, isStated: Bool = false
  ) -> (
    text: String, end: Int
  )? {
    if let years = Self.years(at: start, in: text) { return years }
    if text[start].isDigit, start == 0 || !text[start - 1].isDigit,
      let found = Self.date(at: start, in: text)
    {
      return (period(found.date, from: start, to: found.end, text, published), found.end)
    }
    if let found = ofEra(at: start, in: text) {
      return (period(found.date, from: start, to: found.end, text, published), found.end)
    }
    if isStated, let published, let found = month(at: start, in: text, before: published) {
      return (period(found.date, from: start, to: found.end, text, published), found.end)
    }
    guard let published, let (length, meaning) = relative.longest(at: start, in: text) else {
      return nil
    }
    switch meaning {
    case .thisYear: return ("\(published.year)", start + length)
    case .lastYear:
      // 比上年增加: the figure behind is of this year, and so are those behind it.
      if comparisons.stand(endingAt: start, in: text) { return nil }
      return ("\(published.year - 1)", start + length)
    case .now: return (published.description, start + length)
    }
  }

  /// 民国110年, and 110年 behind it: a year that is counted from 1911.
  private func ofEra(at start: Int, in text: [Unicode.Scalar]) -> (date: CalendarDate, end: Int)? {
    guard era.stand(endingAt: start, in: text), text[start].isDigit else { return nil }
    var at = start
    guard let year = Self.digits(&at, text, 1...3), at < text.count, text[at] == "年" else {
      return nil
    }
    return CalendarDate(year: year + 1911).map { ($0, at + 1) }
  }

  /// 截至7月底: a month of the year before publication.
  private func month(
    at start: Int, in text: [Unicode.Scalar], before published: CalendarDate
  ) -> (date: CalendarDate, end: Int)? {
    var at = start
    guard let month = Self.digits(&at, text, 1...2), (1...12).contains(month), at < text.count,
      text[at] == "月"
    else { return nil }
    let end = at + 1
    let year =
      month > published.month && published.precision != .year ? published.year - 1 : published.year
    at = end
    if let day = Self.digits(&at, text, 1...2), at < text.count, text[at] == "日",
      let date = CalendarDate(year: year, month: month, day: day)
    {
      return (date, at + 1)
    }
    return CalendarDate(year: year, month: month).map { ($0, end) }
  }

  /// 2016至2019年, 2016年—2019年: a period of years.
  private static func years(
    at start: Int, in text: [Unicode.Scalar]
  ) -> (text: String, end: Int)? {
    guard text[start].isDigit, start == 0 || !text[start - 1].isDigit else { return nil }
    var at = start
    guard let first = digits(&at, text, 4...4), (1900...2100).contains(first) else { return nil }
    if at < text.count, text[at] == "年" { at += 1 }
    let mark = at
    while at < text.count, at - mark < 2, "至到—–-~".unicodeScalars.contains(text[at]) { at += 1 }
    guard at > mark, let last = digits(&at, text, 4...4), (first...2100).contains(last),
      at < text.count, text[at] == "年", !text.has(["年", "末"], at: at),
      at + 1 >= text.count
        || !text[at + 1].isDigit
    else { return nil }
    return ("\(first)/\(last)", at + 1)
  }

  private func period(
    _ date: CalendarDate, from start: Int, to end: Int, _ text: [Unicode.Scalar],
    _ published: CalendarDate?
  ) -> String {
    if since.stand(at: end, in: text) {
      guard let published, published.description >= date.description else { return "\(date)/" }
      return "\(date)/\(published)"
    }
    if ends.stand(at: end, in: text) {
      let month = date.precision == .year ? 12 : date.month
      let last = CalendarDate.days(inMonth: month, of: date.year)
      return CalendarDate(year: date.year, month: month, day: last)?.description
        ?? date.description
    }
    return date.description
  }
}
