internal import ChineseText
internal import SurveyModel

/// Reads the date and the place that govern the figures of a report.
struct ScopeReader: Sendable {
  private let places: [Place]

  init(places: [Place]) { self.places = places }

  /// What holds at the start of a document: its date and its place.
  func scope(of document: ReportDocument, folder: TextFolder) -> ReportScope {
    let head = Array(document.scalars.prefix(3000))
      .compactMap {
        folder.folded($0) ?? ($0.properties.isWhitespace ? "|" : nil)
      }
    let places = WordTable(places.map { (word: folder.folded($0.name), meaning: $0.name) })
    return ReportScope(
      published: Self.firstDate(head), declared: Self.declaredDate(head),
      home: Self.home(head) ?? self.places.first?.name,
      gazetteer: places)
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
  private static func declaredDate(_ text: [Unicode.Scalar]) -> CalendarDate? {
    for at in text.indices {
      guard let words = declarations.first(where: { text.has($0, at: at) }) else { continue }
      if let found = DateMention.date(at: at + words.count, in: text) { return found.date }
    }
    return nil
  }

  private static let declarations = [
    "数据截至", "数据截止", "数据均截至", "数据均截止", "数据统计截至", "数据统计截止", "统计截至", "统计截止", "统计时点为", "数据时点为", "数据截止到",
    "数据截止至",
  ]
  .map { Array($0.unicodeScalars) }

  /// The county or city that the report names most.
  private static func home(_ text: [Unicode.Scalar]) -> String? {
    var counts: [String: Int] = [:]
    var best: (name: String, count: Int)?
    for at in text.indices.dropFirst() where text[at] == "县" || text[at] == "市" {
      // 全县, 各县, 我县 name nothing.
      let before = text[at - 1]
      guard before.value >= 0x3400, !Self.generic.contains(before) else { continue }
      for length in 1...2 where at >= length {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: text[(at - length)...at])
        let name = String(view)
        guard
          text[(at - length)..<at].allSatisfy({ $0.value >= 0x3400 && !Self.generic.contains($0) })
        else { continue }
        let count = counts[name, default: 0] + 1
        counts[name] = count
        if count * 2 + length - 1 > best?.count ?? 2 { best = (name, count * 2 + length - 1) }
      }
    }
    return best?.name
  }

  private static let generic: Set<Unicode.Scalar> = [
    "全", "各", "我", "本", "该", "个", "类", "省", "副", "城", "帮", "扶", "困", "超", "上", "入", "门", "都", "是",
    "在", "为", "对", "使", "让", "由", "和", "与", "的", "了", "年", "以", "市", "县", "于", "从", "到", "向", "将",
    "脱", "贫", "几", "两", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "余", "多",
  ]
}

/// The date and the place that hold at a figure.
struct ReportScope {
  private let published: CalendarDate?
  private let declared: CalendarDate?
  private let home: String?
  private let homeName: [Unicode.Scalar]
  private let gazetteer: WordTable<String>
  private(set) var asOf: String?
  private(set) var place: String?
  private var position = 0

  init(
    published: CalendarDate?, declared: CalendarDate?, home: String?, gazetteer: WordTable<String>
  ) {
    self.published = published
    self.declared = declared
    self.home = home
    self.gazetteer = gazetteer
    homeName = home.map { Array($0.unicodeScalars) } ?? []
    asOf = (declared ?? published)?.description
    place = home
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
      if let mention = DateMention.asOf(at: position, in: text, published: published) {
        asOf = mention.text
        position = max(mention.end, position + 1)
        continue
      }
      if text[position] == "全", position + 1 < text.count {
        switch text[position + 1] {
        case "县", "市", "区", "乡", "镇", "村": place = home
        case "省", "国": place = text[position + 1] == "国" ? "全国" : "全省"
        default: break
        }
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
    let known = ["城乡居民", "脱贫人口", "建档立卡", "农村人口", "常住人口", "户籍人口", "城镇职工", "学生", "残疾人"]
    return known.first { context.clauseMentions(Array($0.unicodeScalars)) }
  }
}
