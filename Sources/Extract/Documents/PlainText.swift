internal import SurveyModel

/// The paragraphs of plain text: its lines.
enum PlainText {
  /// A line beyond this many characters is cut behind a sentence, so that no paragraph is large.
  private static let longestParagraph = 1 << 16

  /// A line of this many characters that ends without punctuation was broken for its width.
  private static let widthOfLine = 36

  /// Whether a line goes on behind its break, in the middle of a sentence.
  private static func goesOn(
    _ scalars: [Unicode.Scalar], _ line: Range<Int>, next: Int, _ wrap: TextWrap
  ) -> Bool {
    guard line.count < longestParagraph, next < scalars.count, let last = scalars[line].last else {
      return false
    }
    if breaksDate(scalars[line], before: scalars[next...].prefix(3)) { return true }
    if wrap.goesOn(line, next: scalars[next]) { return true }
    guard line.count >= widthOfLine else { return false }
    return (isIdeograph(last) || isLatinGloss(scalars[line])) && isIdeograph(scalars[next])
      && scalars[line].contains { $0 == "，" || $0 == "," }
  }

  /// Whether a line ends within a date that goes on in the next one: 2021年12 and 月31日.
  private static func breaksDate(
    _ line: ArraySlice<Unicode.Scalar>, before next: ArraySlice<Unicode.Scalar>
  ) -> Bool {
    let isDigit = { (scalar: Unicode.Scalar) in (0x30...0x39).contains(scalar.value) }
    let behind = next.drop(while: isDigit)
    guard let unit = behind.first, unit == "月" || unit == "日",
      next.count - behind.count <= 2
    else { return false }
    let rest = line.reversed().drop(while: isDigit)
    guard let mark = rest.first, line.count - rest.count + next.count - behind.count <= 2,
      line.count - rest.count + next.count - behind.count > 0
    else { return false }
    return unit == "月" ? mark == "年" && rest.dropFirst().first.map(isDigit) ?? false : mark == "月"
  }

  /// Whether a line ends with letters in parentheses, which may be a reading of its last character.
  private static func isLatinGloss(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let last = line.last, last == ")" || last == "）", let letter = line.dropLast().last else {
      return false
    }
    return letter.value < 0x200 && letter.properties.isAlphabetic
  }

  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    (0x4E00...0x9FFF).contains(scalar.value)
  }

  static func paragraphs(of scalars: [Unicode.Scalar]) -> [ReportDocument.Paragraph] {
    let wrap = TextWrap(scalars)
    var paragraphs: [ReportDocument.Paragraph] = []
    var parting = ReportDocument.Paragraph.Parting.line
    func add(_ range: Range<Int>) {
      if range.isEmpty {
        parting = .blank
      } else {
        paragraphs.append(
          ReportDocument.Paragraph(
            scalars: scalars[range], start: range.lowerBound, parting: parting))
        parting = .line
      }
    }
    var start = 0
    var lineStart = 0
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      let isBreak = scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}"
      let length = index - start
      let isCut =
        (length >= longestParagraph && scalar == "。") || length >= 2 * longestParagraph
      guard isBreak || isCut else {
        index += 1
        continue
      }
      let isPair = scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
      let next = isPair ? index + 2 : index + 1
      if isBreak, length < longestParagraph, goesOn(scalars, lineStart..<index, next: next, wrap) {
        lineStart = next
        index = next
        continue
      }
      let end = isBreak ? index : index + 1
      add(start..<end)
      start = next
      lineStart = next
      index = next
    }
    if start < scalars.count { add(start..<scalars.count) }
    return paragraphs
  }
}
