internal import SurveyModel

/// The cells of a line that may be a row of a table.
///
/// Cells are parted by tabs, by vertical lines, or by gaps of two spaces and more.
enum TableCells {
  /// Where each cell stands in its paragraph, without the space around it; one cell where nothing
  /// parts the line.
  static func ranges(in scalars: ArraySlice<Unicode.Scalar>) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start: Int?
    var end = 0
    var gap = 0
    var isParted = false
    func close() {
      if let first = start { cells.append(first..<end) }
      start = nil
    }
    for (index, scalar) in scalars.enumerated() {
      if parts(scalar) {
        // An empty cell stands between two partings of drawn tables.
        if isParted, start == nil, scalar != "\t" || !cells.isEmpty { cells.append(index..<index) }
        close()
        isParted = true
        gap = 0
        continue
      }
      if scalar == " " || scalar == "\u{A0}" || scalar == "\u{3000}" || scalar == "\r" {
        gap += scalar == "\u{3000}" ? 2 : 1
        if gap >= 2 { close() }
        continue
      }
      if start == nil { start = index }
      end = index + 1
      gap = 0
    }
    close()
    return cells
  }

  /// Whether a line only draws a border.
  static func isBorder(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    !scalars.isEmpty
      && scalars.allSatisfy {
        (0x2500...0x257F).contains($0.value) || "-=+| \t:\r".unicodeScalars.contains($0)
      }
  }

  private static func parts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\t", "|", "│", "┃", "║", "｜": true
    default: false
    }
  }

  /// A cell as a paragraph of its own.
  static func paragraph(
    _ range: Range<Int>, of paragraph: ReportDocument.Paragraph
  ) -> ReportDocument.Paragraph {
    let first = paragraph.scalars.startIndex
    let positions = paragraph.positions.map { Array($0[range]) }
    return ReportDocument.Paragraph(
      scalars: paragraph.scalars[(first + range.lowerBound)..<(first + range.upperBound)],
      start: paragraph.position(of: range.lowerBound), positions: positions, kind: .row,
      page: paragraph.page)
  }
}
