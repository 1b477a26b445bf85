internal import ChineseText
internal import SurveyModel

/// The words that say which date, place and population figures are of.
final class ScopeWords: Sendable {
  let dates: DateMention
  /// Behind these stands the date of all figures of a report.
  let declared: Words
  /// Close behind such a date stand these: 为标准时点.
  let declaredBehind: Words
  /// Behind these stands a day that holds until another is stated: 截至.
  let asOf: Words
  /// Before a date that something is compared with: 比, 较.
  let comparisons: Words
  /// Verbs of change: 增加, 减少.
  let movements: Words
  /// Before a date that something comes from: 由, 从.
  let origins: Words
  /// Behind a date that something holds since: 以来.
  let since: Words
  /// Behind a date by which something is to be done: 前.
  let beforeDate: Words
  /// Before a day that is yet to come: 到.
  let until: Words
  /// Behind a year the end of it: 年底.
  let yearEnds: Words
  /// The year that is spoken of, and the one before the report's: 全年, 去年.
  let wholeYears: Words
  let lastYears: Words
  /// Behind the day on which a newspaper's report was sent: 讯.
  let dateline: Words
  /// A place behind these is not what its clause is about: 来自.
  let objectBehind: Words
  /// A place before these is where something is held: 召开.
  let venueBehind: Words
  /// Names end before these though a longer word begins there: 白石县乡村振兴局.
  let endsBefore: Words
  /// What was reached, whatever a section plans.
  let reached: Words
  /// Behind a year in which something began: 建成.
  private let founded: Words
  private let samePeriod: Words
  /// Before another year, for which something was given: 下达.
  let granted: Words
  /// Before the day of all figures of a report: 现将.
  let declaredDay: Words
  private let likened: Words
  /// Before the level of a place that was named: 该.
  let anaphors: Words
  /// What parts the items of a list: 、, 和.
  let itemMarks: Words
  /// A paragraph that begins so says more of the one before it: 其中.
  let goesOn: Words
  /// Words that only introduce a figure.
  let introductions: Words
  /// A place behind these is what its clause is about: 其中.
  let subjectBehind: Words
  /// A place's name begins behind these words.
  let beforeNames: Words
  /// Words that begin like a place's last character and end no name: 市场, 县委.
  let noPlaces: Words
  /// Kinds of places, which name none: 行政村, 山区.
  let generic: Words
  /// Kinds that name none by themselves, and do behind a name: 城区, 东城区.
  let genericAlone: Words
  /// Kinds that follow a name: 柳湾自然村.
  let kinds: Words
  /// Characters that no name of a place holds.
  let notInNames: Words
  /// Some of those may stand within one: 杨家庄村.
  let withinNames: Words
  let headings: SectionHeadings
  private let populations: [(word: String, scalars: [Unicode.Scalar])]
  private let anyPopulation: Words
  let roles: RoleReader
  private let wholes: WordTable<(level: Int, kind: String)?>
  /// What names of places end with.
  let levelEnds: Words
  private let levels: WordTable<Int>
  private let ladder: [ReportLanguage.Level]
  private let plans: WordTable<String>
  private let eachOf: WordTable<Kind>
  /// At the head of a clause behind figures of several places: what they come to together.
  let sums: Words
  /// Before a number of places that are not those that were named: 其余.
  private let rest: Words
  private let severalHeads: ScalarIndex<Void>
  private let others: Words
  private let goneTo: Words
  private let visitDays: Words

  init(_ language: ReportLanguage, dates: DateMention, roles: RoleReader) {
    self.dates = dates
    self.roles = roles
    declared = language.find(.declared)
    declaredBehind = language.find(.declaredBehind)
    asOf = language.find(.asOf)
    comparisons = language.find(.comparedBy)
    movements = Words(language[.fall] + language[.rise])
    origins = language.find(.comesFrom)
    since = language.find(.since)
    yearEnds = language.find(.yearEnd)
    until = language.find(.untilDate)
    beforeDate = language.find(.beforeDate)
    dateline = language.find(.dateline)
    wholeYears = language.find(.wholeYear)
    lastYears = Words(language[.lastYear] + language[.yearBefore])
    objectBehind = language.find(.objectBehind)
    venueBehind = language.find(.venueBehind)
    endsBefore = language.find(.endsBefore)
    reached = language.find(.reached)
    headings = SectionHeadings(language)
    founded = language.find(.founded)
    likened = language.find(.likened)
    samePeriod = language.find(.samePeriod)
    granted = language.find(.granted)
    declaredDay = language.find(.declaredDay)
    anaphors = language.find(.anaphors)
    itemMarks = language.find(.itemMarks)
    goesOn = language.find(.goesOn)
    introductions = language.find(.introducedBy)
    subjectBehind = language.find(.subjectBehind)
    beforeNames = language.find(.beforeNames)
    noPlaces = language.find(.noPlaces)
    generic = language.find(.generic)
    genericAlone = language.find(.genericAlone)
    kinds = language.find(.placeKinds)
    notInNames = language.find(.notInNames)
    withinNames = language.find(.withinNames)
    populations = language[.populations].map { ($0, Array($0.unicodeScalars)) }
    anyPopulation = language.find(.populations)
    ladder = language.levels
    let ends = ladder.enumerated().flatMap { level, kind in kind.ends.map { ($0, level) } }
    levels = WordTable(ends)
    levelEnds = Words(ends.map(\.0))
    wholes = WordTable(
      language[.home]
        .map { word in
          (word, ends.first { word.hasSuffix($0.0) }.map { (level: $0.1, kind: $0.0) })
        }
        + language[.around].map { ($0, nil) })
    let (levels, ladder) = (levels, ladder)
    eachOf = WordTable(
      language[.eachPlace]
        .compactMap { word in
          let scalars = Array(word.unicodeScalars)
          return levels.longest(endingAt: scalars.count, in: scalars)
            .map { (word, Kind(level: $0.meaning, of: ladder, ends: scalars)) }
        })
    sums = language.find(.sumsOfPlaces)
    rest = language.find(.restOfPlaces)
    severalHeads = ScalarIndex(of: sums.beginnings + rest.beginnings)
    others = language.find(.otherPlaces)
    goneTo = language.find(.goneTo)
    visitDays = language.find(.visitDays)
    // 十三五:2016/2020.
    plans = WordTable(
      language[.plans]
        .compactMap { entry in
          let parts = entry.split(separator: "=", maxSplits: 1)
          return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
        })
  }

  /// The level of the places whose names end with the word at a position, and its length; or nil.
  func level(at position: Int, in text: [Unicode.Scalar]) -> (level: Int, length: Int)? {
    levels.longest(at: position, in: text).map { ($0.meaning, $0.length) }
  }

  /// Whether the places of a level have a trait.
  func level(_ level: Int, has trait: ReportLanguage.Level.Trait) -> Bool {
    ladder[level].traits.contains(trait)
  }

  /// Whether the names that end with a level's word are short: 镇, 乡.
  func namesAreShort(before word: Range<Int>, in text: [Unicode.Scalar]) -> Bool {
    level(at: word.lowerBound, in: text).map { level($0.level, has: .shortNames) } ?? false
  }

  /// Whether a level lies below those of which one may lie in another.
  func isBelowNested(_ level: Int) -> Bool {
    ladder[level...].allSatisfy { !$0.traits.contains(.nested) }
  }

  /// The level of a place by the end of its name, or nil.
  func level(of name: [Unicode.Scalar]) -> Int? {
    levels.longest(endingAt: name.count, in: name)?.meaning
  }

  /// Whether somebody went to what stands at a position: 3月6日到石盘村走访8户.
  func isVisited(_ position: Int, in text: [Unicode.Scalar]) -> Bool {
    guard let length = goneTo.length(endingAt: position, in: text) else { return false }
    let head = position - length
    return head == 0 || text[head - 1].isPunctuation || visitDays.stand(endingAt: head, in: text)
  }

  /// The length of the word that ends a place's name, or nil.
  func endLength(of name: [Unicode.Scalar]) -> Int? {
    levels.longest(endingAt: name.count, in: name)?.length
  }

  /// A word that means a whole place (全县), with the level and the kind of it; without them the
  /// place is one around home.
  struct Whole {
    let word: String
    let length: Int
    let level: Int?
    let kind: String?
  }

  /// A kind of places by their level and the characters that their names end with.
  struct Kind {
    let level: Int
    private let isNested: Bool
    private let ends: [Unicode.Scalar]

    init(level: Int, of levels: [ReportLanguage.Level], ends: [Unicode.Scalar]) {
      self.level = level
      isNested = levels[level].traits.contains(.nested)
      self.ends = ends
    }

    /// Whether places of the kind may lie in a place: 县 in what ends with 市, though both are of one level.
    func lies(in place: String, _ level: Int?) -> Bool {
      guard let level, level >= self.level else { return true }
      return level == self.level && isNested
        && place.unicodeScalars.last.map { !ends.contains($0) } ?? false
    }
  }

  /// The kind of the places that a name or a word for several ends like, or nil.
  func kind(of name: String) -> Kind? {
    let scalars = Array(name.unicodeScalars)
    return level(of: scalars).map { Kind(level: $0, of: ladder, ends: scalars) }
  }

  /// Words for each of the places within one that begin at a position, and their kind: 各乡镇.
  func each(at position: Int, in text: [Unicode.Scalar]) -> (kind: Kind, length: Int)? {
    if let each = eachOf.longest(at: position, in: text) { return (each.meaning, each.length) }
    // 其余4个乡镇
    guard let length = rest.length(at: position, in: text) else { return nil }
    let number = text[(position + length)...].prefix { isNumeral($0) }
    let at = number.endIndex + (text.has(["个"], at: number.endIndex) ? 1 : 0)
    guard !number.isEmpty, let level = level(at: at, in: text) else { return nil }
    let kind = Kind(level: level.level, of: ladder, ends: Array(text[at..<(at + level.length)]))
    return (kind, length)
  }

  /// Whether words for several places may begin with a character.
  func mayBeginSeveral(_ scalar: Unicode.Scalar) -> Bool {
    eachOf.mayBegin(with: scalar) || severalHeads.has(scalar)
  }

  /// The characters of a place's name that is not known, at most, before its level.
  private static let longestUnknown = 4

  /// Whether a place is only one of several that a number counts, or stands before one that is not
  /// known: 大坪镇等5个乡镇, 云岭镇、乙乡.
  func namesOthers(behind end: Int, in text: [Unicode.Scalar]) -> Bool {
    if let length = others.length(at: end, in: text) {
      return end + length < text.count
        && (text[end + length].isDigit || NumeralSymbol(text[end + length]).isDigitOrScale)
        || length > 1
    }
    guard let mark = itemMarks.length(at: end, in: text), whole(at: end + mark, in: text) == nil
    else { return false }
    for at in (end + mark)..<min(text.count, end + mark + Self.longestUnknown) {
      if at > end + mark, !noPlaces.stand(at: at, in: text), level(at: at, in: text) != nil {
        return true
      }
      if text[at].isPunctuation || text[at].value < 0x3400 || itemMarks.contains(text[at])
        || notInNames.contains(text[at])
      {
        return false
      }
    }
    return false
  }

  /// Whether a place stands in a list behind one that is not known: 甲镇、云岭镇.
  func isItem(behindUnknownBefore position: Int, in text: [Unicode.Scalar]) -> Bool {
    guard let mark = itemMarks.length(endingAt: position, in: text),
      let level = levelEnds.length(endingAt: position - mark, in: text)
    else { return false }
    let end = position - mark
    let last = end - level - 1
    // 12个村、雾溪乡9个村
    return last >= 0 && text[last].value >= 0x3400 && !text[last].isPunctuation
      && !isNumeral(text[last]) && !notInNames.contains(text[last])
      && !levelEnds.stand(endingAt: end - level, in: text)
      && !generic.stand(endingAt: end, in: text)
  }

  /// Whether a whole place or the word for a level may begin with a character.
  func mayBeginPlace(_ scalar: Unicode.Scalar) -> Bool {
    wholes.mayBegin(with: scalar) || levels.mayBegin(with: scalar)
  }

  /// The word at a position that means a whole place, or nil.
  func whole(at position: Int, in text: [Unicode.Scalar]) -> Whole? {
    wholes.longest(at: position, in: text)
      .map {
        Whole(
          word: text.string(position..<(position + $0.length)), length: $0.length,
          level: $0.meaning?.level, kind: $0.meaning?.kind)
      }
  }

  /// The population that a figure's clause names, the first of the list that it names.
  func population(of figure: FigureContext) -> String? {
    guard figure.clauseMentions(anyOf: anyPopulation) else { return nil }
    return populations.first { figure.clauseMentions($0.scalars) }?.word
  }

  /// How far behind a date its 以来 may stand, and what founds a thing behind its year.
  private static let reach = 24
  private static let foundingReach = 6

  /// Where 以来 ends in the clause behind a date, with no figure between: 2016年脱贫攻坚战打响以来.
  func sinceBehind(_ end: Int, in text: [Unicode.Scalar]) -> Int? {
    var at = end
    while at < min(text.count, end + Self.reach), !text[at].endsClause, !text[at].isDigit {
      if let length = since.length(at: at, in: text) { return at + length }
      at += 1
    }
    return nil
  }

  /// Whether a clause without figures says what began in a year: 1998年建成的水厂.
  func isFounding(behind end: Int, in text: [Unicode.Scalar]) -> Bool {
    let clause = text[min(end, text.count)...].prefix { !$0.endsClause }
    guard !clause.contains(where: \.isDigit), clause.first != "的", clause.contains("的") else {
      return false
    }
    let near = end..<min(clause.endIndex, end + Self.foundingReach)
    return near.contains { founded.stand(at: $0, in: text) }
  }

  /// Whether a period is of months of one year: 2021-01/2021-09.
  func isSeason(_ period: String) -> Bool {
    let ends = period.split(separator: "/")
    return ends.count == 2 && ends.allSatisfy { $0.utf8.count == 7 }
      && ends[0].prefix(4) == ends[1].prefix(4)
  }

  /// The characters between a date and the 的 of what something is a share of, at most.
  private static let longestBase = 12

  /// Where the words end that say of a date that something is a multiple of what was then: 是2015年的1.8倍,
  /// 为去年的104%; nil where none do.
  func multiplied(_ date: Range<Int>, in text: [Unicode.Scalar]) -> Int? {
    var end = date.upperBound + (samePeriod.length(at: date.upperBound, in: text) ?? 0)
    // 占2014年农业人口的96%
    if likened.stand(endingAt: date.lowerBound, in: text) {
      let words = text[min(end, text.count)...].prefix(Self.longestBase)
        .prefix { $0 != "的" && !$0.endsClause }
      end = words.endIndex
    }
    guard text.has(["的"], at: end) else { return nil }
    let number = text[(end + 1)...].prefix(while: NumeralSymbol.isNumeral)
    let isMultiple =
      text.has(["倍"], at: number.endIndex)
      || text.has(["%"], at: number.endIndex)
        && likened.stand(endingAt: date.lowerBound, in: text)
    return !number.isEmpty && isMultiple ? end : nil
  }

  /// Whether a position stands in brackets that are open before it in its sentence.
  func isInBrackets(_ position: Int, of text: [Unicode.Scalar]) -> Bool {
    for at in stride(from: position - 1, through: max(0, position - Self.reach), by: -1) {
      if text[at] == "(" { return true }
      if text[at] == ")" || text[at].endsSentence { return false }
    }
    return false
  }

  /// Whether only marks and numbers stand before a position in its paragraph: 一、白石县.
  func isHead(_ position: Int, of text: [Unicode.Scalar]) -> Bool {
    position < 4
      && text[..<position]
        .allSatisfy { $0.isPunctuation || $0.value < 0x3400 || isNumeral($0) }
  }

  /// The years of a plan at a position: 十三五.
  func plan(at position: Int, in text: [Unicode.Scalar]) -> (text: String, end: Int)? {
    plans.longest(at: position, in: text).map { ($0.meaning, position + $0.length) }
  }

  /// Whether a character is a numeral, as those of 一、 and 三.
  func isNumeral(_ scalar: Unicode.Scalar) -> Bool { NumeralSymbol.isNumeral(scalar) }
}
