internal import SurveyModel

/// What reading a document in a language with spaces has come to.
struct SpacedPass {
  let document: ReportDocument
  private(set) var facts: [Fact] = []
  private(set) var log: DiagnosticLog
  /// Whether the paragraph before was a row of numbers without titles.
  private var isAmongRows = false

  init(document: ReportDocument, log: DiagnosticLog) {
    self.document = document
    self.log = log
  }

  /// Takes the figures of a paragraph.
  mutating func take(_ figures: [SpacedFigure], of paragraph: ReportDocument.Paragraph) {
    for figure in figures {
      let range = figure.quantity.range
      var fact = FactReader.fact(
        figure.quantity, indicator: figure.indicator, role: figure.quantity.role,
        from: paragraph.position(of: range.lowerBound),
        to: paragraph.position(of: range.upperBound - 1) + 1, in: document)
      fact.asOf = figure.asOf
      fact.place = figure.place
      facts.append(fact)
      if fact.isDamaged { log.record(FactReader.unclear(fact, in: document)) }
    }
  }

  /// Reads a table, and tells once a column of numbers that no unit is certain for.
  mutating func read(
    _ table: SpacedTable, _ reader: SpacedFactReader, _ scope: inout SpacedScope
  ) {
    var told: Set<Int> = []
    for item in table.items {
      switch item {
      case .misfit(let paragraph):
        log.record(ReportTable.Doubt.misfit.diagnostic(of: paragraph, in: document))
      case .cell(let cell):
        let (paragraph, figures) = reader.figures(in: cell, scope: &scope)
        take(figures, of: paragraph)
        if figures.isEmpty, told.insert(cell.column).inserted {
          log.record(ReportTable.Doubt.unit.diagnostic(of: cell.paragraph, in: document))
        }
      }
    }
    isAmongRows = false
  }

  /// Tells of a row of numbers that no titles say anything of; once of rows one behind the other.
  mutating func tell(
    _ paragraph: ReportDocument.Paragraph, withFigures figures: Int, _ reader: SpacedFactReader
  ) {
    let numbers = SpacedRow(paragraph)?.cells.count { reader.tables.isNumber($0) } ?? 0
    let isRow = numbers > 1 && figures < numbers
    if isRow, !isAmongRows {
      log.record(ReportTable.Doubt.untitled.diagnostic(of: paragraph, in: document))
    }
    isAmongRows = isRow
  }
}
