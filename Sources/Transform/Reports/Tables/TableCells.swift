internal import SurveyModel

/// The cells of a line of text that may be a row of a table.
///
/// Cells are parted by vertical lines, else by tabs, else by gaps of two spaces and more.
struct TableCells {
  /// What parts cells.
  enum Parting {
    /// Vertical lines or tabs: an empty cell stands between two of them.
    case marks
    /// Gaps: nothing tells where an empty cell is.
    case gaps
  }

  /// Where each cell stands in its paragraph, without the space around it; one cell where nothing
  /// parts the line.
  let ranges: [Range<Int>]
  /// What parts them.
  let parting: Parting

  init(_ scalars: ArraySlice<Unicode.Scalar>) {
    var isDrawn = false
    var hasTab = false
    var isParted = false
    var isBehindSpace = false
    for scalar in scalars {
      if (0x3400..<0xFF00).contains(scalar.value) {
        isBehindSpace = false
        continue
      }
      let isSpace = Self.isSpace(scalar)
      isDrawn = isDrawn || Self.isLine(scalar)
      hasTab = hasTab || scalar == "\t"
      isParted = isParted || isSpace && (isBehindSpace || scalar == "\u{3000}")
      isBehindSpace = isSpace
    }
    if isDrawn || hasTab {
      parting = .marks
      ranges = Self.parted(scalars, isDrawn: isDrawn)
    } else {
      parting = .gaps
      let all = scalars.isEmpty ? [] : [Self.trimmed(scalars.indices, of: scalars)]
      ranges = isParted ? Self.spaced(scalars) : all.filter { !$0.isEmpty }
    }
  }

  /// The cells between vertical lines, or between tabs where there are none.
  private static func parted(
    _ scalars: ArraySlice<Unicode.Scalar>, isDrawn: Bool
  ) -> [Range<Int>] {
    let first = scalars.startIndex
    let marks = scalars.indices.filter { at in
      isDrawn
        ? isLine(scalars[at]) && !(at > first && scalars[at - 1] == "\\") : scalars[at] == "\t"
    }
    var cells: [Range<Int>] = []
    var start = first
    for end in marks + [scalars.endIndex] {
      cells.append(trimmed(start..<end, of: scalars))
      start = end + 1
    }
    // What stands before the first line of a drawn row, and behind the last mark, is no cell.
    if isDrawn, cells.first?.isEmpty == true { cells.removeFirst() }
    if cells.last?.isEmpty == true { cells.removeLast() }
    return cells
  }

  private static func trimmed(
    _ range: Range<Int>, of scalars: ArraySlice<Unicode.Scalar>
  ) -> Range<Int> {
    let first = scalars.startIndex
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isSpace(scalars[start]) { start += 1 }
    while start < end, isSpace(scalars[end - 1]) { end -= 1 }
    return (start - first)..<(end - first)
  }

  private static func spaced(_ scalars: ArraySlice<Unicode.Scalar>) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start: Int?
    var end = 0
    var gap = 0
    for (index, scalar) in scalars.enumerated() {
      if isSpace(scalar) {
        gap += scalar == "\u{3000}" ? 2 : 1
        if gap >= 2, let first = start {
          cells.append(first..<end)
          start = nil
        }
        continue
      }
      if start == nil { start = index }
      end = index + 1
      gap = 0
    }
    if let first = start { cells.append(first..<end) }
    return cells
  }

  /// Whether a line only draws a border.
  static func isBorder(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    !scalars.isEmpty
      && scalars.allSatisfy {
        (0x2500...0x257F).contains($0.value) || "-=+| \t:\r｜—".unicodeScalars.contains($0)
      }
  }

  /// Whether a border is the upper one of a box.
  static func opensBox(_ border: ArraySlice<Unicode.Scalar>) -> Bool {
    border.contains { "┌┍┎┏╔╒╓╭".unicodeScalars.contains($0) }
  }

  /// Whether a line is what Markdown draws below the titles of a table: |---|:--:|.
  static func isDelimiter(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    scalars.contains("|") && scalars.contains("-")
      && scalars.allSatisfy { "|-: \t\r".unicodeScalars.contains($0) }
  }

  private static func isLine(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "|", "│", "┃", "║", "｜": true
    default: false
    }
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "\r", "\u{A0}", "\u{3000}": true
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
