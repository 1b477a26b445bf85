internal import ChineseText
internal import SurveyModel

/// Reads the date and the place that govern the figures of a report.
struct ScopeReader: Sendable {
  private let places: [Place]
  private let words: ScopeWords

  init(places: [Place], language: ReportLanguage) {
    self.places = places
    words = ScopeWords(language)
  }

  /// What holds at the start of a document: its date and its place.
  func scope(of document: ReportDocument, folder: TextFolder) -> ReportScope {
    let head = Array(document.scalars.prefix(3000))
      .compactMap {
        folder.folded($0) ?? ($0.properties.isWhitespace ? "|" : nil)
      }
    let places = WordTable(places.map { (word: folder.folded($0.name), meaning: $0.name) })
    return ReportScope(
      published: Self.firstDate(head), declared: declaredDate(head),
      home: home(head) ?? self.places.first?.name,
      gazetteer: places, words: words)
  }

  /// The first full date, or else the first year.
  private static func firstDate(_ text: [Unicode.Scalar]) -> CalendarDate? {
    var year: CalendarDate?
    for at in text.indices where text[at].isDigit && (at == 0 || !text[at - 1].isDigit) {
      guard let date = DateMention.date(at: at, in: text) else { continue }
      if date.date.precision == .day { return date.date }
      if year == nil { year = date.date }
    }
    return year
  }

  /// The date that the report itself gives its figures: 数据截至2021年10月31日.
  private func declaredDate(_ text: [Unicode.Scalar]) -> CalendarDate? {
    for at in text.indices {
      guard let length = words.declared.length(at: at, in: text) else { continue }
      if let found = DateMention.date(at: at + length, in: text) { return found.date }
    }
    return nil
  }

  /// The county or city that the report names most.
  private func home(_ text: [Unicode.Scalar]) -> String? {
    var counts: [String: Int] = [:]
    var best: (name: String, count: Int)?
    for at in text.indices.dropFirst() where text[at] == "县" || text[at] == "市" {
      // 全县, 各县, 我县 name nothing.
      let before = text[at - 1]
      guard before.value >= 0x3400, !words.notInNames.contains(before) else { continue }
      for length in 1...2 where at >= length {
        let name = text.string((at - length)..<(at + 1))
        guard
          text[(at - length)..<at]
            .allSatisfy({ $0.value >= 0x3400 && !words.notInNames.contains($0) })
        else { continue }
        let count = counts[name, default: 0] + 1
        counts[name] = count
        if count * 2 + length - 1 > best?.count ?? 2 { best = (name, count * 2 + length - 1) }
      }
    }
    return best?.name
  }
}

/// The date and the place that hold at a figure.
struct ReportScope {
  private let published: CalendarDate?
  private let declared: CalendarDate?
  private let home: String?
  private let homeName: [Unicode.Scalar]
  private let gazetteer: WordTable<String>
  private let words: ScopeWords
  private(set) var asOf: String?
  private(set) var place: String?
  private var position = 0

  init(
    published: CalendarDate?, declared: CalendarDate?, home: String?, gazetteer: WordTable<String>,
    words: ScopeWords
  ) {
    self.words = words
    self.published = published
    self.declared = declared
    self.home = home
    self.gazetteer = gazetteer
    homeName = home.map { Array($0.unicodeScalars) } ?? []
    asOf = (declared ?? published)?.description
    place = home
  }

  /// Whether the date that holds is later than the report: its figures are yet to be reached.
  var isAhead: Bool {
    guard let published, let asOf, let year = Int(asOf.prefix(4)) else { return false }
    return year > published.year
  }

  mutating func enterParagraph() {
    position = 0
    asOf = (declared ?? published)?.description
    place = home
  }

  /// Reads on to a figure: every date and place on the way governs what follows.
  mutating func advance(to context: FigureContext, in text: [Unicode.Scalar]) {
    let end = context.figure.lowerBound
    while position < end {
      if let mention = words.dates.asOf(at: position, in: text, published: published) {
        asOf = mention.text
        position = max(mention.end, position + 1)
        continue
      }
      if words.home.stand(at: position, in: text) {
        place = home
      } else if let length = words.wider.length(at: position, in: text) {
        place = text.string(position..<(position + length))
      } else if let named = gazetteer.longest(at: position, in: text) {
        place = named.meaning
      } else if text[position] == homeName.first, text.has(homeName, at: position) {
        place = home
      }
      position += 1
    }
  }

  /// The population that a figure's clause names.
  func population(_ context: FigureContext) -> String? {
    words.populations.first { context.clauseMentions($0.scalars) }?.word
  }
}
