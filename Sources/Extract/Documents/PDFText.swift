internal import SurveyModel

/// The paragraphs of a PDF document's text layer, as `pdftotext -layout` gives it.
///
/// Pages end with a form feed. Lines are as wide as the page was printed, so one that is nearly as
/// wide as the widest of its page, and ends no sentence, goes on in the next. Positions are those of
/// the extracted text; people are told the page and the paragraph.
struct PDFText {
  private struct Line {
    let range: Range<Int>
    let page: Int
    let isFull: Bool
  }

  private let scalars: [Unicode.Scalar]

  static func paragraphs(of scalars: [Unicode.Scalar]) -> [ReportDocument.Paragraph] {
    PDFText(scalars: scalars).paragraphs
  }

  private var paragraphs: [ReportDocument.Paragraph] {
    var paragraphs: [ReportDocument.Paragraph] = []
    var open: [Line] = []
    func close() {
      guard let first = open.first else { return }
      paragraphs.append(paragraph(of: open, page: first.page))
      open = []
    }
    for line in lines where !isPageNumber(line.range) {
      open.append(line)
      if !line.isFull || endsSentence(line.range) || isRow(line.range) { close() }
    }
    close()
    return paragraphs
  }

  /// The lines that have characters, without the space around them.
  private var lines: [Line] {
    var lines: [Line] = []
    var page = 1
    var start = 0
    while start < scalars.count {
      let end = scalars[start...].firstIndex(of: "\u{C}") ?? scalars.count
      let ranges = scalars[start..<end].split(whereSeparator: { $0 == "\n" || $0 == "\r" })
        .compactMap(trimmed)
      let widest = ranges.map(width).max() ?? 0
      for range in ranges {
        lines.append(
          Line(range: range, page: page, isFull: widest > 20 && width(range) * 100 >= widest * 93))
      }
      page += 1
      start = end + 1
    }
    return lines
  }

  private func trimmed(_ line: ArraySlice<Unicode.Scalar>) -> Range<Int>? {
    guard let first = line.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = line.lastIndex(where: { !$0.properties.isWhitespace })
    else { return nil }
    return first..<(last + 1)
  }

  /// How wide a line is in columns of half a Chinese character.
  private func width(_ range: Range<Int>) -> Int {
    scalars[range].reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
  }

  /// A line that numbers its page: 3, — 3 —, 第3页.
  private func isPageNumber(_ range: Range<Int>) -> Bool {
    range.count <= 12
      && scalars[range]
        .allSatisfy {
          (0x30...0x39).contains($0.value) || "—–- 第页共/頁".unicodeScalars.contains($0)
        }
  }

  private func endsSentence(_ range: Range<Int>) -> Bool {
    "。！？；!?;：:".unicodeScalars.contains(scalars[range.upperBound - 1])
  }

  /// A row of a table has gaps between its cells.
  private func isRow(_ range: Range<Int>) -> Bool {
    let gap: [Unicode.Scalar] = [" ", " ", " "]
    return range.indices.dropLast(2).contains { scalars[$0...].starts(with: gap) }
  }

  private func paragraph(of lines: [Line], page: Int) -> ReportDocument.Paragraph {
    let first = lines[0].range
    guard lines.count > 1 else {
      return ReportDocument.Paragraph(
        scalars: scalars[first], start: first.lowerBound, kind: isRow(first) ? .row : .text,
        page: page)
    }
    let positions = lines.flatMap { $0.range }
    return ReportDocument.Paragraph(
      scalars: positions.map { scalars[$0] }[...], start: first.lowerBound,
      positions: positions.map { Int32(truncatingIfNeeded: $0) }, page: page)
  }
}
