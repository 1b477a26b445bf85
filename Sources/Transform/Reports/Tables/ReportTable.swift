internal import SurveyModel

/// A table in a report: rows of cells under headers that say what their numbers are.
///
/// Either the columns are indicators and the rows places (`乡镇 户数(户) 人口(人)`), or the rows are
/// indicators with a unit in a column of their own or behind their names (`指标 单位 2021年`), with
/// years or places for columns.
struct ReportTable {
  /// A number of the table with the words that name it.
  struct Cell {
    /// The number as it stands.
    let paragraph: ReportDocument.Paragraph
    /// What is read there.
    let text: ReportText
    /// Its column, from 0.
    let column: Int
    /// The characters of its figure, without what is glossed.
    let figure: Range<Int>
    /// Whether marks stand among its digits where no number has them.
    let isDamaged: Bool
    /// Folded words that introduce it: its row's name and its column's header.
    let words: [Unicode.Scalar]
    /// The folded unit that its header or row gives.
    let unit: [Unicode.Scalar]
    /// Where in the text the unit goes.
    let unitPlace: Int
    /// The place that its row or column names, or nil.
    let place: String?
    /// Whether it is a change, as its titles say.
    let movement: TableWords.Movement
    /// Whether its titles say that it is yet to be reached.
    let isTarget: Bool
    /// Whether its row counts what no other row names.
    let isPart: Bool
    /// Whether its row narrows what the title of its column counts, so that this does not name it.
    let isNarrow: Bool
  }

  /// A piece of the table that is read by itself.
  enum Item {
    /// A number.
    case cell(Cell)
    /// A line of one cell, which is read as text.
    case aside(ReportDocument.Paragraph)
    /// Numbers that are not read, and why.
    case unread(ReportDocument.Paragraph, Doubt)
  }

  /// Why numbers are not read.
  enum Doubt {
    /// Their row has other cells than the titles have.
    case misfit
    /// Several rows or columns share them.
    case merged
    /// Their cell has two numbers.
    case split
    /// No unit is certain for them.
    case unit
    /// Their cell has more than a number.
    case unclear
    /// No titles stand above their row.
    case untitled
  }

  /// How many paragraphs the table takes.
  let paragraphs: Int
  /// What it holds, in order.
  let items: [Item]
  /// Its title, or nil.
  let heading: TableHeading?

  /// Reads the table that begins at a paragraph; nil when none does.
  init?(
    at start: Int, of paragraphs: [ReportDocument.Paragraph], repair: inout DocumentRepair,
    words: TableWords, units: TableUnits
  ) {
    var rows = TableRowReader(paragraphs, words: words, units: units)
    let lines = TableLineReader(paragraphs, words: words, units: units)
    guard let grid = rows.grid(at: start, &repair) ?? lines.grid(at: start, &repair) else {
      return nil
    }
    let caption = TableCaption(
      own: grid.headings, before: start, of: paragraphs, repair: &repair, words: words,
      units: units)
    heading = TableHeading(
      own: grid.headings, before: start, of: paragraphs, repair: &repair, words: words,
      units: units)
    self.paragraphs = grid.paragraphs
    var reading = TableReading(grid, caption, words, units)
    items = reading.items()
  }
}

extension ReportTable.Cell {
  /// Keeps of the figures that are found in a cell and its words those of the cell, as its titles
  /// have them.
  ///
  /// 60岁以上人口 is a title with a number, which is no figure.
  func keepOwn(_ found: inout [Quantity]) {
    found.removeAll { $0.number.lowerBound < words.count }
    if isDamaged { damage(&found) }
    for index in found.indices {
      if isPart { found[index].role = .subset }
      if isTarget {
        found[index].role = .target
      } else if movement != .none {
        found[index].role = .change
      }
      if movement == .fall { found[index].fall() }
    }
  }

  /// Makes one figure without a value of what is read in a cell whose digits are none's.
  private func damage(_ found: inout [Quantity]) {
    guard var figure = found.last else { return }
    let start = words.count
    figure.number = start..<figure.number.upperBound
    figure.range = start..<figure.range.upperBound
    figure.isDamaged = true
    figure.possible = []
    found = [figure]
  }
}

extension ReportTable.Doubt {
  /// What is told of numbers that are not read.
  func diagnostic(
    of paragraph: ReportDocument.Paragraph, in document: ReportDocument
  ) -> Diagnostic {
    let start = paragraph.position(of: 0)
    let end =
      paragraph.scalars.isEmpty ? start : paragraph.position(of: paragraph.scalars.count - 1) + 1
    let text = document.text(from: start, to: min(end, start + Self.longest))
    let message: Diagnostic.Message =
      switch self {
      case .misfit:
        "expected a row with a cell below each title of its table, found \(text, .open): its numbers were not read"
      case .merged:
        "expected a number of one row and one column, found \(text, .open) merged over several: it was not read"
      case .split:
        "expected one number in a cell of a table, found \(text, .open): none was read"
      case .unclear:
        "expected a number in a cell of a table, found \(text, .open): it was not read"
      case .untitled:
        "expected titles above the numbers of a row, found none that fit \(text, .open): they were not read"
      case .unit:
        "expected a unit that is certain for the numbers of a table, found none for \(text, .open): it was not read, nor what stands below it"
      }
    return Diagnostic(
      .textTable, .warning, at: document.location(from: start, to: end), message,
      remedy: "look it up in the report; give units in the titles of the columns, as in 户数（户）")
  }

  private static let longest = 60
}
