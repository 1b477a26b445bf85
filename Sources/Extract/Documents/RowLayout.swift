internal import SurveyModel

/// Lays out the cells of a table's rows in columns, with those that take several rows or columns.
struct RowLayout {
  /// Which table of the document it is.
  let table: Int
  private var cells: [ReportRow.Cell] = []
  /// For each column, how many more rows the cell above takes, and which columns it takes.
  private var reach: [(rows: Int, columns: Range<Int>)?] = []
  private var column = 0

  /// The most columns and rows that a cell is believed to take.
  private static let mostColumns = 200
  private static let mostRows = 1 << 16

  init(table: Int) { self.table = table }

  /// Begins a row.
  mutating func beginRow() {
    cells = []
    column = 0
  }

  /// Passes over columns that cells above still take.
  private mutating func passCovered() {
    while column < reach.count, let above = reach[column] {
      cells.append(
        ReportRow.Cell(range: 0..<0, columns: above.columns, isContinued: true))
      for covered in above.columns where covered < reach.count {
        reach[covered] = above.rows > 1 ? (above.rows - 1, above.columns) : nil
      }
      column = max(column + 1, above.columns.upperBound)
    }
  }

  /// Adds a cell whose characters are a range of the row's.
  mutating func add(_ range: Range<Int>, columns: Int, rows: Int) {
    passCovered()
    let taken = column..<(column + min(max(1, columns), Self.mostColumns))
    cells.append(ReportRow.Cell(range: range, columns: taken, isContinued: false))
    column = taken.upperBound
    guard rows > 1 else { return }
    while reach.count < taken.upperBound { reach.append(nil) }
    for covered in taken { reach[covered] = (min(rows, Self.mostRows) - 1, taken) }
  }

  /// Adds a cell that its file says goes on from the row above.
  mutating func addContinued(columns: Int) {
    let end = column + min(max(1, columns), Self.mostColumns)
    cells.append(ReportRow.Cell(range: 0..<0, columns: column..<end, isContinued: true))
    column = end
  }

  /// Leaves columns without a cell.
  mutating func skip(_ columns: Int) {
    column += min(max(0, columns), Self.mostColumns)
  }

  /// Ends the row, and gives it.
  mutating func endRow() -> ReportRow {
    passCovered()
    defer { cells = [] }
    return ReportRow(table: table, cells: cells)
  }

  /// How many of the row's own cells have characters.
  var filled: Int { cells.count { !$0.isContinued && !$0.range.isEmpty } }
}
