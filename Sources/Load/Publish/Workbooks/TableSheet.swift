internal import SurveyModel
internal import Workbooks

/// The sheet of a table: its title, its heads, and its rows as the layout shows them.
struct TableSheet {
  /// The table.
  let shown: ShownTable
  /// The name of the sheet.
  let name: String
  /// The number of its rows without the heads.
  let rows: Int

  private let keys: SheetKeys
  private let heads: SheetHeads
  private let columns: [FigureCell]
  private let figureWidths: [Double]

  /// Measures a table, whose rows are looked through once.
  ///
  /// - Parameters:
  ///   - shown: The table.
  ///   - name: The name of its sheet.
  ///   - languages: The languages of titles.
  ///   - marks: The marks of cells without a figure.
  ///   - pipeline: The pipeline.
  /// - Throws: `RunFailure` (`table.too-large`) when it has more rows or columns than a sheet can
  ///   hold; or when the engine refuses.
  init(
    _ shown: ShownTable, named name: String, in languages: SheetLanguages, marks: MarkConvention,
    of pipeline: PipelineDefinition
  ) throws(RunFailure) {
    self.shown = shown
    self.name = name
    let measures = shown.table.measureColumns
    let columns = shown.figures.map {
      FigureCell(decimals: measures[$0.measure].decimals, marks: marks)
    }
    var keys = SheetKeys(shown, languages, pipeline)
    var widths = Array(repeating: 0.0, count: columns.count)
    var rows = 0
    try shown.rows { row throws(RunFailure) in
      rows += 1
      keys.measure(row)
      for (index, cell) in row.cells.enumerated() {
        widths[index] = max(widths[index], columns[index].width(cell))
      }
    }
    heads = SheetHeads(shown, keys, languages, widths)
    self.keys = keys
    self.columns = columns
    self.rows = rows
    figureWidths = heads.figureWidths
    try Self.requireRoom(
      rows: rows + heads.count + languages.all.count + 1,
      columns: keys.count + columns.count, of: shown.table.definition.name, file: pipeline.path)
  }

  /// Refuses what no sheet can hold.
  static func requireRoom(
    rows: Int, columns: Int, of table: String, file: String
  ) throws(RunFailure) {
    for (count, limit, what) in [
      (rows, SheetLimits.rows, "rows"), (columns, SheetLimits.columns, "columns"),
    ] where count > limit {
      throw RunFailure(
        Diagnostic(
          .tableTooLarge, at: SourceLocation(file: file),
          "table \(table) has \(count) \(what) with its heads, and a sheet holds \(limit)",
          remedy: """
            leave it out of the workbook (tables: […]), give it fewer levels or splits, or publish it \
            as csv, sdmx or sqlite
            """))
    }
  }

  /// The sheet, below rows that stand above its heads.
  func sheet(below titles: [SheetRow]) -> Sheet {
    let frame = Sheet.Frame(
      name: name, widths: keys.widths + figureWidths, headRows: titles.count + heads.count,
      headColumns: keys.frozen)
    return Sheet(frame) { take throws(RunFailure) in
      for row in titles + heads.rows { try take(row) }
      var number = 0
      try shown.rows { row throws(RunFailure) in
        number += 1
        try take(self.row(row, isLast: number == rows))
      }
    }
  }

  private func row(_ row: ShownTable.Row, isLast: Bool) -> SheetRow {
    let style = CellStyle()
      .with {
        if keys.isTotal(row) { $0.weight = .bold }
        if isLast { $0.rules = .below }
      }
    return SheetRow(
      keys.cells(row, style) + zip(columns, row.cells).map { $0.cell($1, style) })
  }
}
