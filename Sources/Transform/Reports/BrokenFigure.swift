internal import ChineseText
internal import SurveyModel

/// Joins lines that a break parts between a number and its unit: `163⏎户，`.
///
/// A line that begins with a unit before a mark of its sentence goes on with the number that ends the
/// line before it. One that begins with a name (`163⏎人口400`) does not.
struct BrokenFigure {
  private let units: UnitLexicon
  private let folder: TextFolder

  init(_ units: UnitLexicon, folder: TextFolder) {
    self.units = units
    self.folder = folder
  }

  private static let longestUnit = 8

  /// The paragraphs, with those joined that are one.
  func joined(_ paragraphs: [ReportDocument.Paragraph]) -> [ReportDocument.Paragraph] {
    var joined: [ReportDocument.Paragraph] = []
    joined.reserveCapacity(paragraphs.count)
    for paragraph in paragraphs {
      if let last = joined.last, goesOn(last, in: paragraph) {
        joined[joined.count - 1] = Self.joined(last, paragraph)
      } else {
        joined.append(paragraph)
      }
    }
    return joined
  }

  private func goesOn(
    _ line: ReportDocument.Paragraph, in next: ReportDocument.Paragraph
  ) -> Bool {
    guard line.row == nil, next.row == nil, line.kind == .text, next.kind == .text,
      let last = line.scalars.last(where: { !$0.properties.isWhitespace }),
      folder.folded(last)?.isDigit == true, line.scalars.contains(where: { $0.value >= 0x3400 })
    else { return false }
    let text = next.scalars.lazy.compactMap { folder.folded($0) }
      .prefix(Self.longestUnit)
    let head = Array(text)
    var at = 0
    while at < head.count, NumeralSymbol(head[at]).isScale { at += 1 }
    guard let end = units.unit(at: at, before: at, in: head)?.end, end < head.count else {
      return false
    }
    return ",。;、".unicodeScalars.contains(head[end])
  }

  private static func joined(
    _ line: ReportDocument.Paragraph, _ next: ReportDocument.Paragraph
  ) -> ReportDocument.Paragraph {
    let positions = [line, next]
      .flatMap { paragraph in
        paragraph.scalars.indices.map {
          Int32(truncatingIfNeeded: paragraph.position(of: $0 - paragraph.scalars.startIndex))
        }
      }
    return ReportDocument.Paragraph(
      scalars: line.scalars + next.scalars, start: line.start, positions: positions,
      page: line.page, parting: line.parting)
  }
}
