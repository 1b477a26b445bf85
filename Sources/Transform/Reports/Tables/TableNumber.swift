internal import ChineseText
internal import SurveyModel

/// The number of a table's cell, with what stands around it there.
struct TableNumber {
  /// How surely the cell states one number.
  enum Spelling {
    /// It does.
    case plain
    /// The marks among its digits are where no number has them: 12,3 45.
    case damaged
    /// It states two: 120|130, 85(12.5).
    case several
  }

  /// What belongs to the figure: its bound, its sign, its digits and scale, its unit.
  let range: Range<Int>
  /// Where the digits and their scale end, where the cell leaves the unit behind them out; nil for a
  /// cell that has one.
  let unitPlace: Int?
  /// The unit that stands in brackets behind the digits, or nothing.
  let bracketed: Range<Int>?
  let spelling: Spelling
}

/// Reads the numbers of the cells of a table: 1,234; 约120; 12.5%; 345(含集体户).
struct TableNumberReader: Sendable {
  private let bounds: Words
  private let boundsBehind: Words

  init(_ language: ReportLanguage) {
    let before: [ReportLanguage.List] = [
      .aboutBefore, .lessThanBefore, .moreThanBefore, .atLeastBefore, .atMostBefore,
    ]
    let behind: [ReportLanguage.List] = [.aboutBehind, .atLeastBehind, .atMostBehind]
    bounds = Words(before.flatMap { language[$0] })
    boundsBehind = Words(behind.flatMap { language[$0] })
  }

  /// What stands behind the digits, and is neither a unit nor a bound nor in brackets, is no longer.
  private static let longestRest = 3

  /// The number that a cell is.
  ///
  /// - Parameters:
  ///   - text: The folded cell.
  ///   - known: Whether a text is a unit, all of it.
  /// - Returns: Nil for a cell that is none, as 2021年 and 60岁以上人口 are.
  func number(
    of text: [Unicode.Scalar], isUnit known: (ArraySlice<Unicode.Scalar>) -> Bool
  ) -> TableNumber? {
    var start = bounds.length(at: 0, in: text) ?? 0
    if start < text.count, "-−+".unicodeScalars.contains(text[start]) { start += 1 }
    guard start < text.count, text[start].isDigit else { return nil }
    var digits = start..<Self.end(ofDigitsAt: start, in: text)
    // 1.东河镇
    guard text[digits.upperBound - 1].isDigit else { return nil }
    let isRange: Bool
    if let last = Self.end(ofRangeBehind: digits, in: text) {
      (digits, isRange) = (start..<last, true)
    } else {
      isRange = false
    }
    let scaled =
      text[digits.upperBound...]
      .firstIndex { !(NumeralSymbol($0).isScale || $0.saysMore) } ?? text.count
    var (end, gloss) = (text.count, 0..<0)
    if text.last == ")", let open = text[scaled...].firstIndex(of: "("), open + 1 < text.count - 1 {
      (end, gloss) = (open, (open + 1)..<(text.count - 1))
    }
    // 2021年 and 1月 are titles; 12吨 and 7.5kg are numbers.
    let rest = text[scaled..<end]
    if let first = rest.first, "年月日号".unicodeScalars.contains(first) { return nil }
    let isBounded = boundsBehind.length(at: scaled, in: text) == rest.count
    let isKnown = known(text[digits.upperBound..<end])
    let hasUnit = isKnown || !rest.isEmpty && !isBounded
    // 60岁以上, 0-14岁: classes.
    let isClass = isRange || boundsBehind.stand(endingAt: end, in: text)
    let isShort =
      !isClass && rest.count <= Self.longestRest
      && !rest.contains(where: { $0.isDigit || "年月日号/:".unicodeScalars.contains($0) })
    let isUnit = !isRange && (isKnown || known(rest))
    let isPair = rest.count > 1 && rest.first == "/" && rest.dropFirst().allSatisfy(\.isDigit)
    guard rest.isEmpty || isBounded || isUnit || isShort || isPair else { return nil }
    let isUnitBracketed = !gloss.isEmpty && !hasUnit && known(text[gloss])
    let isTwo = !isUnitBracketed && text[gloss].contains(where: \.isDigit)
    return TableNumber(
      range: 0..<end, unitPlace: hasUnit ? nil : scaled,
      bracketed: isUnitBracketed ? gloss : nil,
      spelling: isTwo || isPair ? .several : Self.spelling(of: text[digits]))
  }

  /// Where the digits end that begin at a position, with the marks among them.
  private static func end(ofDigitsAt start: Int, in text: [Unicode.Scalar]) -> Int {
    text[start...]
      .firstIndex { !($0.isDigit || ".,| ".unicodeScalars.contains($0)) } ?? text.count
  }

  /// Where the second number of a range ends: 120-130, and not 2020-2021, 2021-11, 0350-100.
  private static func end(ofRangeBehind first: Range<Int>, in text: [Unicode.Scalar]) -> Int? {
    let mark = first.upperBound
    guard mark + 1 < text.count, "-~—–".unicodeScalars.contains(text[mark]),
      text[mark + 1].isDigit, text[mark + 1] != "0", text[first.lowerBound] != "0",
      !TableWords.isYear(Array(text[first]))
    else { return nil }
    return end(ofDigitsAt: mark + 1, in: text)
  }

  /// Whether spaces between the digits part thousands, or two numbers.
  private static func spelling(of digits: ArraySlice<Unicode.Scalar>) -> TableNumber.Spelling {
    let parts = digits.split {
      $0 == " " || $0 == ReportText.separator || "-~—–".unicodeScalars.contains($0)
    }
    guard parts.count > 1, digits.contains(" ") || digits.contains(ReportText.separator) else {
      return .plain
    }
    guard parts.allSatisfy(isRegular) else { return .damaged }
    let isThousands =
      !digits.contains(ReportText.separator) && parts[0].count <= 3
      && !digits.contains(",") && !digits.contains("-")
      && parts.dropFirst().dropLast().allSatisfy { $0.count == 3 && $0.allSatisfy(\.isDigit) }
      && parts[parts.count - 1].prefix(while: \.isDigit).count == 3
    return isThousands ? .plain : .several
  }

  /// Whether digits with marks among them are a number by themselves: 12,345.6 and not 12,3.
  private static func isRegular(_ part: ArraySlice<Unicode.Scalar>) -> Bool {
    let pieces = part.split(separator: ".", omittingEmptySubsequences: false)
    guard pieces.count <= 2, let whole = pieces.first, pieces.allSatisfy({ !$0.isEmpty }) else {
      return false
    }
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    return groups.count == 1 || groups.dropFirst().allSatisfy { $0.count == 3 }
  }
}
