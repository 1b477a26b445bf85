import ChineseText
import SurveyModel

/// The mark of a column in the row that forms have below their header: `甲`, `1`, `(2)`, `3=1+2`.
struct ColumnMark: Hashable {
  /// What is counted with.
  enum Series: Hashable {
    /// 1, 2, 3
    case number
    /// (1), (2), ①, ②; a spreadsheet makes −1 and −2 of what is typed so.
    case bracketed
    /// 甲, 乙, 丙
    case stem
    /// 一, 二, 三
    case numeral
    /// a, b, c
    case letter
    /// i, ii, iii
    case roman
  }

  let series: Series
  /// The place in the series, from 1.
  let place: Int

  private static let stems = Array("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥")
  private static let romans = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
    "xvi", "xvii", "xviii", "xix", "xx",
  ]
  /// Numbers that are one character: ① and ⑴, Ⅰ and ⅰ, ㈠.
  private static let signs: [(scalars: ClosedRange<UInt32>, series: Series)] = [
    (0x2460...0x2473, .bracketed), (0x2474...0x2487, .bracketed), (0x2160...0x216B, .roman),
    (0x2170...0x217B, .roman), (0x3220...0x3229, .numeral),
  ]
  /// Forms have fewer columns.
  private static let most = 500

  /// The marks that a folded text can be; empty for anything else.
  static func readings(of folded: String) -> [ColumnMark] {
    let text = Substring(folded)
    // Behind its mark a column may say what it is made of: 3=1+2, 3(1+2).
    for end in text.indices.dropFirst() where text[end] == "=" || text[end] == "(" {
      let rest = text[end...]
      if isFormula(rest) { return plain(text[..<end]) }
    }
    return plain(text)
  }

  /// The mark that a cell with a number is.
  static func readings(of number: Double) -> [ColumnMark] {
    guard number == number.rounded(), number != 0, abs(number) <= Double(most) else { return [] }
    return [ColumnMark(series: number > 0 ? .number : .bracketed, place: Int(abs(number)))]
  }

  private static func plain(_ text: Substring) -> [ColumnMark] {
    if let first = text.first, let last = text.last, text.count > 2,
      "([<".contains(first), ")]>".contains(last)
    {
      return bare(text.dropFirst().dropLast())
        .map { mark in
          ColumnMark(series: mark.series == .number ? .bracketed : mark.series, place: mark.place)
        }
    }
    if text.unicodeScalars.count == 1, let scalar = text.unicodeScalars.first,
      let sign = signs.first(where: { $0.scalars.contains(scalar.value) })
    {
      let place = Int(scalar.value - sign.scalars.lowerBound) + 1
      return [ColumnMark(series: sign.series, place: place)]
    }
    // 1. and 1、 number things, and 1) does.
    guard text.count > 1, let last = text.last, ".、)".contains(last) else { return bare(text) }
    return bare(text.dropLast())
      .map { mark in
        let isBracketed = last == ")" && mark.series == .number
        return ColumnMark(series: isBracketed ? .bracketed : mark.series, place: mark.place)
      }
  }

  private static func bare(_ text: Substring) -> [ColumnMark] {
    guard let first = text.first, text.utf8.count <= 12 else { return [] }
    if text.allSatisfy(\.isDigit) {
      // 01, 02 and 001 are marks too, and 0 is none.
      guard text.count <= 3, let number = Int(text), (1...most).contains(number) else { return [] }
      return [ColumnMark(series: .number, place: number)]
    }
    var marks: [ColumnMark] = []
    if text.count == 1, let place = stems.firstIndex(of: first) {
      marks.append(ColumnMark(series: .stem, place: place + 1))
    }
    if text.count == 1, let ascii = first.asciiValue, (97...122).contains(ascii) {
      marks.append(ColumnMark(series: .letter, place: Int(ascii) - 96))
    }
    if let place = romans.firstIndex(of: String(text)) {
      marks.append(ColumnMark(series: .roman, place: place + 1))
    }
    if !first.isASCII, let number = ChineseNumeral.value(of: text), (1...99).contains(number),
      number == number.rounded()
    {
      marks.append(ColumnMark(series: .numeral, place: Int(number)))
    }
    return marks
  }

  /// Whether a text behind a mark is a formula over other marks.
  private static func isFormula(_ text: Substring) -> Bool {
    var body = text
    if body.first == "(", body.last == ")", body.count > 2 { body = body.dropFirst().dropLast() }
    if body.first == "=" { body = body.dropFirst() }
    let signs = "+-*/×÷−＋()[]%.,;:=~"
    return body.contains { "+-*/×÷−~".contains($0) }
      && body.allSatisfy { character in
        character.isDigit || signs.contains(character) || stems.contains(character)
          || character.asciiValue.map { (97...122).contains($0) } ?? false
      }
  }
}
