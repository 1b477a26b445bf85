internal import ChineseText
internal import SurveyModel

/// Amounts of money as they are spoken: 两块三, 三元五角, 2块5毛.
final class SpokenMoney: Sendable {
  private let yuan: Words
  private let tenths: Words
  private let pieces: Words
  private let dealings: Words

  init(_ language: ReportLanguage) {
    yuan = language.find(.spokenYuan)
    pieces = language.find(.piecesOfMoney)
    dealings = language.find(.dealings)
    tenths = language.find(.tenthsOfYuan)
  }

  /// The characters before an amount in which what is dealt with stands, at most.
  private static let reach = 14

  /// Where a word for yuan ends that also counts other things, where its clause deals in money: 剩不下500块.
  func end(ofPiecesAt position: Int, behind start: Int, in text: [Unicode.Scalar]) -> Int? {
    guard let length = pieces.length(at: position, in: text) else { return nil }
    let end = position + length
    guard end == text.count || text[end].isPunctuation || dealings.stand(at: end, in: text) else {
      return nil
    }
    var first = start
    while first > 0, start - first < Self.reach, !text[first - 1].endsSentence { first -= 1 }
    return dealings.first(in: first..<min(text.count, end + 2), of: text) == nil ? nil : end
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
