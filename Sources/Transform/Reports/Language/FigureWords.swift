internal import SurveyModel

/// The words around figures that say nothing about what they count.
///
/// A class: every figure's context refers to it, and none of them copies it.
final class FigureWords: Sendable {
  private let introductions: Words
  /// Words that only follow a figure: 左右, 多.
  let following: Words
  /// What a figure became, which holds shorter words: 减少到.
  let becoming: Words
  /// Before and behind a figure that all else is said of: 除…外.
  let excepting: Words
  let excepted: Words
  private let negations: Words
  private let affirmations: Words
  private let goesOn: Words
  /// What came or went of a stock stands behind these: 新建, 拆除.
  let making: Words
  /// Before a number of places that are a part of all: 涉及.
  let partsOfPlaces: Words
  /// What makes a number of places all of them: 辖.
  let governing: Words
  /// What is fixed for a time to come: 标准.
  let decided: Words
  /// A whole place: 全县.
  let homes: Words
  private let scopes: Words
  /// What parts the items of a list: 、, 和.
  let itemMarks: Words
  private let yearEnds: Words
  private let placeEnds: Words
  private let averages: Words
  /// Behind a total these leave it one: 全部, 中.
  let wholeFollowing: Words
  /// The nouns and the words of units.
  let nouns: Words

  /// Units of places, and of those that are many.
  let places: Set<String>
  let manyPlaces: Set<String>

  init(_ catalogue: IndicatorCatalogue, _ language: ReportLanguage) {
    places = catalogue.units(.places)
    manyPlaces = catalogue.units(.many)
    introductions = language.find(.introducedBy)
    following = language.find(.followedBy)
    becoming = language.find(.become)
    excepting = language.find(.excepting)
    excepted = language.find(.excepted)
    negations = language.find(.negations)
    affirmations = language.find(.negationsUnless)
    goesOn = language.find(.goesOn)
    scopes = language.find(.scopes)
    making = language.find(.making)
    partsOfPlaces = language.find(.partsOfPlaces)
    homes = language.find(.home)
    governing = Words(language[.governing] + language[.home])
    decided = language.find(.decided)
    itemMarks = language.find(.itemMarks)
    yearEnds = language.find(.yearEnd)
    placeEnds = language.find(.placeEnds)
    averages = language.find(.averages)
    wholeFollowing = language.find(.wholeFollowedBy)
    nouns = Words(catalogue.units.flatMap { $0.nouns + $0.words })
  }

  /// How many characters right before a position only introduce a figure: 达到, 由2020年的.
  func introducing(_ end: Int, in text: [Unicode.Scalar]) -> Int? {
    if let length = introductions.length(endingAt: end, in: text) { return length }
    var year = end
    if year > 0, yearEnds.contains(text[year - 1]) { year -= 1 }
    guard year > 4, text[year - 1] == "年", text[(year - 5)..<(year - 1)].allSatisfy(\.isDigit),
      year == 5 || !text[year - 6].isDigit
    else { return nil }
    return end - year + 5
  }

  /// Whether a negation begins at a position.
  func denies(at position: Int, in text: [Unicode.Scalar]) -> Bool {
    negations.stand(at: position, in: text)
  }

  /// The length of a word at a position that begins like a negation and denies nothing: 不低于.
  func affirmation(at position: Int, in text: [Unicode.Scalar]) -> Int? {
    affirmations.length(at: position, in: text)
  }

  /// The length of a word at a position that names nothing by itself: 达到, 其中, 左右.
  func silent(at position: Int, in text: [Unicode.Scalar]) -> Int? {
    introductions.length(at: position, in: text) ?? goesOn.length(at: position, in: text)
      ?? following.length(at: position, in: text)
  }

  /// Whether an average is spoken of within a range: 户均, 中位数.
  func sayAverage(in range: Range<Int>, of text: [Unicode.Scalar]) -> Bool {
    averages.first(in: range, of: text) != nil
  }

  /// The length of a word at a position that says only where or when all is counted: 全县, 年末.
  func scope(at position: Int, in text: [Unicode.Scalar]) -> Int? {
    scopes.length(at: position, in: text)
  }

  /// Whether a place's name may end at a position.
  func isPlace(endingAt position: Int, in text: [Unicode.Scalar]) -> Bool {
    placeEnds.stand(endingAt: position, in: text)
  }
}
