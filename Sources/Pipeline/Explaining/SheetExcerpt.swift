import Extract
import Foundation
import Load
import SurveyModel

/// Some rows of a worksheet as the office laid it out: its header, and the rows around some cells.
///
/// Cells are read from the file itself. Data that may not be shown are not: what stands in a column of a
/// sensitive variable, or in one that the pipeline does not read, and what looks like a person's name.
struct SheetExcerpt {
  /// A cell.
  struct Cell: Hashable {
    /// What it shows; nil where that is withheld.
    let text: String?
    /// How many columns and rows it goes over.
    var columns = 1, rows = 1
  }

  /// A row.
  struct Row {
    /// Its one-based number on the worksheet.
    let number: Int
    /// Whether it is one of the header.
    let isHeader: Bool
    /// Its cells by their zero-based columns; one that a merged range covers is not there.
    var cells: [Int: Cell]
  }

  /// The worksheet.
  let name: String
  /// The rows, in order; where two are no neighbours, others lie in between.
  let rows: [Row]
  /// The zero-based columns, from the first that has anything.
  let columns: Range<Int>

  /// Reads an excerpt.
  ///
  /// - Parameters:
  ///   - layout: Where the worksheet is, and which columns were read.
  ///   - wanted: The zero-based rows that are shown, with those beside them.
  ///   - run: The run.
  /// - Throws: `RunFailure` where the file cannot be read.
  init(_ layout: WorksheetPlace, rows wanted: Set<Int>, of run: KeptRun) throws {
    let pipeline = run.pipeline
    let personal = pipeline.conventions.personalText
    let source = pipeline.sources.first { $0.name == layout.source }
    let workbook = try WorkbookReader.open(
      path: PathBelowRoot.path(layout.path, in: pipeline.root), name: layout.path,
      limits: source?.limits ?? .default, encoding: source?.encoding)
    guard
      let worksheet = workbook.worksheets.first(where: { $0.name == layout.name })
        ?? workbook.worksheets.first(where: { $0.index == layout.index })
    else {
      throw RunFailure(
        Diagnostic(
          .sheetMissing, at: SourceLocation(file: layout.path),
          "expected the worksheet \(personal.shown(layout.name)), found none of that name"))
    }
    // What stands beside is shown as far as the source knows what it is: rows of another table, or of none that
    // is read, may hold anything.
    let first = max(0, layout.headerRows.lowerBound - Self.titleRows)
    var beside = Set(first..<layout.headerRows.lowerBound)
    for row in wanted { beside.formUnion([max(0, row - 1), row + 1]) }
    let known = try run.reader.kinds(of: beside, on: layout)
      .filter { $0.value != OtherRow.Kind.outside.rawValue }
    let numbers = wanted.union(layout.headerRows).union(known.keys)
    let last = numbers.max() ?? 0
    var rows: [Row] = []
    struct Enough: Error {}
    do {
      try workbook.read(worksheet) { batch in
        for (index, number) in batch.rowNumbers.enumerated() {
          let number = Int(number)
          if number > last { throw Enough() }
          guard numbers.contains(number) else { continue }
          let isOpen =
            layout.headerRows.contains(number) || Self.headings.contains(known[number] ?? "")
          rows.append(Self.row(index, number, of: batch, layout, personal, isHeader: isOpen))
        }
      }
    } catch is Enough {}
    let ranges = (try? workbook.mergedRanges(of: worksheet)) ?? []
    for range in ranges { Self.merge(range, in: &rows) }
    self.rows = rows
    name = personal.shown(layout.name)
    let used = rows.flatMap { $0.cells.keys }
    columns = (used.min() ?? 0)..<min((used.max() ?? 0) + 1, Self.mostColumns)
  }

  /// Rows that have no data.
  private static let headings = Set(
    [OtherRow.Kind.title, .note, .header].map(\.rawValue))
  /// Titles stand above the header.
  private static let titleRows = 3
  private static let mostColumns = 60

  private static func row(
    _ index: Int, _ number: Int, of batch: RowBatch, _ layout: WorksheetPlace,
    _ personal: PersonalText, isHeader: Bool
  ) -> Row {
    var cells: [Int: Cell] = [:]
    for column in batch.columns.indices {
      let value = batch.value(row: index, column: column)
      guard value != .blank else { continue }
      let text = CellText.describe(value).text
      let mayBeShown = (isHeader || layout.openColumns.contains(column)) && !personal.matches(text)
      cells[column] = Cell(text: mayBeShown ? text : nil)
    }
    return Row(number: number + 1, isHeader: isHeader, cells: cells)
  }

  /// Lets the first cell of a range go over those of it that are shown.
  private static func merge(_ range: CellRange, in rows: inout [Row]) {
    let shown = rows.indices.filter {
      (range.first.row + 1...range.last.row + 1).contains(rows[$0].number)
    }
    guard let first = shown.first, rows[first].number == range.first.row + 1,
      shown.count == range.last.row - range.first.row + 1
    else { return }
    for index in shown {
      for column in range.first.column...range.last.column
      where (index, column) != (first, range.first.column) {
        rows[index].cells[column] = nil
      }
    }
    var cell = rows[first].cells[range.first.column] ?? Cell(text: "")
    cell.columns = range.last.column - range.first.column + 1
    cell.rows = shown.count
    rows[first].cells[range.first.column] = cell
  }
}
