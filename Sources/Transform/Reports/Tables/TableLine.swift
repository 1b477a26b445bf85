internal import SurveyModel

/// A line of a table: its cells, a column each.
struct TableLine {
  /// A cell of a column.
  struct Cell {
    /// Whose characters a cell has.
    enum Part {
      /// Its own.
      case own
      /// Those of the cell to its left, which takes several columns.
      case spanned
      /// Those of the cell above, which takes several rows.
      case continued
    }

    /// The cell as it stands.
    let paragraph: ReportDocument.Paragraph
    /// What is read there.
    let text: ReportText
    /// Whose characters these are.
    let part: Part
    /// Whether it takes several columns.
    let isWide: Bool

    init(
      _ paragraph: ReportDocument.Paragraph, _ repair: inout DocumentRepair, part: Part = .own,
      isWide: Bool = false
    ) {
      self.paragraph = paragraph
      var text = repair.text(of: paragraph)
      text.closeGaps()
      self.text = text
      self.part = part
      self.isWide = isWide
    }

    /// The folded characters.
    var scalars: [Unicode.Scalar] { text.scalars }
  }

  /// How a line says where its cells are.
  enum Layout: Equatable {
    /// The file marks the table up.
    case marked(table: Int)
    /// Marks part the cells.
    case parted
    /// Gaps part the cells.
    case spaced

    /// Whether the file marks the table up.
    var isMarked: Bool {
      if case .marked = self { true } else { false }
    }
  }

  /// The paragraph that it is.
  let paragraph: ReportDocument.Paragraph
  /// The cells.
  var cells: [Cell]
  /// How it says where they are.
  let layout: Layout

  /// Reads a line, below another of the same table; nil where nothing parts it.
  init?(
    _ paragraph: ReportDocument.Paragraph, below above: TableLine? = nil,
    _ repair: inout DocumentRepair
  ) {
    self.paragraph = paragraph
    if let row = paragraph.row {
      layout = .marked(table: row.table)
      cells = Self.cells(of: row, paragraph, below: above, &repair)
      return
    }
    let found = TableCells(paragraph.scalars)
    guard found.ranges.count > 1 || above != nil && found.parting == .marks,
      !found.ranges.isEmpty
    else { return nil }
    layout = found.parting == .marks ? .parted : .spaced
    cells = found.ranges.map { Cell(TableCells.paragraph($0, of: paragraph), &repair) }
  }

  /// The most columns that a table has.
  static let widest = 60

  private static func cells(
    of row: ReportRow, _ paragraph: ReportDocument.Paragraph, below above: TableLine?,
    _ repair: inout DocumentRepair
  ) -> [Cell] {
    let empty = TableCells.paragraph(0..<0, of: paragraph)
    let width = min(row.cells.map(\.columns.upperBound).max() ?? 0, widest)
    var cells: [Cell?] = Array(repeating: nil, count: width)
    for cell in row.cells {
      for column in cell.columns where column < width {
        if cell.isContinued {
          let source = above.flatMap { $0.cells.indices.contains(column) ? $0.cells[column] : nil }
          cells[column] = Cell(
            source?.paragraph ?? empty, &repair, part: .continued, isWide: cell.columns.count > 1)
        } else {
          cells[column] = Cell(
            TableCells.paragraph(cell.range, of: paragraph), &repair,
            part: column == cell.columns.lowerBound ? .own : .spanned,
            isWide: cell.columns.count > 1)
        }
      }
    }
    return cells.map { $0 ?? Cell(empty, &repair) }
  }

  /// The columns of half a Chinese character that each cell of a line takes that gaps part.
  var columns: [Range<Int>] {
    let scalars = Array(paragraph.scalars)
    func width(_ end: Int) -> Int {
      scalars[..<end].reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
    }
    return TableCells(paragraph.scalars).ranges
      .map { width($0.lowerBound)..<width($0.upperBound) }
  }

  /// Whether another line may be of the same table.
  func goes(with other: TableLine) -> Bool {
    switch (layout, other.layout) {
    case (.marked, _), (_, .marked): layout == other.layout
    // A border's line of a drawn table may be the only one with gaps.
    default: true
    }
  }

  /// The line with a cell and the one behind it as one, where gaps part them: 合　　计.
  func joining(_ index: Int, _ repair: inout DocumentRepair) -> TableLine? {
    let ranges = TableCells(paragraph.scalars).ranges
    guard layout == .spaced, ranges.count == cells.count, index + 1 < ranges.count else {
      return nil
    }
    var line = self
    let joined = ranges[index].lowerBound..<ranges[index + 1].upperBound
    line.cells[index...(index + 1)] = [
      Cell(TableCells.paragraph(joined, of: paragraph), &repair)
    ]
    return line
  }

  /// The texts of its own cells that are not empty.
  var own: [[Unicode.Scalar]] {
    cells.filter { $0.part == .own && !$0.scalars.isEmpty }.map(\.scalars)
  }

  /// The line with empty cells up to a width, where marks say that these are the last ones.
  func padded(to width: Int, _ repair: inout DocumentRepair) -> TableLine {
    guard layout != .spaced, cells.count < width else { return self }
    var line = self
    let end = paragraph.scalars.count
    let empty = Cell(TableCells.paragraph(end..<end, of: paragraph), &repair)
    line.cells += Array(repeating: empty, count: width - cells.count)
    return line
  }
}
