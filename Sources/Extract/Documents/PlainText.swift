internal import SurveyModel

/// The paragraphs of plain text: its lines.
enum PlainText {
  /// A line beyond this many characters is cut behind a sentence, so that no paragraph is large.
  private static let longestParagraph = 1 << 16

  /// A line of this many characters that ends without punctuation was broken for its width.
  private static let widthOfLine = 36

  /// Whether a line goes on behind its break, in the middle of a sentence.
  private static func goesOn(_ scalars: [Unicode.Scalar], _ line: Range<Int>) -> Bool {
    var next = line.upperBound + 1
    if next < scalars.count, scalars[line.upperBound] == "\r", scalars[next] == "\n" { next += 1 }
    guard line.count >= widthOfLine, line.count < longestParagraph, next < scalars.count,
      let last = scalars[line].last
    else { return false }
    return (isIdeograph(last) || isLatinGloss(scalars[line])) && isIdeograph(scalars[next])
      && scalars[line].contains { $0 == "，" || $0 == "," }
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
    var paragraphs: [ReportDocument.Paragraph] = []
    var start = 0
    for index in scalars.indices {
      let scalar = scalars[index]
      let isBreak = scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}"
      let length = index - start
      let isCut =
        (length >= longestParagraph && scalar == "。") || length >= 2 * longestParagraph
      guard isBreak || isCut, !(isBreak && goesOn(scalars, start..<index)) else { continue }
      let end = isBreak ? index : index + 1
      if end > start {
        paragraphs.append(ReportDocument.Paragraph(scalars: scalars[start..<end], start: start))
      }
      start = index + 1
    }
    if start < scalars.count {
      paragraphs.append(ReportDocument.Paragraph(scalars: scalars[start...], start: start))
    }
    return paragraphs
  }
}
