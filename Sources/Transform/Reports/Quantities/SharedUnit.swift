internal import ChineseText
internal import SurveyModel

/// Numbers of a list whose last one has the unit of all: 1.2、2.0和5.3个百分点.
struct SharedUnit: Sendable {
  private let marks: Words
  /// The numbers without a unit that only marks of a list part from one another and from where reading
  /// stands.
  private var numbers: [WrittenNumber] = []

  init(_ language: ReportLanguage) { marks = language.find(.itemMarks) }

  /// Takes a number that has no unit of its own.
  mutating func add(_ number: WrittenNumber, in text: [Unicode.Scalar]) {
    if !isNext(number.range.lowerBound, in: text) { numbers = [] }
    guard !number.isChinese, !number.hasScale, number.readings.isEmpty,
      !(number.isPlainFourDigits && (1900...2100).contains(number.value)),
      !Self.isItem(number, in: text)
    else {
      numbers = []
      return
    }
    numbers.append(number)
  }

  /// Gives the numbers before a figure its unit where they are of one list with it.
  ///
  /// - Parameters:
  ///   - last: The figure.
  ///   - number: Its number.
  ///   - text: The paragraph.
  /// - Returns: The figures that the numbers are, in order; none where a scale may be of all or of one.
  mutating func shared(
    with last: Quantity, _ number: WrittenNumber, in text: [Unicode.Scalar]
  ) -> [Quantity] {
    defer { numbers = [] }
    guard !numbers.isEmpty, !last.isDamaged, !number.hasScale, !number.isChinese,
      number.readings.isEmpty, isNext(number.range.lowerBound, in: text)
    else { return [] }
    // 3、5户 may be three or five households.
    if numbers.count == 1, numbers[0].range.count == 1,
      text[numbers[0].range.upperBound] == "、"
    {
      return []
    }
    return numbers.map { number in
      Quantity(
        number: number.range, range: number.range, value: number.value, unit: last.unit,
        resolution: number.resolution)
    }
  }

  /// Whether only the mark of a list stands between the last number and a position.
  private func isNext(_ start: Int, in text: [Unicode.Scalar]) -> Bool {
    guard let end = numbers.last?.range.upperBound, end < start else { return false }
    return marks.length(at: end, in: text) == start - end
  }

  /// Whether a number is that of an item: 1、3个村通水.
  private static func isItem(_ number: WrittenNumber, in text: [Unicode.Scalar]) -> Bool {
    let start = number.range.lowerBound
    return start == 0 || text[start - 1].endsSentence
  }
}
