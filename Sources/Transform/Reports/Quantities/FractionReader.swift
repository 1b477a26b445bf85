internal import ChineseText

/// Shares that are not written with a sign: 三分之二, 百分之五, 八成.
enum FractionReader {
  struct Share {
    let range: Range<Int>
    let value: Double
    let resolution: Double
    let unit: String
    /// Whether 多 or 余 says that there are more.
    var isMore = false
  }

  /// A share whose denominator is a scale alone: 百分之五, 千分之三.
  static func scaleShare(at start: Int, in text: [Unicode.Scalar]) -> WrittenNumber? {
    guard case .scale(let scale) = NumeralSymbol(text[start]), scale == 100 || scale == 1000,
      text.has(["分", "之"], at: start + 1)
    else { return nil }
    var number = WrittenNumber(range: start..<(start + 1), value: scale, resolution: 1)
    number.isChinese = true
    number.hasScale = true
    return number
  }

  static func share(
    _ number: WrittenNumber, in text: [Unicode.Scalar], tenthsBefore: Words
  ) -> Share? {
    let end = number.range.upperBound
    if text.has(["分", "之"], at: end), end + 2 < text.count,
      let numerator = NumberReader.number(at: end + 2, in: text), number.value > 0
    {
      let range = number.range.lowerBound..<numerator.range.upperBound
      if number.value == 1000 {
        return Share(
          range: range, value: numerator.value, resolution: numerator.resolution, unit: "permille")
      }
      return Share(
        range: range, value: 100 * numerator.value / number.value,
        resolution: number.value == 100 ? numerator.resolution : 1, unit: "percent")
    }
    if end + 1 < text.count, text[end] == "/", text[end + 1].isDigit, !number.hasScale,
      let whole = NumberReader.number(at: end + 1, in: text), !whole.hasScale,
      number.value < whole.value, whole.value <= 100,
      endsShare(whole.range.upperBound, text, tenthsBefore)
    {
      return Share(
        range: number.range.lowerBound..<whole.range.upperBound,
        value: 100 * number.value / whole.value, resolution: 1, unit: "percent")
    }
    guard end < text.count, text[end] == "成", number.value <= 10, !number.hasScale else {
      return nil
    }
    // 八成五 is 85 %, 三成半 35 %, 六成多 more than 60 %.
    var hundredths = 0.0
    var last = end + 1
    if last < text.count, !text[last].isDigit, case .digit(let digit) = NumeralSymbol(text[last]) {
      hundredths = digit
      last += 1
    } else if last < text.count, text[last] == "半" {
      hundredths = 5
      last += 1
    }
    let resolution = last > end + 1 ? 1.0 : 10
    let isMore = last == end + 1 && last < text.count && text[last].saysMore
    if isMore { last += 1 }
    guard isMore || endsShare(last, text, tenthsBefore) else { return nil }
    return Share(
      range: number.range.lowerBound..<last, value: number.value * 10 + hundredths,
      resolution: resolution, unit: "percent", isMore: isMore)
  }

  /// 成 also begins words (成立, 成果); a share is followed by one of these.
  private static func endsShare(
    _ at: Int, _ text: [Unicode.Scalar], _ followers: Words
  ) -> Bool {
    guard at < text.count else { return true }
    return text[at].isPunctuation || followers.stand(at: at, in: text)
  }
}
