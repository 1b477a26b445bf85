internal import SurveyModel

/// The formulas that several cells of a worksheet share.
final class SharedFormulas {
  private var masters: [Int: (text: [UInt8], row: Int, column: Int)] = [:]
  private var bytes = 0
  private let source: SourceName
  private let sheet: String
  private let mostBytes: Int

  /// Shared formulas are strings that cells share, so the limit of those is theirs too; but each is
  /// made anew for every cell, so that they have a quarter of it.
  init(_ source: SourceName, sheet: String, limits: ReadingLimits) {
    self.source = source
    self.sheet = sheet
    mostBytes = limits.sharedStringBytes / 4
  }

  /// Remembers the formula of the first cell of a group, and gives the others theirs: the same with
  /// its relative references moved.
  ///
  /// - Throws: `RunFailure` when the formulas given are too long in all: a few bytes for each cell
  ///   may ask for a long formula again and again.
  func complete(_ formula: inout [UInt8], index: Int, row: Int, column: Int) throws {
    if !formula.isEmpty {
      if masters.count < 100_000 { masters[index] = (formula, row, column) }
      return
    }
    guard let master = masters[index] else { return }
    bytes += master.text.count
    guard bytes <= mostBytes else {
      throw source.limit(
        .sharedStringBytes, "expected at most \(mostBytes) bytes of shared formulas, found more",
        at: .row(sheet: sheet, row: row))
    }
    formula = FormulaReferences.moved(
      master.text, rows: row - master.row, columns: column - master.column)
  }
}
