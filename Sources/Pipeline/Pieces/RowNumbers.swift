import Foundation
import SurveyModel

/// The row numbers of a worksheet so far, none of which may come twice.
///
/// A row is known by file, worksheet and number, in the store and in every diagnostic. A damaged
/// worksheet that gives two rows one number would lose one of them or mix their records.
struct RowNumbers {
  private var runs = IndexSet()
  private var run = 0..<0

  /// Takes the rows of the next batch.
  ///
  /// - Parameters:
  ///   - batch: The rows, in any order.
  ///   - worksheet: The place that a diagnostic names.
  ///   - file: The path that a diagnostic names.
  /// - Throws: `RunFailure` when a number comes again.
  mutating func take(_ batch: RowBatch, of worksheet: String, in file: String) throws(RunFailure) {
    for number in batch.rowNumbers.lazy.map({ Int($0) }) {
      if number == run.upperBound, !run.isEmpty, runs.isEmpty || !runs.contains(number) {
        run = run.lowerBound..<(number + 1)
        continue
      }
      runs.insert(integersIn: run)
      guard !runs.contains(number) else {
        throw RunFailure(
          Diagnostic(
            .sourceUnreadable,
            at: SourceLocation(file: file, .row(sheet: worksheet, row: number)),
            "expected a number of its own for every row, found row \(number + 1) again",
            remedy: "open the file in a spreadsheet program and save a copy"))
      }
      run = number..<(number + 1)
    }
  }
}
