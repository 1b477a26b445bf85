internal import ChineseText
internal import SurveyModel

/// Recognises the headings of a report's sections.
struct SectionHeadings: Sendable {
  /// A heading, or the number and first sentence of a paragraph that serve as one.
  struct Heading {
    /// 0 without a number, 1 for 第一章, 2 for 第一节, 3 for 一、, 4 for (一), 5 for 1., 6 for (1):
    /// what it holds ends at the next heading that is not of a higher level.
    let level: Int
    /// Its words, behind the number; empty where the paragraph is an item and no heading.
    let words: Range<Int>
    /// Whether it says that what follows is yet to be done.
    let isPlan: Bool
  }

  private let plans: Words
  private let noPlans: Words
  private let ahead: Words
  private let titles: Words
  private let appendices: Words

  /// The characters of a heading, at most.
  private static let longest = 28

  init(_ language: ReportLanguage) {
    plans = language.find(.plannedSections)
    noPlans = language.find(.plannedSectionsUnless)
    ahead = language.find(.plannedAhead)
    titles = language.find(.plannedTitles)
    appendices = language.find(.appendices)
  }

  /// The heading that a paragraph is or begins with; nil for other text.
  func heading(_ text: [Unicode.Scalar]) -> Heading? {
    let number = self.number(text)
    let start = number?.end ?? 0
    let words = text[start...].prefix { !$0.endsClause && $0 != ":" }
    let isWhole = words.endIndex == text.count
    let isInline =
      number != nil && words.endIndex < text.count
      && "。:".unicodeScalars.contains(text[words.endIndex])
    guard !words.isEmpty, words.count <= Self.longest, isWhole || isInline else {
      return number.map { Heading(level: $0.level, words: start..<start, isPlan: false) }
    }
    return Heading(
      level: number?.level ?? 0, words: words.indices, isPlan: isPlan(words.indices, of: text))
  }

  /// Whether a paragraph is an item of a list: —, · or a number before it.
  func isItem(_ text: [Unicode.Scalar]) -> Bool {
    guard let first = text.first else { return false }
    return "—-·•●■◆★".unicodeScalars.contains(first) || number(text) != nil
  }

  /// Whether words of a heading say that they are of the time to come: 下一步, 打算.
  func isAhead(_ range: Range<Int>, of text: [Unicode.Scalar]) -> Bool {
    ahead.first(in: range, of: text) != nil
  }

  /// Whether a line may be the title of a report on what was: no plan's, and no section's.
  func mayBeTitle(_ text: [Unicode.Scalar]) -> Bool {
    number(text) == nil && !isPlan(text.indices, of: text)
  }

  /// Whether a report's title says that all of it is yet to be done: 2024年工作要点.
  func isPlan(title text: [Unicode.Scalar]) -> Bool {
    number(text) == nil && titles.first(in: text.indices, of: text) != nil
      && noPlans.first(in: text.indices, of: text) == nil
  }

  /// Whether words of a heading say that what follows is yet to be done: 目标任务, 下一步打算.
  private func isPlan(_ range: Range<Int>, of text: [Unicode.Scalar]) -> Bool {
    plans.first(in: range, of: text) != nil && noPlans.first(in: range, of: text) == nil
  }

  /// The number that a heading begins with, its level and its end.
  private func number(_ text: [Unicode.Scalar]) -> (level: Int, end: Int)? {
    guard let first = text.first else { return nil }
    func numeral(_ start: Int) -> Int {
      text[start...].prefix { NumeralSymbol($0).isDigitOrScale && !$0.isDigit }.count
    }
    func digits(_ start: Int) -> Int { text[start...].prefix(while: \.isDigit).count }
    func mark(_ at: Int, _ marks: String) -> Bool {
      at < text.count && marks.unicodeScalars.contains(text[at])
    }
    if let length = appendices.length(at: 0, in: text) {
      let end = length + digits(length)
      return mark(end, ":") ? (1, end + 1) : nil
    }
    if first == "第" {
      let end = 1 + max(numeral(1), digits(1))
      guard end > 1 else { return nil }
      if mark(end, "章篇") { return (1, end + 1) }
      return mark(end, "节") ? (2, end + 1) : nil
    }
    if first == "(" {
      let (characters, figures) = (numeral(1), digits(1))
      guard characters + figures > 0, characters == 0 || figures == 0, figures <= 2,
        mark(1 + characters + figures, ")")
      else { return nil }
      return (characters > 0 ? 4 : 6, 2 + characters + figures)
    }
    let characters = numeral(0)
    if characters > 0, mark(characters, "、.") { return (3, characters + 1) }
    let figures = digits(0)
    guard (1...2).contains(figures), mark(figures, "、.") else { return nil }
    let end = figures + 1
    return end < text.count && text[end].isDigit && text[figures] == "." ? nil : (5, end)
  }
}
