internal import ChineseText
internal import SurveyModel

/// Lists whose items stand before 分别 and whose figures stand behind it.
struct RespectiveList: Sendable {
  private let words: Words
  private let listMarks: Words
  private let itemMarks: Words
  private let ends: Words
  private let figureWords: FigureWords

  init(_ language: ReportLanguage, _ figureWords: FigureWords) {
    words = language.find(.respectively)
    listMarks = language.find(.listMarks)
    itemMarks = language.find(.itemMarks)
    ends = Words(["年"] + language.levels.flatMap(\.ends))
    self.figureWords = figureWords
  }

  /// What a list says of one of its figures.
  struct Share {
    /// The text that names the figure.
    let context: FigureContext
    /// The item that is the figure's own: a thing, a place or a year.
    let item: Range<Int>
  }

  /// Where a figure stands among those of a list behind 分别.
  struct Place {
    /// Where 分别 stands.
    let word: Int
    /// The figures of the list, among all of the paragraph.
    let figures: Range<Int>
    /// How many of them stand before the figure.
    let offset: Int
  }

  /// Where a figure stands in a list of several behind 分别; nil when it is in none.
  ///
  /// - Parameters:
  ///   - index: The figure's place among all of the paragraph.
  ///   - figures: The figures of the paragraph, in order.
  ///   - text: The paragraph.
  /// - Returns: Its place in the list, or nil.
  func place(of index: Int, figures: [Range<Int>], in text: [Unicode.Scalar]) -> Place? {
    guard let word = respectively(before: figures[index].lowerBound, in: text) else { return nil }
    let list = self.list(behind: word, of: index, figures: figures, in: text)
    guard list.contains(index), list.count > 1 else { return nil }
    return Place(word: word, figures: list, offset: index - list.lowerBound)
  }

  private static let longest = 120

  /// The text in which each figure of a list stands right behind its own item; nil where the list names
  /// no item for each.
  ///
  /// - Parameters:
  ///   - place: Where the figure stands in its list.
  ///   - figures: The figures of the paragraph, in order.
  ///   - text: The paragraph.
  /// - Returns: Its share of the list, or nil.
  func share(of place: Place, figures: [Range<Int>], in text: [Unicode.Scalar]) -> Share? {
    let (at, list) = (place.word, place.figures)
    guard let (head, items) = items(before: at, count: list.count, in: text) else {
      return nil
    }
    let item = items[place.offset]
    let shared = sharedNoun(of: items, place.offset, in: text)
    let figure = figures[list.lowerBound + place.offset]
    let verb = min(at + (words.length(at: at, in: text) ?? 0), figures[list.lowerBound].lowerBound)
    let words =
      Array(text[head]) + Array(text[item]) + Array(text[shared])
      + text[verb..<figures[list.lowerBound].lowerBound]
    let written = words + Array(text[figure])
    let context = FigureContext(
      text: written, words: figureWords, figure: words.count..<written.count,
      sentence: 0..<written.count,
      previousEnd: 0, nextStart: written.count)
    return Share(context: context, item: item)
  }

  /// What the last item says of all where each begins with a place or a year: 青禾乡、松岭乡参保率.
  private func sharedNoun(
    of items: [Range<Int>], _ offset: Int, in text: [Unicode.Scalar]
  ) -> Range<Int> {
    guard offset < items.count - 1, let last = items.last,
      items.dropLast()
        .allSatisfy({ item in
          ends.stand(endingAt: item.upperBound, in: text)
            || item.count == 4 && Self.year(of: item, in: text) != nil
        }),
      let name = last.first(where: { at in
        at > last.lowerBound && ends.stand(at: at, in: text)
      }), let length = ends.length(at: name, in: text)
    else { return 0..<0 }
    return min(name + length, last.upperBound)..<last.upperBound
  }

  /// The year of four digits that an item begins with where no 年 stands right behind it: 2019, 2021三年.
  static func year(of item: Range<Int>, in text: [Unicode.Scalar]) -> Int? {
    let digits = text[item].prefix(while: \.isDigit)
    guard digits.count == 4, let year = text.number(digits.indices),
      (1900...2100).contains(year),
      digits.endIndex == item.upperBound || NumeralSymbol(text[digits.endIndex]).isDigit
    else { return nil }
    return year
  }

  private func respectively(before figure: Int, in text: [Unicode.Scalar]) -> Int? {
    var at = figure
    while at > 1, figure - at < Self.longest, !text[at - 1].endsSentence {
      at -= 1
      if words.stand(at: at, in: text) { return at }
    }
    return nil
  }

  /// The figures behind 分别 that only 、 or 和 keeps apart.
  private func list(
    behind at: Int, of index: Int, figures: [Range<Int>], in text: [Unicode.Scalar]
  )
    -> Range<Int>
  {
    var first = index
    while first > 0, figures[first - 1].lowerBound > at { first -= 1 }
    var end = first + 1
    while end < figures.count, figures[end - 1].upperBound <= figures[end].lowerBound {
      let between = text[figures[end - 1].upperBound..<figures[end].lowerBound]
      guard between.count == 1, let only = between.first, listMarks.contains(only) else { break }
      end += 1
    }
    return first..<end
  }

  /// The words that a list's items share before them, and the items.
  private func items(
    before at: Int, count: Int, in text: [Unicode.Scalar]
  ) -> (
    head: Range<Int>, items: [Range<Int>]
  )? {
    // 2019、2020两年,分别脱贫30户、40户
    let at = at > 0 && text[at - 1] == "," ? at - 1 : at
    var start = at
    while start > 0, at - start < Self.longest, !text[start - 1].endsSentence,
      text[start - 1] != ","
    {
      start -= 1
    }
    var bounds = [start]
    var index = start
    while index < at {
      if itemMarks.contains(text[index]) { bounds.append(index + 1) }
      index += 1
    }
    guard bounds.count >= count else { return nil }
    bounds.removeFirst(bounds.count - count)
    var items: [Range<Int>] = []
    for (position, lower) in bounds.enumerated() {
      let upper = position + 1 < bounds.count ? bounds[position + 1] - 1 : at
      guard lower < upper else { return nil }
      items.append(lower..<upper)
    }
    return (start..<bounds[0], items)
  }
}
