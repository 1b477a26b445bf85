internal import ChineseText
internal import SurveyModel

/// Amounts of money as they are spoken: 两块三, 三元五角, 2块5毛.
final class SpokenMoney: Sendable {
  private let yuan: Words
  private let tenths: Words

  init(_ language: ReportLanguage) {
    yuan = language.find(.spokenYuan)
    tenths = language.find(.tenthsOfYuan)
  }

  /// An amount, with where it is written.
  typealias Amount = (value: Double, range: Range<Int>, resolution: Double)

  /// The amount whose yuan a number counts; nil where no tenths of one stand behind them.
  ///
  /// 两块三亩的地 are two fields: a digit that counts something itself is no tenth.
  func amount(from number: WrittenNumber, in text: [Unicode.Scalar]) -> Amount? {
    let end = number.range.upperBound
    guard !number.hasScale || number.isChinese, number.resolution == 1, number.readings.isEmpty,
      let length = yuan.length(at: end, in: text)
    else { return nil }
    var at = end + length
    guard at < text.count, case .digit(let digit) = NumeralSymbol(text[at]), digit > 0 else {
      return nil
    }
    at += 1
    if let word = tenths.length(at: at, in: text) {
      at += word
    } else if at < text.count, !text[at].isPunctuation, text[at] != "的" {
      return nil
    }
    guard at == text.count || !NumeralSymbol(text[at]).isDigitOrScale else { return nil }
    return (
      NumberReader.decimal(number.value + digit / 10, resolution: 0.1),
      number.range.lowerBound..<at, 0.1
    )
  }
}
