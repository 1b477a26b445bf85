internal import SurveyModel

/// Reads the words around a quantity that bound it, turn its sign or say what it is.
enum QualifierReader {
  private static let before: [(word: [Unicode.Scalar], qualifier: Fact.Qualifier)] = words([
    ("约", .about), ("大约", .about), ("近", .lessThan), ("将近", .lessThan), ("接近", .lessThan),
    ("超过", .moreThan), ("超", .moreThan), ("逾", .moreThan), ("突破", .moreThan), ("多达", .exact),
    ("不少于", .atLeast), ("不低于", .atLeast), ("至少", .atLeast), ("不超过", .atMost),
    ("不高于", .atMost), ("最多", .atMost), ("最高", .atMost), ("不足", .lessThan),
  ])
  private static let behind: [(word: [Unicode.Scalar], qualifier: Fact.Qualifier)] = words([
    ("左右", .about), ("上下", .about), ("以上", .atLeast), ("以下", .atMost), ("以内", .atMost),
    ("之内", .atMost), ("及以上", .atLeast), ("及以下", .atMost),
  ])
  private static let falls = ["减少", "下降", "降低", "减", "缩减", "压减", "下滑", "回落", "减少了", "下降了", "降低了"]
    .map { Array($0.unicodeScalars) }
  private static let rises = [
    "增加", "增长", "提高", "上升", "提升", "上涨", "增加了", "增长了", "提高了", "上升了", "提升了",
  ]
  .map { Array($0.unicodeScalars) }

  private static func words(
    _ list: [(String, Fact.Qualifier)]
  ) -> [(
    word: [Unicode.Scalar], qualifier: Fact.Qualifier
  )] {
    list.map { (Array($0.0.unicodeScalars), $0.1) }.sorted { $0.0.count > $1.0.count }
  }

  static func read(_ quantity: inout Quantity, _ text: [Unicode.Scalar]) {
    var start = quantity.range.lowerBound
    if let found = before.first(where: { text.has($0.word, endingAt: start) }) {
      quantity.qualifier = found.qualifier
      start -= found.word.count
    }
    readSign(&quantity, start, text)
    if let found = behind.first(where: { text.has($0.word, at: quantity.range.upperBound) }) {
      let end = quantity.range.upperBound + found.word.count
      let isShare = quantity.unit == "percent" && end < text.count && text[end] == "的"
      if found.qualifier != .about, !isShare, namesClass(end, text) {
        quantity.isThreshold = true
      }
      quantity.qualifier = found.qualifier
      quantity.range = quantity.range.lowerBound..<end
    }
    switch quantity.qualifier {
    case .atLeast, .moreThan:
      quantity.low = quantity.value
      quantity.high = nil
    case .atMost, .lessThan:
      quantity.high = quantity.value
      quantity.low = nil
    case .exact, .about: break
    }
    let role = RoleReader.role(of: quantity, in: text)
    if quantity.role == nil { quantity.role = role }
  }

  private static func readSign(
    _ quantity: inout Quantity, _ start: Int, _ text: [Unicode.Scalar]
  ) {
    let number = quantity.range.lowerBound
    if number > 0, text[number - 1] == "-" || text[number - 1] == "−" || text[number - 1] == "负",
      number == 1
        || !(text[number - 2].isASCII && text[number - 2].properties.isAlphabetic)
          && !text[number - 2].isDigit && text[number - 2] != "%"
    {
      quantity.value = -quantity.value
      quantity.range = (number - 1)..<quantity.range.upperBound
      return
    }
    if falls.contains(where: { text.has($0, endingAt: start) }) {
      quantity.value = -quantity.value
      quantity.role = .change
    } else if rises.contains(where: { text.has($0, endingAt: start) }) {
      quantity.role = .change
    }
  }

  /// Whether the words behind 以上 are a class's name, so that the number is its threshold.
  private static func namesClass(_ end: Int, _ text: [Unicode.Scalar]) -> Bool {
    guard end < text.count else { return false }
    let next = text[end]
    return next.value >= 0x3400 && next != "。"
  }
}
