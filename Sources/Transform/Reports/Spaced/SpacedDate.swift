internal import SurveyModel

/// A date that a text with spaces names.
struct SpacedDate {
  /// What a date says of the figures around it.
  enum Kind {
    /// The report gives its figures this date: as of.
    case stated
    /// Figures hold for it.
    case plain
    /// What is said is yet to be reached by then, where nothing says that it was.
    case deadline
    /// Something began then, or is compared with it.
    case aside
  }

  /// The date or period, ISO 8601 to its precision; nil where the year is left out.
  let text: String?
  /// The date, when it is no period.
  let day: CalendarDate?
  var kind: Kind
  /// The tokens of the date, with the words that make it one.
  let tokens: Range<Int>
}

/// Reads the dates of a language with spaces.
struct SpacedDateReader: Sendable {
  let words: SpacedLexicon

  /// The dates of a text, in order.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - base: The day of the report, or nothing: what is said of an earlier deadline is no aim.
  /// - Returns: The dates; those without a year have no text.
  func dates(in text: SpacedText, of base: CalendarDate? = nil) -> [SpacedDate] {
    var dates: [SpacedDate] = []
    var at = 0
    while at < text.tokens.count {
      if var date = date(at: at, in: text) {
        if date.kind == .deadline, let day = date.day, let base, Self.isPast(day, base) {
          let isAside = words[.datesSince].length(endingAt: date.tokens.lowerBound, in: text) != nil
          date.kind = isAside ? .aside : .plain
        }
        at = date.tokens.upperBound
        if let period = dates.last.flatMap({ period(from: $0, to: date, in: text) }) {
          dates[dates.count - 1] = period
        } else {
          dates.append(date)
        }
      } else {
        at += 1
      }
    }
    return dates
  }

  /// The words that may stand between "between" and its first date, at most: between the years 2019
  /// and 2021.
  private static let mostWords = 2

  /// The period between two dates: between 1 March 2019 and the end of 2021, between the 2011 and 2021
  /// censuses; nil where nothing says that they are its ends.
  private func period(
    from first: SpacedDate, to last: SpacedDate, in text: SpacedText
  ) -> SpacedDate? {
    guard let start = first.text?.split(separator: "/").first,
      let end = last.text?.split(separator: "/").last,
      let joint = words[.betweenJoints].length(at: first.tokens.upperBound, in: text)
    else { return nil }
    let gap = first.tokens.upperBound + joint..<last.tokens.lowerBound
    guard words[.determiners].length(at: gap.lowerBound, in: text) ?? 0 == gap.count else {
      return nil
    }
    let isBetween = (0...Self.mostWords)
      .contains { count in
        let at = first.tokens.lowerBound - count
        return at >= 0 && (at..<first.tokens.lowerBound).allSatisfy { text[$0]?.kind == .word }
          && words[.between].length(endingAt: at, in: text) != nil
      }
    guard isBetween, let period = Self.period(String(start), String(end)) else { return nil }
    return SpacedDate(
      text: period, day: nil, kind: first.kind == .aside ? .aside : .plain,
      tokens: first.tokens.lowerBound..<last.tokens.upperBound)
  }

  /// A period to the precision of the finer of its ends: from January of a year, to its December.
  private static func period(_ start: String, _ end: String) -> String? {
    guard var first = CalendarDate(iso: start), var last = CalendarDate(iso: end) else {
      return nil
    }
    let precision = max(first.description.utf8.count, last.description.utf8.count)
    while first.description.utf8.count < precision {
      guard
        let next = first.precision == .year
          ? CalendarDate(year: first.year, month: 1)
          : CalendarDate(year: first.year, month: first.month, day: 1)
      else { return nil }
      first = next
    }
    while last.description.utf8.count < precision {
      guard
        let next = last.precision == .year
          ? CalendarDate(year: last.year, month: 12) : lastDay(last)
      else { return nil }
      last = next
    }
    return first.description < last.description ? "\(first)/\(last)" : nil
  }

  /// Whether a day is not behind another, as far as both say.
  private static func isPast(_ day: CalendarDate, _ base: CalendarDate) -> Bool {
    let (day, base) = (day.description, base.description)
    let length = min(day.utf8.count, base.utf8.count)
    return day.prefix(length) <= base.prefix(length)
  }

  /// A date before its words are looked at: what it is and where it ends.
  private typealias Mention = (text: String?, day: CalendarDate?, end: Int)

  private func date(at index: Int, in text: SpacedText) -> SpacedDate? {
    guard let found = mention(at: index, in: text) else { return nil }
    var start = index
    if let length = words[.fiscalYears].length(endingAt: start, in: text) { start -= length }
    var day = found.day
    var iso = found.text
    var isEnd = false
    if let length = words[.dateEnds].length(endingAt: start, in: text) {
      start -= length
      isEnd = true
      if let last = day.flatMap(Self.lastDay) { (day, iso) = (last, last.description) }
    } else if let end = text[index], end.kind == .word, let last = day.flatMap(Self.lastDay),
      isEndOfMonth(end.text)
    {
      (day, iso, isEnd) = (last, last.description, true)
    }
    var kind = kind(before: start, text)
    // From January to September 2021: in all of these months.
    if kind == .aside, iso?.contains("/") ?? false,
      words[.from].length(endingAt: start, in: text) != nil
    {
      kind = .plain
    }
    // At the end of March 2020: a day, as much as "as of" is.
    return SpacedDate(
      text: iso, day: day, kind: isEnd && kind == .plain ? .stated : kind,
      tokens: start..<found.end)
  }

  private func kind(before start: Int, _ text: SpacedText) -> SpacedDate.Kind {
    var start = start
    let stated = words[.datesStated].length(endingAt: start, in: text)
    let deadline = words[.deadlines].length(endingAt: start, in: text)
    if deadline != nil { return .deadline }
    if stated != nil { return .stated }
    if words[.datesSince].length(endingAt: start, in: text) != nil { return .aside }
    while let length = words[.datesBehind].length(endingAt: start, in: text) { start -= length }
    return words[.compared].length(endingAt: start, in: text) != nil ? .aside : .plain
  }

  /// The last day of a month or a year.
  private static func lastDay(_ date: CalendarDate) -> CalendarDate? {
    guard date.precision != .day else { return date }
    let month = date.precision == .year ? 12 : date.month
    return CalendarDate(
      year: date.year, month: month, day: CalendarDate.days(inMonth: month, of: date.year))
  }

  private func mention(at index: Int, in text: SpacedText) -> Mention? {
    season(at: index, in: text) ?? span(at: index, in: text) ?? numeric(at: index, in: text)
      ?? dayMonth(at: index, in: text)
      ?? monthDay(at: index, in: text)
      ?? year(at: index, in: text)
  }

  // MARK: Digits alone

  /// 12/03/2021, 2021-03-12, 12.03.2021.
  private func numeric(at index: Int, in text: SpacedText) -> Mention? {
    guard let first = text[index], first.kind == .number, index == 0 || !isJoined(index, text)
    else {
      return nil
    }
    var parts: [String] = []
    var end = index + 1
    if first.text.contains(".") {
      parts = first.text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    } else if let mark = text[index + 1]?.text, mark == "/" || mark == "-" || mark == "–" {
      parts = [first.text]
      while let separator = text[end], separator.text == mark, text.touches(end),
        let next = text[end + 1], next.kind == .number, text.touches(end + 1), parts.count < 3
      {
        parts.append(next.text)
        end += 2
      }
    }
    let numbers = parts.compactMap { $0.utf8.count <= 4 ? Int($0) : nil }
    guard parts.count == 3, numbers.count == 3 else { return nil }
    if parts[0].utf8.count == 4, parts[1].utf8.count == 2 {
      guard let day = CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2]) else {
        return nil
      }
      return (day.description, day, end)
    }
    guard parts[2].utf8.count == 4, (1900...2100).contains(numbers[2]) else { return nil }
    let readings = Set(
      [
        CalendarDate(year: numbers[2], month: numbers[1], day: numbers[0]),
        CalendarDate(year: numbers[2], month: numbers[0], day: numbers[1]),
      ]
      .compactMap { $0 })
    // 12/03/2021 is a day of March to some and of December to others.
    guard let day = readings.count == 1 ? readings.first : CalendarDate(year: numbers[2]) else {
      return nil
    }
    return (day.description, day, end)
  }

  /// Whether digits go on from others before a mark.
  private func isJoined(_ index: Int, _ text: SpacedText) -> Bool {
    text.touches(index) && text.touches(index - 1) && text[index - 2]?.kind == .number
  }

  // MARK: Parts of a year

  /// The first half of 2021, Q3 2021; without a year where none stands behind it.
  private func season(at index: Int, in text: SpacedText) -> Mention? {
    guard let (season, length) = words.seasons.match(at: index, in: text) else { return nil }
    var at = index + length
    if words[.shareOf].length(at: at, in: text) == 1 { at += 1 }
    if text[at]?.text == "," { at += 1 }
    if let fiscal = words[.fiscalYears].length(at: at, in: text) {
      // Where a fiscal year begins, the report does not say.
      guard text[at + fiscal]?.isYear == true else { return (nil, nil, index + length) }
      return (nil, nil, at + fiscal + 1)
    }
    guard let token = text[at], token.isYear, let year = token.plain else {
      return (nil, nil, index + length)
    }
    if let (_, end) = lastYear(of: year, behind: at + 1, in: text) { return (nil, nil, end) }
    let months = season.split(separator: "/")
    return months.count == 2 ? ("\(year)-\(months[0])/\(year)-\(months[1])", nil, at + 1) : nil
  }

  // MARK: Months

  private func month(at index: Int, in text: SpacedText) -> Int? {
    guard let token = text[index], token.kind == .word else { return nil }
    let name =
      isEndOfMonth(token.text)
      ? String(token.text.split(separator: "-").last ?? "") : token.text
    return words.months[name].map { Int($0) }
  }

  /// end-March is one word.
  private func isEndOfMonth(_ word: String) -> Bool {
    let parts = word.split(separator: "-", maxSplits: 1)
    guard parts.count == 2, words.months[String(parts[1])] != nil else { return false }
    return words[.dateEnds].length(at: 0, in: SpacedText(Array(parts[0].unicodeScalars)[...])) == 1
  }

  /// Between April 2021 and February 2022, January to September 2021.
  private func span(at index: Int, in text: SpacedText) -> Mention? {
    guard let first = month(at: index, in: text), text[index]?.isCapital == true else { return nil }
    var at = index + 1
    var firstYear: Int?
    if let token = text[at], token.isYear {
      firstYear = token.plain
      at += 1
    }
    let isBetween = words[.between].length(endingAt: index, in: text) != nil
    guard
      let joint = isBetween
        ? words[.betweenJoints].length(at: at, in: text) : words[.to].length(at: at, in: text),
      let last = month(at: at + joint, in: text), let token = text[at + joint + 1], token.isYear,
      let year = token.plain
    else { return nil }
    let end = at + joint + 2
    let start = firstYear ?? year
    guard (start, first) < (year, last),
      let from = CalendarDate(year: start, month: first),
      let to = CalendarDate(year: year, month: last)
    else { return (nil, nil, end) }
    return ("\(from)/\(to)", nil, end)
  }

  private func dayNumber(at index: Int, in text: SpacedText) -> (day: Int, end: Int)? {
    guard let day = text[index]?.plain, (1...31).contains(day) else { return nil }
    let hasEnd =
      text.touches(index + 1) && words[.ordinalEnds].length(at: index + 1, in: text) != nil
    return (day, index + (hasEnd ? 2 : 1))
  }

  private func dayMonth(at index: Int, in text: SpacedText) -> Mention? {
    guard let first = dayNumber(at: index, in: text), index == 0 || !isJoined(index, text) else {
      return nil
    }
    var (day, at) = first
    // 12-14 June, 12 and 14 June, 12 to 14 June.
    if let joint = text[at],
      joint.isDash || words[.to].length(at: at, in: text) != nil
        || words[.betweenJoints].length(at: at, in: text) != nil,
      let next = dayNumber(at: at + 1, in: text), monthBehind(next.end, text) != nil
    {
      (day, at) = next
    }
    guard let (month, end) = monthBehind(at, text) else { return nil }
    return dated(day: day, month: month, end, text)
  }

  /// The month at a token, or behind a word such as "of".
  private func monthBehind(_ at: Int, _ text: SpacedText) -> (month: Int, end: Int)? {
    if let month = month(at: at, in: text) { return (month, at + 1) }
    guard words[.shareOf].length(at: at, in: text) == 1, let month = month(at: at + 1, in: text)
    else { return nil }
    return (month, at + 2)
  }

  private func dated(day: Int, month: Int, _ end: Int, _ text: SpacedText) -> Mention {
    var at = end
    if text[at]?.text == ".", text[at + 1]?.isYear == true { at += 1 }
    if text[at]?.text == "," { at += 1 }
    guard let token = text[at], token.isYear, let year = token.plain,
      let date = CalendarDate(year: year, month: month, day: day)
    else { return (nil, nil, end) }
    return (date.description, date, at + 1)
  }

  private func monthDay(at index: Int, in text: SpacedText) -> Mention? {
    guard let month = month(at: index, in: text), text[index]?.isCapital == true else { return nil }
    var end = index + 1
    // February-March 2011: the later month.
    var last = month
    if text[end]?.isDash == true, let next = self.month(at: end + 1, in: text) {
      last = next
      end += 2
    }
    if let (day, behind) = dayNumber(at: end, in: text), text[end]?.gap != .wide {
      let found = dated(day: day, month: last, behind, text)
      // In May 12 villages were built.
      let counts = words.units.match(at: behind, in: text) != nil
      if found.text != nil || !counts { return found }
    }
    if text[end]?.text == "." || text[end]?.text == ",", text[end + 1]?.isYear == true { end += 1 }
    if let token = text[end], token.isYear, let year = token.plain {
      let date = CalendarDate(year: year, month: last)
      return (date?.description, date, end + 1)
    }
    return nil
  }

  // MARK: Years

  private func year(at index: Int, in text: SpacedText) -> Mention? {
    guard let token = text[index], token.isYear, let year = token.plain,
      index == 0 || !isJoined(index, text)
    else { return nil }
    if let (last, end) = lastYear(of: year, behind: index + 1, in: text) {
      return ("\(year)/\(last)", nil, end)
    }
    guard isYear(at: index, in: text), let date = CalendarDate(year: year) else { return nil }
    return (date.description, date, index + 1)
  }

  /// 2019-20, 2019/2020, 2011 to 2021: the last year, and where it ends.
  private func lastYear(
    of year: Int, behind index: Int, in text: SpacedText
  ) -> (year: Int, end: Int)? {
    guard let joint = text[index], let next = text[index + 1], let number = next.plain else {
      return nil
    }
    if joint.isDash || joint.text == "/" {
      guard text.touches(index) == text.touches(index + 1) else { return nil }
      if next.isYear, number > year { return (number, index + 2) }
      let short = year / 100 * 100 + number
      return next.text.utf8.count == 2 && text.touches(index) && short > year
        ? (short, index + 2) : nil
    }
    let isBetween =
      words[.betweenJoints].length(at: index, in: text) != nil
      && words[.between].length(endingAt: index - 1, in: text) != nil
    guard isBetween || words[.to].length(at: index, in: text) != nil, next.isYear, number > year
    else { return nil }
    return (number, index + 2)
  }

  /// Whether four digits are a year: nothing that they count stands behind them, or a word before
  /// them says so.
  private func isYear(at index: Int, in text: SpacedText) -> Bool {
    if words[.datesBehind].length(endingAt: index, in: text) != nil
      || words[.fiscalYears].length(endingAt: index, in: text) != nil
      || words[.datesStated].length(endingAt: index, in: text) != nil
      || words[.dateEnds].length(endingAt: index, in: text) != nil
      || month(at: index - 1, in: text) != nil
      // The 2021 population: four digits without a comma behind an article are no count.
      || words[.determiners].length(endingAt: index, in: text) != nil
    {
      return true
    }
    if words.currencies.match(endingAt: index, in: text) != nil { return false }
    if text.touches(index + 1), text[index + 1]?.kind == .word || text[index + 1]?.text == "%" {
      return false
    }
    return words.units.match(at: index + 1, in: text) == nil
      && text[index + 1].map { words.scales[$0.text] == nil } ?? true
  }
}
