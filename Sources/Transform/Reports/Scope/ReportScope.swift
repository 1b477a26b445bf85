internal import ChineseText
internal import SurveyModel

/// The date and the place that hold at a figure.
///
/// A stated day (截至) holds until another is stated where no figure stands before it, and else to
/// the end of its paragraph, or of the next one where that only goes on; a date in passing holds in
/// its paragraph, a period or an aim in its sentence, a comparison in its clause, the origin of a
/// movement for its figure, and so does a date in brackets of its own. A place that is a heading
/// holds until the next heading, one at the head of a paragraph in it, one within it in its
/// sentence.
struct ReportScope {
  /// What ends a date's or a place's hold.
  private enum Hold { case figure, clause, sentence }

  private let dates: ReportDates
  private let home: String?
  private let names: PlaceNames
  private let words: ScopeWords
  private var position = 0
  private var stated: (date: String, isOfReport: Bool)?
  private var figures = 0
  private var figureEnd = 0
  private var isOpen = false
  private var passing: String?
  private var local: (date: String, hold: Hold, isCompared: Bool)?
  private var figureDate: String?
  private var seen: Set<String> = []
  private var sectionPlace: String?
  private var paragraphPlace: String?
  private var sentencePlace: String?
  private var figurePlace: String?

  init(dates: ReportDates, home: String?, names: PlaceNames, words: ScopeWords) {
    self.dates = dates
    self.home = home
    self.names = names
    self.words = words
  }

  /// The place that holds where reading stands.
  var place: String? { figurePlace ?? sentencePlace ?? paragraphPlace ?? sectionPlace ?? home }

  /// The date that holds where reading stands, for a figure of a role.
  func asOf(_ role: Fact.Role?) -> String? {
    // 比2010年减少20人: the change is of the later date.
    let local = local.flatMap { $0.isCompared && role == .change ? nil : $0.date }
    return figureDate ?? local ?? passing ?? stated?.date ?? dates.base?.description
  }

  /// Whether a date is later than the report: what is said of it is yet to be reached.
  func isAhead(_ asOf: String?) -> Bool {
    guard let published = dates.published, let year = asOf.flatMap({ Int($0.prefix(4)) }) else {
      return false
    }
    return year > published.year
  }

  /// Enters a paragraph, or a cell of a table.
  mutating func enterParagraph(_ text: [Unicode.Scalar]) {
    if !isOpen, stated?.isOfReport == false, !words.goesOn.stand(at: 0, in: text) { stated = nil }
    isOpen = text.last.map { !$0.endsSentence } ?? isOpen
    position = 0
    figureEnd = 0
    passing = nil
    local = nil
    figureDate = nil
    paragraphPlace = nil
    sentencePlace = nil
    figurePlace = nil
    if let heading = words.heading(text) {
      let found = names.chain(at: heading.start, in: text)
      if let found, found.end == text.count || heading.isNumbered {
        sectionPlace = found.name
        seen.insert(found.name)
      } else if heading.isNumbered {
        sectionPlace = nil
      }
    }
  }

  /// The population that a figure's clause names.
  func population(_ context: FigureContext) -> String? {
    words.populations.first { context.clauseMentions($0.scalars) }?.word
  }

  /// Reads on to a figure: every date and place on the way governs what follows.
  ///
  /// - Parameters:
  ///   - context: The figure.
  ///   - item: What a list with 分别 says of this figure, or nil: a date or a place of its own.
  ///   - text: The paragraph.
  mutating func advance(
    to context: FigureContext, item: Range<Int>? = nil, in text: [Unicode.Scalar]
  ) {
    let end = context.figure.lowerBound
    if local?.hold == .figure { local = nil }
    figurePlace = nil
    figureDate = nil
    while position < end {
      if let next = readTitle(text) ?? readDate(text) ?? readPlace(text, before: end) {
        position = max(next, position + 1)
        continue
      }
      leave(text[position])
      position += 1
    }
    if let item { readItem(item, text) }
    figureEnd = context.figure.upperBound
    if let own = dateInBrackets(at: figureEnd, text) { figureDate = own.text }
    figures += 1
  }

  /// 2019年、2020年分别脱贫30户、40户; 青禾乡、松岭乡分别脱贫30户、40户: each figure has its own.
  private mutating func readItem(_ item: Range<Int>, _ text: [Unicode.Scalar]) {
    for at in item {
      if figureDate == nil, words.dates.mayBegin(at: at, in: text),
        let found = words.dates.asOf(at: at, in: text, published: dates.published)
      {
        figureDate = found.text
      }
      if figurePlace == nil, let found = names.chain(at: at, in: text) { figurePlace = found.name }
    }
  }

  /// Ends what a mark ends.
  private mutating func leave(_ mark: Unicode.Scalar) {
    guard mark.endsClause || mark == "、" else { return }
    if local?.hold != .sentence { local = nil }
    if mark.endsSentence { local = nil }
    if mark.endsSentence, mark != ";" { sentencePlace = nil }
  }

  /// What stands in a title's marks says nothing of the figures behind it.
  private func readTitle(_ text: [Unicode.Scalar]) -> Int? {
    guard text[position] == "《" else { return nil }
    return text[position...].prefix(80).firstIndex(of: "》")
  }

  private mutating func readDate(_ text: [Unicode.Scalar]) -> Int? {
    if let found = words.plan(at: position, in: text) {
      local = (found.text, .sentence, false)
      return found.end
    }
    if text[position] == "(", let found = dateInBrackets(at: position, text) {
      // 参保率95%(2020年): the figure before it has taken it.
      if position != figureEnd { local = (found.text, .figure, false) }
      return found.end
    }
    guard words.dates.mayBegin(at: position, in: text) else { return nil }
    let isStated = words.asOf.stand(endingAt: position, in: text)
    guard
      let found = words.dates.asOf(
        at: position, in: text, published: dates.published, isStated: isStated)
    else { return nil }
    if let end = words.sinceBehind(found.end, in: text), let date = CalendarDate(iso: found.text) {
      local = (DateMention.period(since: date, dates.published), .sentence, false)
      return end
    }
    let isCompared =
      words.comparisons.stand(endingAt: position, in: text)
      || words.isMultiplied(behind: found.end, in: text)
    if words.isInBrackets(position, of: text) || words.isFounding(behind: found.end, in: text) {
      local = (found.text, .clause, isCompared)
    } else if isStated, !found.text.contains("/") {
      stated = (found.text, figures == 0)
      passing = nil
      local = nil
    } else if isCompared || words.origins.stand(endingAt: position, in: text),
      isCompared || !words.since.stand(at: found.end, in: text)
    {
      local = (found.text, isCompared ? .clause : .figure, isCompared)
    } else if found.text.contains("/") || isAhead(found.text) {
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
        at: start, in: text, published: dates.published, isStated: length != nil)
    else { return nil }
    let end = found.end + (words.yearEnds.length(at: found.end, in: text) ?? 0)
    return end < text.count && text[end] == ")" ? (found.text, end + 1) : nil
  }

  private mutating func readPlace(_ text: [Unicode.Scalar], before end: Int) -> Int? {
    if let whole = words.whole(at: position, in: text) {
      return readWhole(whole, text)
    }
    guard let found = names.list(at: position, in: text, marks: words.itemMarks) else { return nil }
    if isSubject(found.end, text, orBefore: .figure) {
      sentencePlace = found.name
      if isHead(text) { paragraphPlace = found.name }
      if isAlone(found.end, text) {
        paragraphPlace = found.name
        sentencePlace = nil
      }
    }
    if !words.goesOn.stand(endingAt: position, in: text) { seen.insert(found.name) }
    return found.end
  }

  /// 全县, 全省: the whole of a place.
  private mutating func readWhole(
    _ whole: ScopeWords.Whole, _ text: [Unicode.Scalar]
  ) -> Int {
    let end = position + whole.length
    let named = names.place(of: whole, home: home, among: seen)
    let isAround = whole.level == nil || named == nil && home.map(names.isKnown) ?? false
    if isAround, names.level(of: home) ?? 0 >= whole.level ?? 0 {
      // 全省46个县: of the province is that number alone.
      if isSubject(end, text, orBefore: .nothing) {
        sentencePlace = whole.word
        if isHead(text) { paragraphPlace = whole.word }
      } else if isSubject(end, text, orBefore: .figure) {
        figurePlace = whole.word
      }
      return end
    }
    let place = named ?? (home == nil ? whole.word : nil)
    sentencePlace = place
    if isHead(text) { paragraphPlace = place }
    return end
  }

  /// Whether a place is a sentence of its own, or stands before a colon.
  private func isAlone(_ end: Int, _ text: [Unicode.Scalar]) -> Bool {
    guard end < text.count, text[end] == "。" || text[end] == ":" else { return false }
    return position == 0 || text[position - 1].endsSentence
  }

  /// Whether only marks and numbers stand before the position in its paragraph: 一、白石县.
  private func isHead(_ text: [Unicode.Scalar]) -> Bool {
    position < 4
      && text[..<position]
        .allSatisfy { $0.isPunctuation || $0.value < 0x3400 || words.isNumeral($0) }
  }

  /// What behind a place makes it what a clause is about.
  private enum Sign { case figure, nothing }

  /// Whether a place is what its clause is about, and not only where something is.
  private func isSubject(_ end: Int, _ text: [Unicode.Scalar], orBefore sign: Sign) -> Bool {
    if words.comparisons.stand(endingAt: position, in: text) { return false }
    if sign == .figure {
      var behind = end
      while let length = words.introductions.length(at: behind, in: text) { behind += length }
      if behind < text.count, text[behind].isDigit { return true }
    }
    return position == 0 || text[position - 1].isPunctuation
      || words.subjectBehind.stand(endingAt: position, in: text)
  }
}
