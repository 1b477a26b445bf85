internal import ChineseText
internal import SurveyModel

/// The date and the place that hold at a figure.
///
/// A stated day (截至) holds until another is stated where no figure stands before it, and else to
/// the end of its paragraph, or of the next one where that only goes on; a date in passing holds in
/// its paragraph, a period or an aim in its sentence, a comparison in its clause, the origin of a
/// movement for its figure, and so does a date in brackets of its own.
struct ReportScope {
  /// What a heading says of all that follows it.
  private struct Section {
    let level: Int
    let date: String?
    let place: String?
    let isPlan: Bool
  }

  /// What ends a date's or a place's hold.
  private enum Hold { case figure, clause, sentence }

  /// The lines of the report's title.
  let title: [[Unicode.Scalar]]
  private let dates: ReportDates
  private let words: ScopeWords
  /// Whether its title says that what it counts is yet to be done.
  private let isPlan: Bool
  private var position = 0
  private var stated: (date: String, isOfReport: Bool)?
  private var figures = 0
  private var figureEnd = 0
  private var isOpen = false
  /// The last characters of the paragraph before where it ends in none that ends a sentence.
  private var tail: ArraySlice<Unicode.Scalar> = []
  private var endsInColon = false
  private var listDate: String?
  private var endsInAim = false
  /// The last day up to which something was said to come: 到年底.
  private var deadline: String?
  private var isAimedList = false
  private var isDayStated = false
  private var passing: String?
  private var local: (date: String, hold: Hold, isCompared: Bool)?
  private var figureDate: String?
  private var compared: String?
  private var comparedEnd = 0
  private var places: PlaceScope
  private var sections: [Section] = []
  private var paragraphs = 0
  private var table: (place: String?, date: String?) = (nil, nil)

  init(
    dates: ReportDates, home: String?, names: PlaceNames, words: ScopeWords,
    title: [[Unicode.Scalar]]
  ) {
    self.title = title
    isPlan = title.contains(where: words.headings.isPlan(title:))
    self.dates = dates
    places = PlaceScope(home: home, names: names, words: words)
    self.words = words
  }

  /// Whether the report counts its years in an era.
  var usesEra: Bool { dates.usesEra }

  /// The place that holds where reading stands.
  var place: String? {
    places.place(within: table.place ?? sectionPlace)
  }

  /// The places that one of a name may lie in, as the report has it, the nearest first.
  func around(_ place: String) -> [String] {
    places.around(place, within: table.place ?? sectionPlace)
  }

  /// The date that holds where reading stands, for a figure of a role.
  func asOf(_ role: Fact.Role?) -> String? {
    // 比2010年减少20人: the change is of the later date.
    let local = local.flatMap { $0.isCompared && role == .change ? nil : $0.date }
    return figureDate ?? local ?? passing ?? tableDate ?? listDate ?? stated?.date ?? sectionDate
      ?? dates.baseText
  }

  /// The date of the title of the table, where no day of it is stated.
  private var tableDate: String? {
    table.date.flatMap { date in stated?.date.hasPrefix(date) ?? false ? nil : date }
  }

  private var sectionPlace: String? { sections.last { $0.place != nil }?.place }

  private var sectionDate: String? { sections.last { $0.date != nil }?.date }

  /// The date of a figure that another one is said to have come from, or nil when nobody says it.
  var earlier: String? { figureDate ?? (local?.hold == .figure ? local?.date : compared) }

  /// Whether the heading of a section says that what a figure counts is yet to be done.
  func isPlanned(_ context: FigureContext) -> Bool {
    guard isPlan || isAimedList || sections.contains(where: \.isPlan),
      [local?.date, passing, figureDate]
        .allSatisfy({ date in date.map { isToCome(due($0, in: context) ?? $0) } ?? true })
    else { return false }
    return words.reached.first(
      in: context.sentence.lowerBound..<context.figure.lowerBound, of: context.text) == nil
  }

  /// The dates by which those that say less are told.
  private var frame: DateFrame {
    let base = sectionDate.flatMap(CalendarDate.year(ofISO:)) ?? dates.base?.year
    return DateFrame(
      published: dates.published, until: until,
      year: passing.flatMap(CalendarDate.year(ofISO:))
        ?? base.map { $0 - (isYearOpen($0) ? 1 : 0) },
      openYear: passing == nil ? base.flatMap { isYearOpen($0) ? $0 : nil } : nil, baseYear: base,
      spoken: spoken
        ?? (sectionDate.flatMap(CalendarDate.year(ofISO:)) ?? dates.titledYear).flatMap { past($0) },
      usesEra: dates.usesEra)
  }

  /// The day that what goes on is told until: 今年以来.
  private var until: CalendarDate? {
    stated.flatMap { CalendarDate(iso: $0.date) } ?? dates.published
  }

  /// The date that the text itself spoke of last, or nil.
  private var spoken: CalendarDate? {
    let local = local.flatMap { $0.hold == .sentence && !$0.isCompared ? $0.date : nil }
    if let date = (local ?? passing).flatMap(Self.lastOfYear) { return date }
    return stated.flatMap { CalendarDate.year(ofISO: $0.date) }.flatMap { past($0) }
  }

  /// The last month or day of a period within a year; nil for a period of several.
  private static func lastOfYear(_ period: String) -> CalendarDate? {
    let ends = period.split(separator: "/")
    guard let first = ends.first, let last = ends.last, first.prefix(4) == last.prefix(4) else {
      return nil
    }
    return CalendarDate(iso: String(last))
  }

  /// A year before that of the report, or nil.
  private func past(_ year: Int) -> CalendarDate? {
    year < dates.published?.year ?? year ? CalendarDate(year: year) : nil
  }

  /// The last month in which a report that names no year speaks of the year before with 全年.
  private static let lastMonthOfReview = 3

  /// Whether a year has hardly begun when a report appears that neither is of it nor plans it: its 全年
  /// and 年末 are those of the year before.
  private func isYearOpen(_ year: Int) -> Bool {
    guard let published = dates.published, published.precision != .year, year == published.year,
      published.month <= Self.lastMonthOfReview, dates.base?.year == year
    else { return false }
    return dates.titledYear != year && !isPlan && !sections.contains { $0.isPlan || $0.date != nil }
  }

  /// Whether a date is later than the report: what is said of it is yet to be reached.
  func isAhead(_ asOf: String?) -> Bool {
    guard let published = dates.published, let asOf, let year = CalendarDate.year(ofISO: asOf)
    else {
      return false
    }
    if let deadline, asOf == deadline, published.precision == .day {
      return asOf > published.description
    }
    return year > published.year
  }

  /// Whether a date that stands in a plan does not say that what is spoken of there was.
  private func isToCome(_ date: String) -> Bool {
    guard let published = dates.published, let last = date.split(separator: "/").last,
      let until = CalendarDate(iso: String(last))
    else { return false }
    if until.precision == .year || published.precision == .year {
      return until.year > published.year
        || until.year == published.year && published.precision != .year
          && published.month <= Self.lastMonthOfReview
    }
    return "\(until)" > published.description.prefix("\(until)".utf8.count)
  }

  /// The day by which an aim is to be reached: 到6月底 of a report of May is of the same year, and so is 全年
  /// of one of February, though they would be of the year before of what was.
  func due(_ asOf: String?, in context: FigureContext) -> String? {
    guard let asOf, !asOf.contains("/"), let date = CalendarDate(iso: asOf),
      let published = dates.published, published.precision != .year,
      date.year == published.year - 1
    else { return asOf }
    let before = context.text[..<context.figure.lowerBound]
    let isLater =
      date.precision == .year
      ? isYearOpen(published.year)
        && words.wholeYears.first(in: before.indices, of: context.text) != nil
        && words.lastYears.first(in: before.indices, of: context.text) == nil
      : published.precision == .day && date.month > published.month
    return isLater && !before.contains(year: date.year)
      ? "\(published.year)" + asOf.dropFirst(4) : asOf
  }

  /// Enters a paragraph, or a cell of a table.
  mutating func enterParagraph(_ text: [Unicode.Scalar]) {
    if !isOpen, stated?.isOfReport == false, !words.goesOn.stand(at: 0, in: text) { stated = nil }
    isOpen = text.last.map { !$0.endsSentence } ?? isOpen
    carryList(text)
    position = 0
    figureEnd = 0
    passing = nil
    local = nil
    figureDate = nil
    deadline = nil
    compared = nil
    places.enterParagraph(text)
    position = places.enterName(behind: tail, text)
    tail = isOpen ? text.suffix(2) : []
    paragraphs += 1
    enterSection(text)
  }

  /// Enters a table: the place and the date of its title hold for what its cells leave open.
  mutating func enterTable(_ heading: TableHeading?) {
    table = (nil, nil)
    guard let heading else { return }
    let text = heading.words
    for at in text.indices {
      // Words above a table that are no numbered title are about the place that they begin with.
      if table.place == nil, heading.isNumbered || at == 0,
        let found = places.names.list(at: at, in: text, marks: words.itemMarks)
      {
        table.place = found.name
      }
      if table.date == nil, words.dates.mayBegin(at: at, in: text),
        !words.comparisons.stand(endingAt: at, in: text)
      {
        table.date = words.dates.asOf(at: at, in: text, frame: frame)?.text
      }
    }
  }

  /// Leaves a table.
  mutating func leaveTable() { table = (nil, nil) }

  /// 到2025年，主要指标为： the items behind the colon have its date, and are aims behind one.
  private mutating func carryList(_ text: [Unicode.Scalar]) {
    if endsInColon {
      listDate = local?.date ?? passing
      isAimedList = endsInAim
    } else if !words.headings.isItem(text) {
      listDate = nil
      isAimedList = false
    }
    endsInColon = text.last == ":"
    endsInAim = endsInColon && words.roles.isAimedAt(text.count - 1, text)
  }

  /// The lines at a report's head, which are its title and no section's.
  private static let headLines = 3

  /// Takes the date, the place and the plan that a heading says for what follows it.
  private mutating func enterSection(_ text: [Unicode.Scalar]) {
    guard let heading = words.headings.heading(text) else { return }
    var date: String?
    var place: String?
    for at in heading.words {
      if date == nil, words.dates.mayBegin(at: at, in: text) {
        date = words.dates.asOf(at: at, in: text, frame: frame)?.text
      }
      guard place == nil, let found = places.names.chain(at: at, in: text),
        at == heading.words.lowerBound
      else { continue }
      if heading.level > 0 || found.end == heading.words.upperBound { place = found.name }
    }
    var isPlan = heading.isPlan
    if heading.level > 0 {
      sections.removeAll { $0.level >= heading.level }
    } else {
      // A day on a line of its own is that of the report, and 危房改造计划 may be a table's title.
      if date.flatMap({ CalendarDate(iso: $0) })?.precision == .day { date = nil }
      isPlan =
        isPlan && (date != nil || words.headings.isAhead(heading.words, of: text))
      guard place != nil || date != nil || isPlan, paragraphs > Self.headLines else { return }
      sections.removeAll()
    }
    if heading.words.isEmpty { return }
    if let place { places.see(place) }
    if date != nil { stated = nil }
    sections.append(Section(level: heading.level, date: date, place: place, isPlan: isPlan))
  }

  /// The population that a figure's clause names.
  func population(_ context: FigureContext) -> String? { words.population(of: context) }

  /// Reads on to a figure: every date and place on the way governs what follows.
  ///
  /// - Parameters:
  ///   - context: The figure.
  ///   - item: What a list with 分别 says of this figure, or nil: a date or a place of its own.
  ///   - list: Where the figure stands in a list with 分别 that names no items.
  ///   - text: The paragraph.
  mutating func advance(
    to context: FigureContext, item: Range<Int>? = nil,
    of list: RespectiveList.Place? = nil, in text: [Unicode.Scalar]
  ) {
    let end = context.figure.lowerBound
    if local?.hold == .figure { local = nil }
    places.enterFigure()
    figureDate = nil
    readOn(to: end, text)
    // 2022年比2021年增加12个: the change is of the later year.
    if let date = local, date.isCompared,
      words.movements.first(in: min(comparedEnd, end)..<end, of: text) != nil
    {
      local = nil
    }
    if let item {
      readItem(item, text)
      places.readItem(item, text)
    }
    if let list, let years = (local?.date ?? passing).flatMap(Self.years),
      years.count == list.figures.count
    {
      // 2021—2023年分别脱贫30户、40户、50户
      figureDate = "\(years.lowerBound + list.offset)"
    }
    figureEnd = context.figure.upperBound
    if let own = dateInBrackets(at: figureEnd, text) { figureDate = own.text }
    figures += 1
  }

  /// The years of a period of whole years: 2021/2023.
  private static func years(_ period: String) -> ClosedRange<Int>? {
    let ends = period.split(separator: "/").compactMap { Int($0) }
    return ends.count == 2 && ends[0] <= ends[1] ? ends[0]...ends[1] : nil
  }

  /// Reads on to the paragraph's end, where a day is stated there for the next one.
  mutating func finish(_ text: [Unicode.Scalar]) {
    let rest = position..<max(position, text.count)
    guard endsInColon || words.asOf.first(in: rest, of: text) != nil else { return }
    readOn(to: text.count, text)
  }

  private mutating func readOn(to end: Int, _ text: [Unicode.Scalar]) {
    while position < end {
      if let next = readTitle(text) ?? readDateBeforePlace(text) ?? places.read(at: position, text)
      {
        position = max(next, position + 1)
        continue
      }
      leave(text)
      position += 1
    }
  }

  /// 2019年、2020年分别脱贫30户、40户: each figure has its own date.
  private mutating func readItem(_ item: Range<Int>, _ text: [Unicode.Scalar]) {
    for at in item where figureDate == nil {
      if words.dates.mayBegin(at: at, in: text),
        let found = words.dates.asOf(at: at, in: text, frame: frame, isStated: true)
      {
        // 2019年、2020年: the period of both goes on behind the item.
        figureDate = found.end <= item.upperBound ? found.text : String(found.text.prefix(4))
      } else if at == item.lowerBound || !text[at - 1].isDigit,
        let year = RespectiveList.year(of: at..<item.upperBound, in: text)
      {
        figureDate = "\(year)"
      }
    }
  }

  /// Ends what a mark ends.
  private mutating func leave(_ text: [Unicode.Scalar]) {
    let mark = text[position]
    guard mark.endsClause || mark == "、" else { return }
    if local?.hold != .sentence { local = nil }
    let endsSentence = mark.endsSentence && !words.goesOn.stand(at: position + 1, in: text)
    places.leave(mark, endsSentence: endsSentence)
    guard endsSentence else { return }
    if mark == ";" { return }
    local = nil
    compared = nil
    isDayStated = false
  }

  /// What stands in a title's marks says nothing of the figures behind it.
  private func readTitle(_ text: [Unicode.Scalar]) -> Int? {
    guard text[position] == "《" else { return nil }
    return text[position...].prefix(80).firstIndex(of: "》")
  }

  /// Reads a date, right behind which a clause may say what it is about: 2020年青禾乡参保率为95%.
  private mutating func readDateBeforePlace(_ text: [Unicode.Scalar]) -> Int? {
    guard let end = readDate(text) else { return nil }
    // 比2020年青禾乡…: nothing is said of what something is compared with.
    if local?.isCompared != true {
      places.dateEnd = end + (words.yearEnds.length(at: end, in: text) ?? 0)
    }
    return end
  }

  private mutating func readDate(_ text: [Unicode.Scalar]) -> Int? {
    if let found = words.plan(at: position, in: text) {
      // “十三五”末
      let end = found.end + (text.has(["”"], at: found.end) ? 1 : 0)
      if let length = words.yearEnds.length(at: end, in: text) {
        passing = found.text.suffix(4) + "-12-31"
        local = nil
        return end + length
      }
      if words.since.stand(at: end, in: text),
        let start = CalendarDate(iso: String(found.text.prefix(4)))
      {
        local = (DateMention.period(since: start, frame), .sentence, false)
      } else {
        local = (found.text, .sentence, false)
      }
      return found.end
    }
    if text[position] == "(", let found = dateInBrackets(at: position, text) {
      // 参保率95%(2020年): the figure before it has taken it.
      if position != figureEnd { local = (found.text, .figure, false) }
      // A table's title: 参保情况(截至12月20日)
      if figureEnd == 0, found.end == text.count { stated = (found.text, false) }
      return found.end
    }
    guard words.dates.mayBegin(at: position, in: text) else { return nil }
    let isStated = words.asOf.stand(endingAt: position, in: text)
    guard
      let found = words.dates.asOf(
        at: position, in: text, frame: frame, isStated: isStated)
    else { return nil }
    if let end = words.sinceBehind(found.end, in: text), let date = CalendarDate(iso: found.text) {
      local = (DateMention.period(since: date, frame), .sentence, false)
      return end
    }
    // 为去年的104%: what it was says nothing of what it is.
    if let end = words.multiplied(position..<found.end, in: text) {
      // 是2017年118家的2.3倍: it says when it was so many.
      if text[found.end..<end].contains(where: \.isDigit) { local = (found.text, .figure, false) }
      return found.end
    }
    if !isStated, words.until.stand(endingAt: position, in: text) { deadline = found.text }
    let isCompared = words.comparisons.stand(endingAt: position, in: text)
    if isCompared { (compared, comparedEnd) = (found.text, found.end) }
    // 截至9月30日，今年新增300户: the day says more, and more than the year that is paid for.
    if isDayStated, !isStated, let stated, found.text.utf8.count == 4,
      found.text >= stated.date.prefix(4)
    {
      // 2020年…，2021年…: the year before is over.
      passing = nil
      local = nil
      return found.end
    }
    if isAhead(found.text), words.granted.stand(endingAt: position, in: text) { return found.end }
    if words.isInBrackets(position, of: text) || words.isFounding(behind: found.end, in: text) {
      local = (found.text, .clause, isCompared)
    } else if isStated, !found.text.contains("/") {
      stated = (found.text, figures == 0)
      isDayStated = true
      passing = nil
      local = nil
    } else if isCompared
      || words.origins.stand(endingAt: position, in: text) && !found.text.contains("/"),
      isCompared || !words.since.stand(at: found.end, in: text)
    {
      local = (found.text, isCompared ? .clause : .figure, isCompared)
    } else if found.text.contains("/")
      && !(words.isHead(position, of: text) && words.isSeason(found.text))
      || isAhead(found.text)
    {
      local = (found.text, .sentence, false)
    } else {
      passing = found.text
      local = nil
    }
    return found.end
  }

  /// A date that has brackets to itself, which begin at a position: (2020年), (截至6月底).
  private func dateInBrackets(
    at: Int, _ text: [Unicode.Scalar]
  ) -> DateMention.Mention? {
    guard at + 1 < text.count, text[at] == "(" else { return nil }
    var start = at + 1
    let length = words.asOf.length(at: start, in: text)
    start += length ?? 0
    guard start < text.count, words.dates.mayBegin(at: start, in: text),
      let found = words.dates.asOf(
        at: start, in: text, frame: frame, isStated: length != nil)
    else { return nil }
    let end = found.end + (words.yearEnds.length(at: found.end, in: text) ?? 0)
    return end < text.count && text[end] == ")" ? (found.text, end + 1) : nil
  }
}
