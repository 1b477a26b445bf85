internal import ChineseText

/// A number as it is written, with its scale and without its unit.
struct WrittenNumber {
  var range: Range<Int>
  var value: Double
  /// The weight of the last digit.
  var resolution: Double
  /// Whether 多, 余 or 几 says that the value is more.
  var isMore = false
  /// Whether 来 says that it is only about so much: 20来户.
  var isAbout = false
  var isChinese = false
  /// Whether 万, 亿 or another scale was written behind digits.
  var hasScale = false
  /// Whether the number is a date's year, as four plain digits.
  var isPlainFourDigits = false
  /// The value of one step of the number's first missing digit, for damaged numbers.
  var leadingWeight = 10.0
  /// What the digits are multiplied by.
  var scale = 1.0
  /// The values that the spelling leaves open; empty where it has one reading.
  var readings: [Double] = []

  /// Takes the value of the numeral that the number goes on as.
  mutating func take(_ mixed: MixedNumeral) {
    value = mixed.value
    resolution = mixed.resolution
    isMore = mixed.isMore
    readings = mixed.readings
  }
}

/// Reads numbers of folded text.
enum NumberReader {
  /// What no figure of a report reaches, whatever its scales; beyond it a product would be infinite.
  private static let limit = 1e30

  /// The number that begins at a position, or nil.
  static func number(at start: Int, in text: [Unicode.Scalar]) -> WrittenNumber? {
    let number =
      if text[start].isDigit {
        arabic(at: start, in: text)
      } else {
        switch NumeralSymbol(text[start]) {
        case .digit, .scale: chinese(at: start, in: text)
        default: nil as WrittenNumber?
        }
      }
    guard var number, number.value < limit, number.resolution < limit else { return nil }
    countHundredMillions(&number, text)
    readAbout(&number, text)
    return number
  }

  /// 20来户, 一百来人: 来 between a round number and what it counts.
  private static func readAbout(_ number: inout WrittenNumber, _ text: [Unicode.Scalar]) {
    let end = number.range.upperBound
    guard !number.isMore, number.value >= 10, number.value.truncatingRemainder(dividingBy: 10) == 0,
      end + 1 < text.count, text[end] == "来", text[end + 1] != "自", !text[end + 1].isPunctuation
    else { return }
    number.isAbout = true
    number.range = number.range.lowerBound..<(end + 1)
  }

  /// 1个多亿, 两个半亿: 亿 that is counted itself.
  private static func countHundredMillions(_ number: inout WrittenNumber, _ text: [Unicode.Scalar])
  {
    let end = number.range.upperBound
    guard !number.hasScale, end + 2 < text.count, text[end] == "个" else { return }
    let isHalf = text[end + 1] == "半"
    guard isHalf || text[end + 1].saysMore, text[end + 2] == "亿" else {
      return
    }
    number.value = (number.value + (isHalf ? 0.5 : 0)) * 1e8
    number.resolution = isHalf ? 1e7 : 1e8
    number.isMore = !isHalf
    number.hasScale = true
    number.scale = 1e8
    number.range = number.range.lowerBound..<(end + 3)
  }

  /// Where a numeral of Chinese characters that has no value ends: nothing in it begins a number.
  static func end(ofNumeralAt start: Int, in text: [Unicode.Scalar]) -> Int {
    text[start...].firstIndex { $0.isDigit || !NumeralSymbol($0).isDigitOrScale } ?? text.count
  }

  /// Where what is written as one number ends: its digits, and the marks and scales among them.
  ///
  /// Nothing behind a position before it is the beginning of a number.
  static func end(ofNumberAt start: Int, in text: [Unicode.Scalar]) -> Int {
    var at = start
    while at < text.count {
      if text[at].isDigit || NumeralSymbol(text[at]).isScale && at > start {
        at += 1
      } else if at > start, at + 1 < text.count, joins(text[at]), text[at + 1].isDigit {
        at += 2
      } else {
        break
      }
    }
    return at
  }

  /// Whether a mark between two digits makes one thing of them.
  private static func joins(_ mark: Unicode.Scalar) -> Bool {
    mark == "." || mark == "," || mark == "/" || mark == "^"
  }

  /// Where the digits begin that end at a position.
  static func start(ofDigitsBefore end: Int, in text: [Unicode.Scalar]) -> Int {
    var start = end
    while start > 0, text[start - 1].isDigit { start -= 1 }
    return start
  }

  /// Digits that stand right behind others and a mark (1,2345; 1.2.3; 1/3; 10^4): no number begins
  /// there for certain.
  ///
  /// - Returns: The values that the digits may have, or nil when they begin a number.
  static func readings(
    ofDigitsInside number: WrittenNumber, in text: [Unicode.Scalar]
  ) -> [Double]? {
    let start = number.range.lowerBound
    guard text[start].isDigit, start > 0 else { return nil }
    let mark = text[start - 1]
    // 几百20, 数千5百: the numeral before has no value, and so has none what goes on from it.
    if NumeralSymbol(mark).isScale || mark == "±" { return [number.value] }
    if mark == " " {
      return start > 1 ? readings(of: number, behindBlankAt: start - 1, in: text) : nil
    }
    guard joins(mark) else { return nil }
    guard start > 1, text[start - 2].isDigit else {
      // .5 may be 0.5, and may be 5 behind a full stop.
      guard mark == "." else { return nil }
      let digits = text[start...].prefix(while: \.isDigit).count
      return [number.value / power(10, digits), number.value]
    }
    guard mark == "," else { return [number.value] }
    let first = self.start(ofDigitsBefore: start - 1, in: text)
    guard let before = Double(text.string(first..<(start - 1))) else { return [number.value] }
    let digits = text[start...].prefix(while: \.isDigit).count
    return [number.value, before * power(10, digits) * number.scale + number.value]
  }

  /// Digits that a blank parts from others, as scans have them: 2 4.4万人 may be 4.4万 and 24.4万.
  ///
  /// - Returns: Both, or nil where the digits before the blank begin their line, as a heading's do.
  private static func readings(
    of number: WrittenNumber, behindBlankAt blank: Int, in text: [Unicode.Scalar]
  ) -> [Double]? {
    let first = start(ofDigitsBefore: blank, in: text)
    guard first < blank, first > 0, !text[first - 1].endsClause, text[first - 1].value >= 0x3400,
      let before = Double(text.string(first..<blank))
    else {
      return first > 1 && text[first - 1] == " " && text[first - 2].isDigit
        ? [number.value] : nil
    }
    let digits = text[(blank + 1)...].prefix(while: \.isDigit).count
    return [number.value, before * power(10, digits) * number.scale + number.value]
  }

  private static func arabic(at start: Int, in text: [Unicode.Scalar]) -> WrittenNumber? {
    var at = start
    var digits = ""
    var fraction = 0
    func readDigits() -> Int {
      let first = at
      while at < text.count {
        if text[at].isDigit {
          digits.unicodeScalars.append(text[at])
        } else if isLetterForZero(at, in: text, from: start) {
          digits += "0"
        } else {
          break
        }
        at += 1
      }
      return at - first
    }
    let first = readDigits()
    if first <= 3 {
      while isThousandsGroup(at, in: text) {
        at += 1
        _ = readDigits()
      }
    }
    let whole = digits
    if at + 1 < text.count, text[at] == ".", text[at + 1].isDigit {
      at += 1
      digits += "."
      fraction = readDigits()
    }
    guard let mantissa = Double(digits), digits.utf8.count <= 24 else { return nil }
    var number = WrittenNumber(
      range: start..<at, value: mantissa, resolution: power(10, -fraction))
    number.isPlainFourDigits = first == 4 && whole.utf8.count == 4 && fraction == 0
    number.leadingWeight = power(10, whole.utf8.count)
    if first == 1, at == start + 1, let other = neighbour(of: start, in: text) {
      number.range = start..<(start + 3)
      number.readings = [mantissa, other]
    }
    readScale(&number, text)
    return number
  }

  /// The second of two neighbours of which nobody says which it is: 2、3千人.
  ///
  /// At the head of a sentence the first digit counts the items of a list: 1、3个村通水.
  private static func neighbour(of start: Int, in text: [Unicode.Scalar]) -> Double? {
    guard start > 0, !text[start - 1].endsSentence, text[start - 1] != "、",
      start + 2 < text.count, text[start + 1] == "、", text[start + 2].isDigit
    else { return nil }
    let (first, second) = (text[start].value, text[start + 2].value)
    guard second > first, second - first <= 2, start + 3 < text.count,
      !text[start + 3].isDigit, text[start + 3] != "、", text[start + 3] != "."
    else { return nil }
    return Double(second - 0x30)
  }

  /// A `,` or space between a number's groups of three digits.
  static func isThousandsGroup(_ at: Int, in text: [Unicode.Scalar]) -> Bool {
    guard at + 3 < text.count, text[at] == "," || text[at] == " " else { return false }
    guard text[at + 1].isDigit, text[at + 2].isDigit, text[at + 3].isDigit else { return false }
    return at + 4 >= text.count || !text[at + 4].isDigit
  }

  /// A letter O that stands for a zero: between digits, or between digits and a scale or unit.
  private static func isLetterForZero(_ at: Int, in text: [Unicode.Scalar], from start: Int) -> Bool
  {
    guard text[at] == "o", at > start else { return false }
    var next = at + 1
    while next < text.count, text[next] == "o" { next += 1 }
    guard next < text.count else { return false }
    return text[next].isDigit || text[next] == "." || text[next] == "%"
      || text[next].value >= 0x3400
  }

  /// Scales behind digits: 万, 千万, 亿3000万, with 多 or 余 anywhere among them.
  private static func readScale(_ number: inout WrittenNumber, _ text: [Unicode.Scalar]) {
    var at = number.range.upperBound
    if isMore(at, text) {
      number.isMore = true
      at += 1
    }
    // 3.5个亿
    if text.has(["个", "亿"], at: at) { at += 1 }
    let scaleStart = at
    var scale = 1.0
    while at < text.count, case .scale(let step) = NumeralSymbol(text[at]) {
      if isOfUnit(step, at, text) { break }
      scale *= step
      at += 1
    }
    guard at > scaleStart else {
      number.range = number.range.lowerBound..<at
      return
    }
    number.hasScale = true
    number.scale = scale
    number.resolution = decimal(number.resolution * scale, resolution: 1e-9)
    number.value = decimal(number.value * scale, resolution: min(1, number.resolution))
    number.readings = number.readings.map { decimal($0 * scale, resolution: 1) }
    number.leadingWeight *= scale
    if at < text.count, NumeralSymbol(text[at]).isDigit,
      let mixed = MixedNumeral(from: number.range.lowerBound, in: text), mixed.end > at
    {
      number.take(mixed)
      at = mixed.end
    }
    if isMore(at, text) {
      number.isMore = true
      at += 1
    }
    number.range = number.range.lowerBound..<at
  }

  /// 3千米, 千克, 千瓦, 1.2百分点: the longer word is the unit's.
  static func isOfUnit(_ step: Double, _ at: Int, _ text: [Unicode.Scalar]) -> Bool {
    guard at + 1 < text.count else { return false }
    if step == 1000 { return "米克瓦分".unicodeScalars.contains(text[at + 1]) }
    return step == 100 && text[at + 1] == "分"
  }

  private static func isMore(_ at: Int, _ text: [Unicode.Scalar]) -> Bool {
    at < text.count && (text[at].saysMore || text[at] == "几")
  }

  /// No numeral of a report has more characters.
  static let longestNumeral = 40

  private static func chinese(at start: Int, in text: [Unicode.Scalar]) -> WrittenNumber? {
    var at = start
    var numeral: [Unicode.Scalar] = []
    loop: while at < text.count, at - start <= longestNumeral {
      switch NumeralSymbol(text[at]) {
      case .digit where !text[at].isDigit: break
      case .scale: break
      case .point where text[at] == "点" && at > start && at + 1 < text.count:
        guard case .digit = NumeralSymbol(text[at + 1]) else { break loop }
      default: break loop
      }
      numeral.append(text[at])
      at += 1
    }
    // 几十万, 数百万: how many nobody says.
    if start > 0, "几数上成好若".unicodeScalars.contains(text[start - 1]),
      NumeralSymbol(text[start]).isScale
    {
      return nil
    }
    if at < text.count, text[at].isDigit, let mixed = MixedNumeral(from: start, in: text) {
      var number = WrittenNumber(
        range: start..<mixed.end, value: mixed.value, resolution: mixed.resolution)
      number.hasScale = true
      number.take(mixed)
      return number
    }
    let either = Self.eitherOf(numeral)
    // 百八十户 is one hundred and eighty or so; nobody counts like that.
    // 百余户: more than one hundred.
    let isRound = numeral.count == 1 && isMore(at, text) && text[at] != "几"
    let plain = either.isEmpty ? ChineseNumeral.value(of: numeral[...]) : nil
    let spoken =
      either.isEmpty && plain == nil && (numeral.count > 1 || isRound)
      ? ChineseNumeral.value(of: (["一"] + numeral)[...]) : nil
    guard at - start <= longestNumeral, let value = either.first ?? plain ?? spoken else {
      return nil
    }
    // 五一期间: digits alone are no number, but for 一〇五.
    if either.isEmpty, (2...3).contains(numeral.count),
      numeral.allSatisfy({ NumeralSymbol($0).isDigit && NumeralSymbol($0) != .digit(0) })
    {
      return nil
    }
    var number = WrittenNumber(range: start..<at, value: value, resolution: 1)
    number.isChinese = true
    number.readings = either
    if either.isEmpty { readTens(&number, before: start, text) }
    if either.isEmpty, !isRound, plain == nil {
      number.readings = [value]
    }
    number.hasScale = numeral.contains { NumeralSymbol($0).isScale }
    if isMore(at, text) {
      number.isMore = true
      number.range = start..<(at + 1)
      if at + 1 < text.count, case .scale(let step) = NumeralSymbol(text[at + 1]), step >= 10_000 {
        number.value *= step
        number.resolution = step
        number.range = start..<(at + 2)
      } else if at + 1 < text.count, NumeralSymbol(text[at + 1]).isScale {
        // 一百几十户: more than a hundred.
        number.range = start..<(at + 2)
      }
    }
    return number
  }

  /// A scale without a digit before it, or several: 百, 千万.
  static func round(at start: Int, in text: [Unicode.Scalar]) -> WrittenNumber? {
    var at = start
    var value = 1.0
    while at < text.count, at - start < 3, case .scale(let step) = NumeralSymbol(text[at]),
      step > 10, !isOfUnit(step, at, text)
    {
      value *= step
      at += 1
    }
    guard at > start, at == text.count || !NumeralSymbol(text[at]).isDigitOrScale,
      !text.has(["分", "之"], at: at), !isMore(at, text), !text.has(["来"], at: at)
    else { return nil }
    var number = WrittenNumber(range: start..<at, value: value, resolution: value)
    number.isChinese = true
    number.hasScale = true
    return number
  }

  /// 廿三, 卅五: twenty and thirty in one character; 四、五户: one of two neighbours.
  private static func readTens(
    _ number: inout WrittenNumber, before start: Int, _ text: [Unicode.Scalar]
  ) {
    guard start > 0 else { return }
    switch text[start - 1] {
    case "廿", "卅":
      // 廿三万: what the whole numeral counts is not read.
      guard number.value < 10 else {
        number.readings = [number.value]
        return
      }
      number.value += text[start - 1] == "廿" ? 20 : 30
      number.range = (start - 1)..<number.range.upperBound
    case "、":
      // At the head of a sentence it is the number of an item.
      guard start > 2, case .digit(let first) = NumeralSymbol(text[start - 2]),
        number.value < 10, !text[start - 2].isDigit, !text[start - 3].endsSentence,
        !NumeralSymbol(text[start - 3]).isDigitOrScale, first > 0, number.value - first == 1
      else { return }
      number.readings = [first, number.value]
    default: return
    }
  }

  /// The two values of a numeral that names neighbours: 三四万 is 30,000 or 40,000, 七八十 70 or 80.
  ///
  /// - Returns: Both, or none where the numeral is of one value, as 二〇二一 and 三十四 are.
  private static func eitherOf(_ numeral: [Unicode.Scalar]) -> [Double] {
    for index in numeral.indices.dropLast() {
      guard case .digit(let first) = NumeralSymbol(numeral[index]),
        case .digit(let second) = NumeralSymbol(numeral[index + 1]), first > 0, second > first,
        second - first <= 2,
        index == 0 || !NumeralSymbol(numeral[index - 1]).isDigit,
        index + 2 == numeral.count || !NumeralSymbol(numeral[index + 2]).isDigit,
        index + 2 < numeral.count || numeral.count == 2
          || index > 0 && NumeralSymbol(numeral[index - 1]) == .scale(10)
      else { continue }
      let values = [index + 1, index]
        .compactMap { dropped -> Double? in
          var one = numeral
          one.remove(at: dropped)
          return ChineseNumeral.value(of: one[...])
        }
      if values.count == 2 { return values }
    }
    return []
  }

  /// A value without the error of binary sums and products, to its last digit.
  static func decimal(_ value: Double, resolution: Double) -> Double {
    guard abs(value) < 1e15 else { return value }
    if resolution >= 1 { return value.rounded() }
    let scale = (1 / resolution).rounded()
    return (value * scale).rounded() / scale
  }

  static func power(_ base: Double, _ exponent: Int) -> Double {
    if exponent < 0 { return 1 / power(base, -exponent) }
    var result = 1.0
    for _ in 0..<exponent { result *= base }
    return result
  }
}
