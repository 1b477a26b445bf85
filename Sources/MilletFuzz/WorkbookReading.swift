import Extract
import SurveyModel

/// What reading every cell of a workbook gave.
struct WorkbookReading: Equatable {
  /// A cell's value or formula.
  struct Item<Content: Equatable>: Equatable {
    let sheet: Int
    let row: UInt32
    let column: Int
    let content: Content
  }

  /// The values of the cells, in their order.
  var values: [Item<Value>] = []
  /// The formulas of the cells, in their order.
  var formulas: [Item<String>] = []
  /// What cells show beside their values, in their order; a percentage as its sign.
  var shown: [Item<String>] = []
  /// The code of the failure that ended it, or nil.
  var failure: Diagnostic.Code?

  /// What an input may ask for: little, so that nothing takes long.
  static let limits: ReadingLimits = {
    var limits = ReadingLimits()
    limits.inflatedBytes = 16 << 20
    limits.descriptionBytes = 4 << 20
    limits.sharedStringBytes = 4 << 20
    limits.sharedStrings = 100_000
    limits.worksheets = 100
    limits.cells = 200_000
    limits.repeatedCells = 20_000
    limits.textBytes = 1 << 20
    limits.mergedRanges = 10_000
    limits.passwordRounds = 100
    return limits
  }()

  /// Reads a file, if it is of one of the formats; what is no `RunFailure` is a bug.
  init(path: String, formats: Set<WorkbookFormat>, way: XLSXReadingPath = .scanner) {
    do {
      let workbook = try WorkbookReader.open(
        path: path, name: "input", limits: Self.limits, way: way)
      guard formats.contains(workbook.format) else { return }
      for worksheet in workbook.worksheets {
        try workbook.read(worksheet) { batch in
          guard values.count < Self.limits.cells else { return }
          add(batch, of: worksheet.index)
        }
        _ = try workbook.mergedRanges(of: worksheet)
      }
    } catch let failure as RunFailure {
      self.failure = failure.diagnostic.code
    } catch {
      preconditionFailure("expected a RunFailure, found \(error)")
    }
  }

  private mutating func add(_ batch: RowBatch, of sheet: Int) {
    for row in 0..<batch.count {
      for column in batch.columns.indices where batch.columns[column].kinds[row] != .blank {
        values.append(
          Item(
            sheet: sheet, row: batch.rowNumbers[row], column: column,
            content: batch.value(row: row, column: column)))
      }
    }
    for formula in batch.formulas {
      formulas.append(
        Item(
          sheet: sheet, row: batch.rowNumbers[formula.row], column: formula.column,
          content: batch.texts[formula.text]))
    }
    for cell in batch.shown {
      let text =
        switch cell.form {
        case .percent: "%"
        case .struck: "struck"
        case .padded(let text), .worded(let text): batch.texts[text]
        }
      shown.append(
        Item(sheet: sheet, row: batch.rowNumbers[cell.row], column: cell.column, content: text))
    }
  }
}
