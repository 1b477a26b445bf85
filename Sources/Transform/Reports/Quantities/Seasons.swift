internal import SurveyModel

/// Reads parts of a year: 上半年, 三季度, 前三季度, 1-9月.
struct Seasons: Sendable {
  /// A part of a year by its first and last month, and where its words end.
  typealias Season = (first: Int, last: Int, end: Int)

  private let firstHalf: Words
  private let secondHalf: Words
  private let quarters: Words
  private let upTo: Words
  private let ordinals: Words
  private let ranges: Words
  private let months: Words
  private let items: Words

  init(_ language: ReportLanguage) {
    firstHalf = language.find(.firstHalf)
    secondHalf = language.find(.secondHalf)
    quarters = language.find(.quarters)
    upTo = language.find(.quartersUpTo)
    ordinals = language.find(.ordinals)
    ranges = language.find(.rangeMarks)
    months = language.find(.months)
    items = language.find(.itemMarks)
  }

  /// The characters that one may begin with that are no digits.
  var beginnings: [Unicode.Scalar] {
    [firstHalf, secondHalf, upTo, ordinals].flatMap(\.beginnings)
  }

  /// Whether one may begin at a position without a digit.
  func mayBegin(at position: Int, in text: [Unicode.Scalar]) -> Bool {
    firstHalf.stand(at: position, in: text) || secondHalf.stand(at: position, in: text)
      || upTo.stand(at: position, in: text) || ordinals.stand(at: position, in: text)
  }

  /// The part of a year that begins at a position, or nil.
  func season(at start: Int, in text: [Unicode.Scalar]) -> Season? {
    if let length = firstHalf.length(at: start, in: text) { return (1, 6, start + length) }
    if let length = secondHalf.length(at: start, in: text) { return (7, 12, start + length) }
    let fromFirst = upTo.length(at: start, in: text)
    var at = start + (fromFirst ?? ordinals.length(at: start, in: text) ?? 0)
    guard let number = DateMention.number(&at, text) else { return nil }
    if (1...4).contains(number), let length = quarters.length(at: at, in: text) {
      return (fromFirst == nil ? 3 * number - 2 : 1, 3 * number, at + length)
    }
    guard at > start, (1...12).contains(number) else { return nil }
    if fromFirst != nil {
      return months.length(at: at, in: text).map { (1, number, at + $0) }
    }
    if let length = months.length(at: at, in: text) { at += length }
    if let last = lastMonth(behind: at, in: text), last.month > number {
      return (number, last.month, last.end)
    }
    // 1、2月份, and 1、 at the head of a sentence is an item.
    guard start > 0, !text[start - 1].endsSentence, text[at - 1].isDigit,
      let mark = items.length(at: at, in: text),
      let last = month(at: at + mark, in: text), last.month == number + 1
    else { return nil }
    return (number, last.month, last.end)
  }

  /// The length of a mark of ranges at a position: 至, —.
  func mark(at position: Int, in text: [Unicode.Scalar]) -> Int? {
    ranges.length(at: position, in: text)
  }

  private func month(at start: Int, in text: [Unicode.Scalar]) -> (month: Int, end: Int)? {
    var at = start
    guard let month = DateMention.number(&at, text), (1...12).contains(month),
      let length = months.length(at: at, in: text)
    else { return nil }
    return (month, at + length)
  }

  /// The last month of a range that a month began: 至9月, -9月.
  func lastMonth(behind end: Int, in text: [Unicode.Scalar]) -> (month: Int, end: Int)? {
    guard let mark = ranges.length(at: end, in: text) else { return nil }
    return month(at: end + mark, in: text)
  }
}
