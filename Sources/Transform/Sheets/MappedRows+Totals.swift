import ChineseText
import SurveyModel

/// Rows of totals are held against the rows of data.
extension MappedRows {
  /// Checks the rows of totals that wait for the rows below them; there are no more.
  mutating func finish(into records: inout RecordBatch, tally: inout RowTally) {
    for row in totals.finish() { settle(row, into: &records, tally: &tally) }
  }

  /// Checks a row of totals against the rows above it; it may have to wait for those below.
  mutating func check(
    _ row: Int, _ kind: RowClassifier.Kind, of batch: RowBatch, into records: inout RecordBatch,
    tally: inout RowTally
  ) {
    let plain = NumberText(approximations: context.approximations, units: [])
    let origin = origin(of: row, in: batch)
    let (verdict, settled) = totals.verdict(at: kind, origin: origin) { column in
      switch batch.value(row: row, column: column) {
      case .number(let number): number
      case .text(let text):
        readers.first { $0.column == column }?.reader.decimals
          .pointed(context.folder.foldedValue(text))
          .flatMap { plain.read($0, folder: context.folder)?.number }
      default: nil
      }
    }
    for row in settled { settle(row, into: &records, tally: &tally) }
    switch verdict {
    case .waits: break
    case .agrees: addTotal(origin, to: &records, tally: &tally)
    case .disagrees(let found):
      holdBack(origin, found, "above", into: &records, tally: &tally)
    }
  }

  private func settle(
    _ row: TotalsCheck.Settled, into records: inout RecordBatch, tally: inout RowTally
  ) {
    if row.disagreements.isEmpty {
      addTotal(row.origin, to: &records, tally: &tally)
    } else {
      holdBack(row.origin, row.disagreements, "below", into: &records, tally: &tally)
    }
  }

  /// Counts a row of totals that nothing denies.
  func addTotal(
    _ origin: Origin, to records: inout RecordBatch, tally: inout RowTally
  ) {
    // Rows that waited come late.
    let index = records.otherRows.lastIndex { $0.origin < origin }.map { $0 + 1 } ?? 0
    records.otherRows.insert(OtherRow(origin, .total), at: index)
    tally.other[.total, default: 0] += 1
  }

  /// Holds back a row of totals that the rows above or below it deny.
  private func holdBack(
    _ origin: Origin, _ found: [TotalsCheck.Disagreement], _ side: String,
    into records: inout RecordBatch, tally: inout RowTally
  ) {
    for one in found {
      records.quarantine.append(
        QuarantineEntry(
          origin: origin, column: one.column, variable: one.variable, value: .number(one.stated),
          code: .sheetTotalDisagrees,
          message:
            "the totals row states \(one.stated.plain) for \(one.variable), the rows \(side) sum to \(one.summed.plain)",
          remedy: "ask the office which is right; tables are made of the rows"))
    }
    tally.quarantined += 1
    tally.heldTotals += 1
  }
}
