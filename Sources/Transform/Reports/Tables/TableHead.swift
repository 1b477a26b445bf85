internal import SurveyModel

/// The lines of titles of a table.
struct TableHead {
  private(set) var levels: [TableLine] = []
  /// The row of units below them.
  private var units: TableLine?

  private static let mostLevels = 5

  /// Takes a line for titles; false where it cannot be one.
  mutating func take(_ line: TableLine) -> Bool {
    guard levels.count < Self.mostLevels,
      line.cells.allSatisfy({ $0.scalars.count <= TableGrid.longestTitle })
    else { return false }
    levels.append(line)
    return true
  }

  /// Whether a line repeats one of the titles', as on the next page.
  func repeats(_ line: TableLine) -> Bool {
    (levels + (units.map { [$0] } ?? [])).contains { $0.own == line.own }
  }

  /// How many columns the table has, by the first row below the titles; nil where they do not fit.
  func width(above row: TableLine) -> Int? {
    guard let first = levels.first else { return nil }
    let widest = levels.map(\.cells.count).max() ?? 0
    if case .marked = row.layout { return max(widest, row.cells.count) }
    guard levels.count > 1 else { return first.cells.count }
    let width = max(widest, row.cells.count)
    let missing = width - first.cells.count
    return levels.dropFirst().contains { $0.cells.count >= missing } ? width : nil
  }

  /// Gives the first titles an empty cell above the labels, where gaps part a row of one cell more and
  /// the titles begin behind its label.
  mutating func openCorner(above row: TableLine, _ repair: inout DocumentRepair) {
    guard let first = levels.first, first.layout == .spaced, row.layout == .spaced,
      row.cells.count == first.cells.count + 1, let label = row.columns.first,
      let title = first.columns.first, title.lowerBound >= label.upperBound
    else { return }
    let empty = TableCells.paragraph(0..<0, of: first.paragraph)
    levels[0].cells.insert(TableLine.Cell(empty, &repair), at: 0)
  }

  /// The unit of each column, where the last line of titles is nothing but units.
  mutating func takeUnits(
    width: Int, _ known: TableUnits, _ words: TableWords
  ) -> [[Unicode.Scalar]] {
    guard levels.count > 1, let last = levels.last, Self.isUnits(last, known, words),
      last.layout != .spaced || last.cells.count + 1 >= width
    else { return [] }
    units = levels.removeLast()
    let offset = width - last.cells.count
    return (0..<width)
      .map { column in
        let text = column < offset ? [] : Self.bare(last.cells[column - offset].scalars)
        return known.unit(text) == nil ? [] : text
      }
  }

  /// Whether all cells of a line are units, but for what says so.
  static func isUnits(_ line: TableLine, _ known: TableUnits, _ words: TableWords) -> Bool {
    let texts = line.own.map(bare).filter { !words.unitLabels.contains($0) }
    return !texts.isEmpty && texts.allSatisfy { known.unit($0) != nil }
  }

  /// A text without the parentheses around it.
  private static func bare(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    text.first == "(" && text.last == ")" ? Array(text.dropFirst().dropLast()) : text
  }

  /// The titles of a column, each once, from the one that spans the most to its own.
  func titles(of column: Int, width: Int) -> [[Unicode.Scalar]] {
    var titles: [[Unicode.Scalar]] = []
    for level in levels.indices {
      var title = text(level, column, width)
      if title.isEmpty { title = spanning(level, column, width) }
      if !title.isEmpty, titles.last != title { titles.append(title) }
    }
    return titles
  }

  /// The title of a level right above a column; lines below the first may begin behind the labels.
  private func text(_ level: Int, _ column: Int, _ width: Int) -> [Unicode.Scalar] {
    let cells = levels[level].cells
    let index = level == 0 ? column : column - (width - cells.count)
    return cells.indices.contains(index) ? cells[index].scalars : []
  }

  /// The title to the left that spans a column without one, where a title below says more:
  /// 比重 over 2010年.
  private func spanning(_ level: Int, _ column: Int, _ width: Int) -> [Unicode.Scalar] {
    if case .marked = levels[level].layout { return [] }
    guard ((level + 1)..<levels.count).contains(where: { !text($0, column, width).isEmpty }) else {
      return []
    }
    for left in (0...column).reversed() {
      let title = text(level, left, width)
      if !title.isEmpty { return title }
      // No title reaches over the one that spans it.
      if (0..<level).contains(where: { !text($0, left, width).isEmpty }) { return [] }
    }
    return []
  }
}
