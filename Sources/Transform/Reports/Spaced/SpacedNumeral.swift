internal import SurveyModel

/// A number with its scale as a language with spaces writes it: 12.40 lakh, 48 200, twenty-one.
struct SpacedNumeral {
  var value: Double
  /// The weight of the last digit.
  var resolution: Double
  /// What the words behind the digits multiply them by.
  var scale = 1.0
  /// What it takes of the text.
  var tokens: Range<Int>
  /// The values that its spelling leaves open; empty where it has one reading.
  var possible: [Double] = []
  /// How it is written.
  var form = Form.digits

  /// How a number is written.
  enum Form {
    /// Digits, perhaps with words behind them.
    case digits
    /// Digits with a letter right behind them: 1.2m.
    case letter
    /// Words.
    case words
    /// Groups of digits that ordinary spaces part.
    case spaced(groups: Int)
  }

  var isInWords: Bool {
    if case .words = form { true } else { false }
  }

  /// Multiplies the number.
  mutating func scale(by factor: Double) {
    value *= factor
    resolution *= factor
    possible = possible.map { $0 * factor }
  }
}

/// Reads the numbers of a language with spaces.
struct SpacedNumeralReader: Sendable {
  let words: SpacedLexicon

  /// The number that begins at a token, or nil.
  func numeral(at index: Int, in text: SpacedText) -> SpacedNumeral? {
    inDigits(at: index, in: text) ?? inWords(at: index, in: text)
  }

  // MARK: Digits

  private func inDigits(at index: Int, in text: SpacedText) -> SpacedNumeral? {
    guard let token = text[index] else { return nil }
    if let part = Self.vulgarFraction(token) {
      return SpacedNumeral(value: part, resolution: 0.01, tokens: index..<(index + 1))
    }
    guard token.kind == .number, let number = SpacedNumber(token.text) else { return nil }
    var numeral = SpacedNumeral(
      value: number.value, resolution: number.resolution, tokens: index..<(index + 1),
      possible: number.readings)
    if number.isPlain {
      joinGroups(&numeral, text)
      joinFraction(&numeral, text)
    }
    readScale(&numeral, text)
    return numeral
  }

  /// 48 200: groups of three digits that a space parts.
  private func joinGroups(_ numeral: inout SpacedNumeral, _ text: SpacedText) {
    guard let first = text[numeral.tokens.lowerBound]?.text, first.count <= 3, first.first != "0"
    else { return }
    var end = numeral.tokens.upperBound
    var digits = first
    var isFirm = true
    while let next = text[end], next.kind == .number, next.gap == .space || next.gap == .firm,
      next.text.prefix(while: \.isNumber).count == 3, let group = SpacedNumber(next.text),
      !next.text.contains(",")
    {
      digits += next.text
      if next.gap == .space { isFirm = false }
      end += 1
      if !group.isPlain { break }
    }
    guard end > numeral.tokens.upperBound, let joined = SpacedNumber(digits) else { return }
    let groups = end - numeral.tokens.lowerBound
    numeral = SpacedNumeral(
      value: joined.value, resolution: joined.resolution,
      tokens: numeral.tokens.lowerBound..<end)
    if !isFirm { numeral.form = .spaced(groups: groups) }
    // 48 200 51 300: columns, or a number and another.
    if let next = text[end], next.kind == .number, next.gap == .space || next.gap == .firm {
      numeral.possible = [joined.value]
    }
  }

  /// 1½, 2 1/2.
  private func joinFraction(_ numeral: inout SpacedNumeral, _ text: SpacedText) {
    let end = numeral.tokens.upperBound
    guard let next = text[end], next.gap != .wide else { return }
    if let part = Self.vulgarFraction(next) {
      numeral.value += part
      numeral.resolution = 0.01
      numeral.tokens = numeral.tokens.lowerBound..<(end + 1)
    } else if next.gap != .none, let (value, length) = Self.fraction(at: end, in: text) {
      numeral.value += value
      numeral.resolution = 0.01
      numeral.tokens = numeral.tokens.lowerBound..<(end + length)
    }
  }

  /// The value of a sign such as ½.
  private static func vulgarFraction(_ token: SpacedText.Token) -> Double? {
    guard token.kind == .mark, token.text.unicodeScalars.count == 1,
      let value = token.text.unicodeScalars.first?.properties.numericValue, value > 0, value < 1
    else { return nil }
    return value
  }

  /// 1/3, and the tokens that it takes; nil for what may be a date or a code.
  static func fraction(at index: Int, in text: SpacedText) -> (value: Double, length: Int)? {
    guard let above = text[index]?.plain, text[index + 1]?.text == "/", text.touches(index + 1),
      let below = text[index + 2]?.plain, text.touches(index + 2), above > 0, above < below,
      below <= 20 || below == 100, !text.touches(index + 3) || text[index + 3]?.text == "."
    else { return nil }
    return (Double(above) / Double(below), 3)
  }

  private func readScale(_ numeral: inout SpacedNumeral, _ text: SpacedText) {
    var end = numeral.tokens.upperBound
    var scale = 1.0
    if let next = text[end], next.kind == .word, text.touches(end),
      let step = words.scaleLetters[next.text]
    {
      scale = step
      end += 1
      numeral.form = .letter
    }
    while let next = text[end], next.kind == .word, let step = words.scales[next.text] {
      scale *= step
      end += 1
      numeral.form = .digits
    }
    guard scale != 1 else { return }
    numeral.scale(by: scale)
    numeral.scale = scale
    numeral.tokens = numeral.tokens.lowerBound..<end
    // 5 crore 20 lakh: what follows goes on with the number where its scale is the lesser.
    guard case .digits = numeral.form, let next = text[end], next.kind == .number,
      let rest = inDigits(at: end, in: text), rest.scale > 1, rest.scale < scale,
      rest.value < scale, rest.possible.isEmpty,
      numeral.value.truncatingRemainder(dividingBy: scale) == 0
    else { return }
    numeral.value += rest.value
    numeral.resolution = rest.resolution
    numeral.scale = rest.scale
    numeral.tokens = numeral.tokens.lowerBound..<rest.tokens.upperBound
  }

  // MARK: Words

  private func inWords(at start: Int, in text: SpacedText) -> SpacedNumeral? {
    if let part = partOfScale(at: start, in: text) { return part }
    var count = Count()
    var at = start
    if words[.articles].length(at: at, in: text) == 1, let next = text[at + 1],
      words.scales[next.text] != nil
    {
      count.add(1)
      at += 1
    }
    while let token = text[at], token.kind == .word, at == start || token.gap != .wide {
      if let value = value(of: token.text), count.takes(value) {
        count.add(value)
      } else if let scale = words.scales[token.text], count.multiply(by: scale) {
      } else if let half = half(at: at, in: text), count.takesHalf {
        count.add(half.value)
        at += half.length
        continue
      } else if words[.numeralJoints].length(at: at, in: text) == 1, count.goesOn,
        let next = text[at + 1], let value = value(of: next.text), count.takes(value)
      {
      } else {
        break
      }
      at += 1
    }
    guard at > start, !count.isEmpty else { return nil }
    return SpacedNumeral(
      value: count.value, resolution: count.resolution, scale: count.scale, tokens: start..<at,
      form: .words)
  }

  /// The number that a word names: twenty, twenty-one.
  private func value(of word: String) -> Double? {
    if let value = words.numbers[word] { return value }
    let parts = word.split(separator: "-").map { words.numbers[String($0)] }
    guard parts.count == 2, let tens = parts[0], let ones = parts[1],
      tens.truncatingRemainder(dividingBy: 10) == 0, (20...90).contains(tens),
      (1...9).contains(ones)
    else { return nil }
    return tens + ones
  }

  /// and a half, behind a number and before a scale: two and a half million.
  private func half(at index: Int, in text: SpacedText) -> (value: Double, length: Int)? {
    guard words[.numeralJoints].length(at: index, in: text) == 1,
      let (percent, length) = words.fractions.match(at: index + 1, in: text),
      let scale = text[index + 1 + length], words.scales[scale.text] != nil
    else { return nil }
    return (percent / 100, 1 + length)
  }

  /// half a million, a quarter of a million, half a dozen.
  private func partOfScale(at start: Int, in text: SpacedText) -> SpacedNumeral? {
    guard let (percent, length) = words.fractions.match(at: start, in: text) else { return nil }
    var at = start + length
    if let of = words[.shareOf].length(at: at, in: text) { at += of }
    guard let article = words[.articles].length(at: at, in: text), let token = text[at + article],
      let scale = words.scales[token.text]
    else { return nil }
    return SpacedNumeral(
      value: scale * percent / 100, resolution: scale / 100, scale: scale,
      tokens: start..<(at + article + 1), form: .words)
  }

  /// A number that is put together word by word.
  private struct Count {
    private var total = 0.0
    private var current: Double?
    private var lastScale = Double.infinity
    private(set) var goesOn = false

    var isEmpty: Bool { current == nil && total == 0 && lastScale == .infinity }
    var value: Double { total + (current ?? 0) }
    var scale: Double { current == nil ? lastScale : 1 }
    var resolution: Double { current == nil ? lastScale : 1 }
    var takesHalf: Bool { current.map { $0 < 100 } ?? false }

    func takes(_ value: Double) -> Bool {
      guard let current else { return isEmpty || value < lastScale }
      return current >= 100 && value < 100 && current.truncatingRemainder(dividingBy: 100) == 0
        || current.truncatingRemainder(dividingBy: 10) == 0
          && current.truncatingRemainder(dividingBy: 100) >= 20 && (1...9).contains(value)
    }

    mutating func add(_ value: Double) {
      current = (current ?? 0) + value
      goesOn = false
    }

    /// Takes a scale; false where none can stand.
    mutating func multiply(by scale: Double) -> Bool {
      if scale == 100, let hundreds = current, hundreds < 100 {
        current = hundreds * 100
      } else if let count = current, scale < lastScale {
        total += count * scale
        current = nil
        lastScale = scale
      } else if current == nil, total > 0, scale > lastScale, total < scale {
        total *= scale
        lastScale = scale
      } else {
        return false
      }
      goesOn = true
      return true
    }
  }
}
