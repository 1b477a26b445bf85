internal import SurveyModel

/// The formulas of a worksheet that the file has no values for.
struct UncalculatedCells {
  private let file: String
  private let worksheet: WorksheetInfo
  private var count = 0
  private var first: CellReference?

  init(_ file: String, _ worksheet: WorksheetInfo) {
    self.file = file
    self.worksheet = worksheet
  }

  /// Looks through the formulas of a batch.
  mutating func look(through batch: RowBatch) {
    for formula in batch.formulas
    where batch.kind(row: formula.row, column: formula.column) == .error {
      guard batch.value(row: formula.row, column: formula.column) == .error(Value.uncalculatedCode)
      else { continue }
      count += 1
      if first == nil {
        first = CellReference(row: Int(batch.rowNumbers[formula.row]), column: formula.column)
      }
    }
  }

  /// The finding, where there are any.
  var diagnostics: [Diagnostic] {
    guard let first else { return [] }
    return [
      Diagnostic(
        .cellUncalculated, .warning,
        at: SourceLocation(file: file, .cell(sheet: worksheet.name, first)),
        "expected a value with each formula, found \(count) without one, of which this is the first",
        remedy: "open the workbook in a spreadsheet program, let it calculate, and save it")
    ]
  }
}
