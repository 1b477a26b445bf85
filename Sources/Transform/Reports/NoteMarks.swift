internal import SurveyModel

/// Finds the marks of notes that stand at figures and titles: 163¹个, 120②户, 12[3]万元, 户数①.
///
/// A mark is no part of the number or word that it stands at; an exponent is: 10⁴, km², 公里².
struct NoteMarks: Sendable {
  private let raised: Words

  /// Prepares to find marks.
  ///
  /// - Parameter raised: The words of units that may have an exponent.
  init(raised: Words) { self.raised = raised }

  private static let longestNumber = 5

  /// The length of the mark of a note at a position.
  ///
  /// - Parameters:
  ///   - position: Where it may stand.
  ///   - text: Folded text.
  /// - Returns: Nil where none stands.
  func length(at position: Int, in text: [Unicode.Scalar]) -> Int? {
    let scalar = text[position]
    guard scalar.value < 0x3400, !scalar.isASCII || scalar == "[" || scalar == "*", position > 0
    else {
      return nil
    }
    let before = text[position - 1]
    let isBehindNumber = before.isDigit || before == "%"
    let isBehindWord = before.value >= 0x3400 || before == ")"
    guard isBehindNumber || isBehindWord else { return nil }
    if let end = Self.end(ofFootnoteAt: position, in: text) { return end - position }
    guard let end = Self.end(ofMarkAt: position, in: text) else { return nil }
    if Self.isRaised(scalar) {
      return isExponent(position, end, text) ? nil : end - position
    }
    if isBehindNumber { return end < text.count && text[end].isDigit ? nil : end - position }
    // 包括①自来水 lists; at the end of a title ① is a note's.
    return end == text.count || text[end] == ":" || text[end] == "(" ? end - position : nil
  }

  private static func end(ofMarkAt start: Int, in text: [Unicode.Scalar]) -> Int? {
    switch text[start] {
    case "*", "†", "‡", "※": return text[start...].firstIndex { $0 != text[start] } ?? text.count
    case "[", "〔": return bracketed(start, text)
    case let scalar where isCircled(scalar): return start + 1
    case let scalar where isRaised(scalar):
      return text[start...].firstIndex { !isRaised($0) } ?? text.count
    default: return nil
    }
  }

  private static let longestName = 12

  /// The end of the mark of a footnote as Markdown writes it: [^1].
  private static func end(ofFootnoteAt start: Int, in text: [Unicode.Scalar]) -> Int? {
    guard text.has(["[", "^"], at: start) else { return nil }
    return text[start...].prefix(longestName).firstIndex(of: "]").map { $0 + 1 }
  }

  /// The end of a short number in brackets: [3], [1,2].
  private static func bracketed(_ start: Int, _ text: [Unicode.Scalar]) -> Int? {
    let close: Unicode.Scalar = text[start] == "[" ? "]" : "〕"
    guard let end = text[start...].prefix(longestNumber + 2).firstIndex(of: close),
      end > start + 1
    else { return nil }
    let inside = text[(start + 1)..<end]
    let numbers = inside.split { $0 == "," || $0 == "-" }
    return numbers.allSatisfy { $0.count <= 2 && $0.allSatisfy(\.isDigit) } ? end + 1 : nil
  }

  private static func isCircled(_ scalar: Unicode.Scalar) -> Bool {
    (0x2460...0x2473).contains(scalar.value) || (0x2776...0x277F).contains(scalar.value)
  }

  private static func isRaised(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xB9, 0xB2, 0xB3, 0x2070, 0x2074...0x2079, 0x207B, 0x207D, 0x207E: true
    default: false
    }
  }

  /// Whether raised digits say how often a ten, or a unit, is multiplied with itself.
  private func isExponent(_ start: Int, _ end: Int, _ text: [Unicode.Scalar]) -> Bool {
    if text[start - 1].isDigit {
      let first = NumberReader.start(ofDigitsBefore: start, in: text)
      let isWhole = first == 0 || !".,| ".unicodeScalars.contains(text[first - 1])
      return isWhole && text[first..<start].elementsEqual(["1", "0"])
        || text[start] == "\u{207B}"
    }
    return end == start + 1 && (text[start] == "²" || text[start] == "³")
      && raised.stand(endingAt: start, in: text)
  }
}
