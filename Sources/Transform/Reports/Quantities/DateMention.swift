internal import ChineseText
internal import SurveyModel

/// The dates by which a mention that says less is told: 今年, 年末, 6月底, 109年.
struct DateFrame {
  /// The day on which the report appeared: 今年 is its year.
  let published: CalendarDate?
  /// The day that what goes on is told until.
  let until: CalendarDate?
  /// The year that is spoken of: 年末 is its end.
  let year: Int?
  /// The year that has hardly begun when the report appears, where ``year`` is the one before; else nil.
  let openYear: Int?
  /// The year of the report's figures: 上年 is the one before.
  let baseYear: Int?
  /// The date that the text itself spoke of last: 次年 is the year behind it.
  let spoken: CalendarDate?
  /// Whether the report counts its years from 1911.
  let usesEra: Bool
}

/// Reads dates and periods that a text mentions.
final class DateMention: Sendable {
  /// What a mention says of the figures behind it: an ISO 8601 date or period, and where it ends.
  typealias Mention = (text: String, end: Int)

  private enum Meaning {
    case ofPublication(shift: Int)
    case ofYear(shift: Int)
    case ofSpoken(shift: Int)
    case now
  }

  private let relative: WordTable<Meaning>
  private let comparisons: Words
  private let era: Words
  private let since: Words
  private let yearEnds: Words
  private let yearStarts: Words
  private let noYearEnds: Words
  private let wholeYears: Words
  private let before: Words
  private let targets: Words
  private let dayPrefixes: Words
  private let until: Words
  private let yearMarks: Words
  private let yearPrefixes: Words
  private let seasons: Seasons
  /// The characters that a mention without a digit may begin with.
  private let beginnings: ScalarIndex<Void>

  init(_ language: ReportLanguage) {
    relative = WordTable(
      language[.thisYear].map { ($0, .ofPublication(shift: 0)) }
        + language[.lastYear].map { ($0, .ofPublication(shift: -1)) }
        + language[.yearBefore].map { ($0, .ofYear(shift: -1)) }
        + language[.nextYear].map { ($0, .ofPublication(shift: 1)) }
        + language[.sameYear].map { ($0, .ofSpoken(shift: 0)) }
        + language[.yearBehind].map { ($0, .ofSpoken(shift: 1)) }
        + language[.now].map { ($0, .now) })
    comparisons = language.find(.comparedBy)
    era = language.find(.era)
    since = language.find(.since)
    yearEnds = language.find(.yearEnd)
    yearStarts = language.find(.yearStart)
    noYearEnds = language.find(.yearEndUnless)
    wholeYears = language.find(.wholeYear)
    before = language.find(.beforeDate)
    targets = language.find(.targetBefore)
    dayPrefixes = language.find(.dayPrefixes)
    until = language.find(.untilDate)
    yearMarks = language.find(.itemMarks)
    yearPrefixes = language.find(.yearPrefixes)
    seasons = Seasons(language)
    let scalars =
      relative.beginnings + seasons.beginnings + wholeYears.beginnings + yearEnds.beginnings
    beginnings = ScalarIndex(of: scalars)
  }

  /// Whether a text counts its years in an era: 中华民国110年5月12日.
  func usesEra(_ text: [Unicode.Scalar]) -> Bool {
    text.indices.contains { at in
      guard let length = era.length(at: at, in: text) else { return false }
      let digits = text[(at + length)...].prefix(while: \.isDigit)
      return (1...3).contains(digits.count) && text.has(["年"], at: digits.endIndex)
    }
  }

  /// The date that begins at a position, and where it ends.
  ///
  /// - Parameters:
  ///   - start: The position.
  ///   - text: The folded text.
  ///   - ofEra: Whether the report counts its years from 1911, so that 109年 is one.
  /// - Returns: Nil where no date stands.
  func date(
    at start: Int, in text: [Unicode.Scalar], ofEra: Bool = false
  ) -> (date: CalendarDate, end: Int)? {
    var at = start
    guard let year = year(&at, text, ofEra), at < text.count else { return nil }
    let isChinese = text[at] == "年"
    guard isChinese || text[at] == "-" || text[at] == "/" else { return nil }
    at += 1
    let afterYear = at
    guard let month = Self.number(&at, text), (1...12).contains(month),
      at < text.count || !isChinese
    else { return CalendarDate(year: year).flatMap { isChinese ? ($0, afterYear) : nil } }
    if isChinese, text[at] != "月" {
      return CalendarDate(year: year).map { ($0, afterYear) }
    }
    if at < text.count { at += 1 }
    let afterMonth = at
    if let day = Self.number(&at, text),
      let date = CalendarDate(year: year, month: month, day: day),
      !isChinese || (at < text.count && (text[at] == "日" || text[at] == "号"))
    {
      return (date, isChinese ? at + 1 : at)
    }
    return CalendarDate(year: year, month: month).map { ($0, afterMonth) }
  }

  /// The dates that begin with the first digit of a number, in order.
  func dates(
    in text: [Unicode.Scalar], ofEra: Bool = false
  ) -> some Sequence<(date: CalendarDate, end: Int)> {
    text.indices.lazy.filter { Self.mayBeginNumber(at: $0, in: text) }
      .compactMap { self.date(at: $0, in: text, ofEra: ofEra) }
  }

  /// Whether a digit stands at a position and none before it.
  private static func mayBeginNumber(at position: Int, in text: [Unicode.Scalar]) -> Bool {
    NumeralSymbol(text[position]).isDigit
      && (position == 0 || !NumeralSymbol(text[position - 1]).isDigit)
  }

  /// Four digits of either kind, or the two of 21年底: a year before 年 or a mark.
  private func year(_ at: inout Int, _ text: [Unicode.Scalar], _ ofEra: Bool) -> Int? {
    let start = at
    var value = 0
    while at < text.count, at - start < 5, case .digit(let digit) = NumeralSymbol(text[at]) {
      value = value * 10 + Int(digit)
      at += 1
    }
    switch at - start {
    case 4 where (1900...2100).contains(value): return value
    case 2...3 where ofEra && text[start].isDigit && text.has(["年"], at: at):
      return value + DateFormat.yearBeforeRepublic
    case 2 where isShortYear(before: at, text): return value < 50 ? 2000 + value : 1900 + value
    default: return nil
    }
  }

  /// Whether what follows two digits makes them a year: 21年底, 21年6月; 21年 alone may be a duration.
  private func isShortYear(before end: Int, _ text: [Unicode.Scalar]) -> Bool {
    guard end < text.count, text[end] == "年", end > 1, text[end - 1].isDigit else { return false }
    var at = end + 1
    if let length = yearEnds.length(at: at, in: text) ?? yearStarts.length(at: at, in: text) {
      return length > 0 && !noYearEnds.stand(at: at, in: text)
    }
    if seasons.season(at: at, in: text) != nil || text[end - 2] == "0" { return true }
    return Self.number(&at, text).map { (1...12).contains($0) } ?? false && at < text.count
      && text[at] == "月"
  }

  /// Where a year of two or three digits ends that begins at a position, behind its 年; nil where
  /// none does.
  func end(ofShortYearAt start: Int, in text: [Unicode.Scalar], ofEra: Bool) -> Int? {
    if ofEra, text[start].isDigit {
      let digits = text[start...].prefix(while: \.isDigit)
      if (2...3).contains(digits.count), text.has(["年"], at: digits.endIndex) {
        return digits.endIndex + 1
      }
    }
    guard text[start].isDigit, start + 2 < text.count, text[start + 1].isDigit,
      isShortYear(before: start + 2, text)
    else { return nil }
    return start + 3
  }

  /// A number of one or two digits, or a numeral up to 三十一.
  static func number(_ at: inout Int, _ text: [Unicode.Scalar]) -> Int? {
    let start = at
    var value = 0
    while at < text.count, text[at].isDigit {
      value = min(value * 10 + Int(text[at].value - 0x30), 100)
      at += 1
    }
    if at > start { return at - start <= 2 ? value : nil }
    while at < text.count, at - start < 4, NumeralSymbol(text[at]).isDigitOrScale { at += 1 }
    guard at > start, let value = ChineseNumeral.value(of: text[start..<at]), value < 100
    else { return nil }
    return Int(value)
  }

  /// Whether a mention may begin at a position: a digit, or a word such as 今年 or 上半年.
  func mayBegin(at position: Int, in text: [Unicode.Scalar]) -> Bool {
    // The digits behind the first one of a number begin nothing.
    if text[position].isDigit { return position == 0 || !text[position - 1].isDigit }
    if NumeralSymbol(text[position]).isDigit { return true }
    guard beginnings.has(text[position]) else { return false }
    return relative.longest(at: position, in: text) != nil
      || seasons.mayBegin(at: position, in: text) || wholeYears.stand(at: position, in: text)
      || yearEnds.stand(at: position, in: text)
  }

  /// What a mention at a position says of the figures behind it, and where it ends.
  ///
  /// - Parameters:
  ///   - start: The position.
  ///   - text: The folded text.
  ///   - frame: The dates by which those that say less are told.
  ///   - isStated: Whether words such as 截至 stand before it.
  /// - Returns: Nil where nothing is said of a date.
  func asOf(
    at start: Int, in text: [Unicode.Scalar], frame: DateFrame, isStated: Bool = false
  ) -> Mention? {
    let published = frame.published
    if let years = years(at: start, in: text) { return years }
    if Self.mayBeginNumber(at: start, in: text),
      let found = date(at: start, in: text, ofEra: frame.usesEra)
    {
      return mention(found.date, to: found.end, text, frame)
    }
    if var year = frame.year {
      // 到年底 is yet to come.
      if !isStated, let open = frame.openYear, until.stand(endingAt: start, in: text) {
        year = open
      }
      if let whole = ofYear(year, at: start, in: text) { return whole }
    }
    if let found = ofEra(at: start, in: text) {
      return mention(found.date, to: found.end, text, frame)
    }
    if let (length, meaning) = relative.longest(at: start, in: text) {
      return related(meaning, at: start, to: start + length, text, frame)
    }
    guard published != nil || frame.spoken != nil else { return nil }
    if let published, let season = ownSeason(at: start, in: text, frame, before: published) {
      return season
    }
    guard Self.mayBeginNumber(at: start, in: text),
      var found = month(at: start, in: text, frame, isStated: isStated)
    else { return nil }
    let isHead =
      start == 0 || text[start - 1].isPunctuation || dayPrefixes.stand(endingAt: start, in: text)
    if isHead, found.date.precision == .month {
      // 8月份参保1200人,9月份3100人
      if text.has(["份"], at: found.end) { found.end += 1 }
      return mention(found.date, to: found.end, text, frame)
    }
    guard
      isStated || yearEnds.stand(at: found.end, in: text)
        || found.date.precision == .day && isHead
    else { return nil }
    return mention(found.date, to: found.end, text, frame)
  }

  /// 今年, 去年底, 上年, 目前: what is told by the day of the report or the year that is spoken of.
  private func related(
    _ meaning: Meaning, at start: Int, to end: Int, _ text: [Unicode.Scalar], _ frame: DateFrame
  ) -> Mention? {
    let shift: Int
    let base: Int?
    switch meaning {
    case .now: return frame.published.map { ($0.description, end) }
    case .ofPublication(let years): (shift, base) = (years, frame.published?.year)
    case .ofSpoken(let years): (shift, base) = (years, frame.spoken?.year)
    case .ofYear(let years): (shift, base) = (years, frame.baseYear ?? frame.published?.year)
    }
    // 比上年增加: the figure behind is of this year, and so are those behind it.
    if shift < 0, comparisons.stand(endingAt: start, in: text) { return nil }
    guard let base, let year = CalendarDate(year: base + shift) else { return nil }
    if let found = month(at: end, of: year.year, in: text) {
      return mention(found.date, to: found.end, text, frame)
    }
    return mention(year, to: end, text, frame)
  }

  /// 全年, 年末: of the year that is spoken of.
  private func ofYear(_ year: Int, at start: Int, in text: [Unicode.Scalar]) -> Mention? {
    if let length = wholeYears.length(at: start, in: text) {
      // 全年目标任务 is no date.
      return targets.stand(at: start + length, in: text) ? nil : ("\(year)", start + length)
    }
    guard text[start] == "年", let length = yearEnds.length(at: start, in: text),
      start == 0
        || !NumeralSymbol(text[start - 1]).isDigitOrScale
          && !yearPrefixes.contains(text[start - 1]),
      !before.stand(at: start + length, in: text), !noYearEnds.stand(at: start + 1, in: text)
    else { return nil }
    return (Self.lastDay(of: 12, of: year), start + length)
  }

  /// 民国110年, and 110年 behind it: a year that is counted from 1911.
  private func ofEra(at start: Int, in text: [Unicode.Scalar]) -> (date: CalendarDate, end: Int)? {
    guard era.stand(endingAt: start, in: text), text[start].isDigit else { return nil }
    let digits = text[start...].prefix(while: \.isDigit)
    guard digits.count <= 3, let year = text.number(digits.indices),
      digits.endIndex < text.count, text[digits.endIndex] == "年"
    else { return nil }
    let end = digits.endIndex + 1
    let common = year + DateFormat.yearBeforeRepublic
    return month(at: end, of: common, in: text) ?? CalendarDate(year: common).map { ($0, end) }
  }

  /// 6月, 6月30日 of a year.
  private func month(
    at start: Int, of year: Int, in text: [Unicode.Scalar]
  ) -> (date: CalendarDate, end: Int)? {
    var at = start
    guard let month = Self.number(&at, text), (1...12).contains(month), at < text.count,
      text[at] == "月"
    else { return nil }
    let end = at + 1
    at = end
    if let day = Self.number(&at, text), at < text.count, text[at] == "日",
      let date = CalendarDate(year: year, month: month, day: day)
    {
      return (date, at + 1)
    }
    return CalendarDate(year: year, month: month).map { ($0, end) }
  }

  /// 截至7月底: a month of the year that was spoken of last or of the next one, or else of that of
  /// publication or the one before.
  private func month(
    at start: Int, in text: [Unicode.Scalar], _ frame: DateFrame, isStated: Bool
  ) -> (date: CalendarDate, end: Int)? {
    if let spoken = frame.spoken, !isStated || frame.published == nil {
      let found = month(at: start, of: spoken.year, in: text)
      // 2021年11月开工,3月完工
      guard let month = found?.date.month, spoken.precision != .year, month < spoken.month,
        let published = frame.published,
        let next = self.month(at: start, of: spoken.year + 1, in: text),
        next.date.description <= published.description
      else { return found }
      return next
    }
    guard let published = frame.published,
      let found = month(at: start, of: published.year, in: text)
    else { return nil }
    // 12月20日前完成: a day to come.
    let isLater =
      found.date.month > published.month && published.precision != .year
      && !before.stand(at: found.end + (yearEnds.length(at: found.end, in: text) ?? 0), in: text)
    return isLater ? month(at: start, of: published.year - 1, in: text) : found
  }

  /// 上半年, 前三季度, 1-9月 at the head of a clause: of the year of publication.
  private func ownSeason(
    at start: Int, in text: [Unicode.Scalar], _ frame: DateFrame, before published: CalendarDate
  ) -> Mention? {
    guard start == 0 || text[start - 1].isPunctuation,
      let found = seasons.season(at: start, in: text)
    else { return nil }
    let isOver = published.precision == .year || found.last <= published.month
    return mention(
      seasonOf: frame.spoken?.year ?? published.year - (isOver ? 0 : 1), found, in: text)
  }

  /// 2016至2019年, 2016年—2019年, 2018、2019年: a period of years.
  private func years(at start: Int, in text: [Unicode.Scalar]) -> Mention? {
    guard text[start].isDigit, start == 0 || !text[start - 1].isDigit else { return nil }
    func year(_ at: Int) -> Int? {
      let digits = text[min(at, text.count)...].prefix(while: \.isDigit)
      guard digits.count == 4, let year = text.number(digits.indices) else { return nil }
      return (1900...2100).contains(year) ? year : nil
    }
    guard let first = year(start) else { return nil }
    var at = start + 4
    if at < text.count, text[at] == "年" { at += 1 }
    let mark = at
    while at < text.count, at - mark < 2, "至到—–-~".unicodeScalars.contains(text[at]) { at += 1 }
    var last = at > mark ? year(at) : nil
    if last == nil {
      // 2019、2020、2021三年
      at = mark
      while let length = yearMarks.length(at: at, in: text),
        let next = year(at + length), next == (last ?? first) + 1
      {
        last = next
        at += length + 4
        if yearMarks.stand(at: at + 1, in: text), text.has(["年"], at: at) { at += 1 }
      }
      at -= 4
    }
    guard let last, last >= first else { return nil }
    var end = at + 4
    while end < text.count, end < at + 6, NumeralSymbol(text[end]).isDigit, !text[end].isDigit {
      end += 1
    }
    guard text.has(["年"], at: end), !text.has(["年", "末"], at: end),
      end + 1 >= text.count || !text[end + 1].isDigit
    else { return nil }
    return ("\(first)/\(last)", end + 1)
  }

  /// A date with what stands behind it: 2021年底, 2021年上半年, 2021年6月末, 2016年以来.
  private func mention(
    _ date: CalendarDate, to end: Int, _ text: [Unicode.Scalar], _ frame: DateFrame
  ) -> Mention {
    if since.stand(at: end, in: text) { return (Self.period(since: date, frame), end) }
    if date.precision == .year {
      if let season = seasons.season(at: end, in: text) {
        return mention(seasonOf: date.year, season, in: text)
      }
      if yearStarts.stand(at: end, in: text), !noYearEnds.stand(at: end, in: text) {
        return ("\(date)-01-01", end)
      }
    }
    if date.precision != .year, let last = last(behind: end, of: date, in: text) {
      return ("\(date)/\(last.date)", last.end)
    }
    if date.precision == .month, let last = seasons.lastMonth(behind: end, in: text),
      last.month > date.month
    {
      return (Self.period(date.year, date.month, last.month), last.end)
    }
    if date.precision != .day, yearEnds.stand(at: end, in: text),
      !noYearEnds.stand(at: end, in: text)
    {
      return (Self.lastDay(of: date.precision == .year ? 12 : date.month, of: date.year), end)
    }
    return (date.description, end)
  }

  /// The last day of a range that a day began, or the last month of one that a month began: 至4月2日, —12日,
  /// 至次年3月; nil where none is later.
  private func last(
    behind end: Int, of first: CalendarDate, in text: [Unicode.Scalar]
  ) -> (date: CalendarDate, end: Int)? {
    guard let mark = seasons.mark(at: end, in: text) else { return nil }
    var at = end + mark
    var year = first.year
    if let next = relative.longest(at: at, in: text), case .ofSpoken(let shift) = next.meaning {
      year += shift
      at += next.length
    }
    let found = date(at: at, in: text) ?? month(at: at, of: year, in: text)
    if let found {
      return found.date.precision == first.precision
        && found.date.description > first.description ? found : nil
    }
    guard first.precision == .day, let day = Self.number(&at, text), text.has(["日"], at: at),
      let date = CalendarDate(year: first.year, month: first.month, day: day),
      date.day > first.day
    else { return nil }
    return (date, at + 1)
  }

  private func mention(
    seasonOf year: Int, _ season: Seasons.Season, in text: [Unicode.Scalar]
  ) -> Mention {
    if yearEnds.stand(at: season.end, in: text) {
      return (Self.lastDay(of: season.last, of: year), season.end)
    }
    return (Self.period(year, season.first, season.last), season.end)
  }

  private static func lastDay(of month: Int, of year: Int) -> String {
    let last = CalendarDate.days(inMonth: month, of: year)
    return CalendarDate(year: year, month: month, day: last)?.description ?? "\(year)"
  }

  private static func period(_ year: Int, _ first: Int, _ last: Int) -> String {
    [first, last].compactMap { CalendarDate(year: year, month: $0)?.description }
      .joined(separator: "/")
  }

  /// The period that began on a date and lasts until the day that a report tells of.
  static func period(since date: CalendarDate, _ frame: DateFrame) -> String {
    let until = [frame.until, frame.published].compactMap { $0?.description }
      .first { $0 >= date.description }
    return "\(date)/\(until ?? "")"
  }
}
