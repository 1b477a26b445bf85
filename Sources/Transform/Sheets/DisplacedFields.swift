import SurveyModel

/// Tells the rows of delimited text whose fields may not stand where the header has them.
///
/// A delimiter that belongs to a number or a text without quotation marks (`1,234`) parts it, so that
/// all fields behind it stand one column too far and the last one in none. One that is missing, or a line
/// break, moves them the other way. A quotation mark that is missing makes one row of several.
struct DisplacedFields {
  private let form: DelimitedForm
  /// Whether the pipeline says that the table has some of the columns only.
  private let isCut: Bool
  /// How many fields the rows of the header have.
  private var headerFields = 0
  /// How many of them there are up to the last one with a name.
  private var namedFields = 0

  /// Watches the rows of a worksheet; nil unless it is delimited text.
  init?(_ worksheet: WorksheetInfo, region: TableRegion) {
    guard let form = worksheet.delimited else { return nil }
    self.form = form
    isCut = region.columns != nil
  }

  /// Takes the rows of the header among those of a batch.
  mutating func take(header rows: ClosedRange<Int>, of batch: RowBatch) {
    for (row, shape) in batch.delimited.enumerated()
    where rows.contains(Int(batch.rowNumbers[row])) {
      headerFields = max(headerFields, shape.fields)
      namedFields = max(namedFields, shape.filled)
    }
  }

  /// Why a row of data is held back; nil where its fields stand as those of the header do.
  func refusal(of row: Int, in batch: RowBatch) -> CellExplanations.Refusal? {
    guard row < batch.delimited.count else { return nil }
    let shape = batch.delimited[row]
    if shape.mayHoldRows {
      return CellExplanations.Refusal(
        code: .sourceQuotedRows,
        message:
          "expected one row, found quotation marks around lines that look like rows of their own",
        remedy:
          "add the quotation mark that is missing, or write the text in quotation marks on one line"
      )
    }
    if let refusal = shortRefusal(shape) { return refusal }
    // The tail of a text that a comma parts stands under no name where the header ends in blank fields.
    let most =
      isCut
      ? max(headerFields, form.usualFields)
      : min(headerFields, max(namedFields, form.usualFilled))
    if shape.filled <= most, !isShifted(shape) {
      guard hasPartedNumber(row, shape, batch) else { return nil }
      if shape.fields <= form.usualFields { return partedRefusal }
    }
    return CellExplanations.Refusal(
      code: .sheetSurplusFields,
      message:
        "expected at most \(min(most, max(form.usualFields, 1))) fields, found \(shape.fields): a “\(String(form.delimiter))” may be part of a number or a text",
      remedy:
        "put the number or the text in quotation marks; where it is a column of its own, name it in the header, or cut the table out by columns: of the source's table"
    )
  }

  /// Whether a row has more fields than the header and most rows, and is filled further than most, or up to
  /// its last name: a text that a comma parts pushes the others to the blank end of the row.
  private func isShifted(_ shape: DelimitedRow) -> Bool {
    !isCut && !form.hasWideRows && form.usualFilled > 0
      && shape.fields > max(headerFields, form.usualFields)
      && shape.filled >= min(form.usualFilled + 1, form.usualFields)
  }

  /// Why a row is held back that has as many fields as others, two of which seem to be one number.
  private var partedRefusal: CellExplanations.Refusal {
    CellExplanations.Refusal(
      code: .sheetSurplusFields,
      message:
        "expected numbers without a “,” between their thousands, found two fields that look like one of them",
      remedy: "put the number in quotation marks, or take the comma out of it")
  }

  /// Why a row is held back that has fewer fields than the header and than most rows.
  private func shortRefusal(_ shape: DelimitedRow) -> CellExplanations.Refusal? {
    let least = min(headerFields, form.usualFields)
    guard form.ends == .even, shape.fields < least else { return nil }
    return CellExplanations.Refusal(
      code: .sheetMissingFields,
      message:
        "expected \(least) fields, found \(shape.fields): a “\(String(form.delimiter))” may be missing, or a line break may part the row",
      remedy:
        "put the “\(String(form.delimiter))” in, also for a blank field; put a text with a line break in quotation marks"
    )
  }

  /// Whether two neighbours look like one number whose thousands commas separate, in a row that has a
  /// field more than most or whose second half stands where other rows have something else.
  private func hasPartedNumber(_ row: Int, _ shape: DelimitedRow, _ batch: RowBatch) -> Bool {
    guard form.delimiter == "," else { return false }
    guard shape.fields > form.usualFields else {
      return form.tailFields.contains { isTail($0.key, of: row, in: batch, upTo: $0.value) }
    }
    return batch.columns.indices.contains { isTail($0, of: row, in: batch) }
  }

  /// Whether a field looks like the second half of a number, and the one before it like the first.
  private func isTail(
    _ column: Int, of row: Int, in batch: RowBatch, upTo limit: Double = .infinity
  ) -> Bool {
    guard column > 0, column < batch.columns.count,
      batch.columns[column].kinds[row] == .text, batch.columns[column - 1].kinds[row] == .text
    else { return false }
    let (bytes, range) = batch.utf8(ofText: batch.columns[column].payloads[row])
    // Most texts have no digit at their start.
    guard range.count >= 3, let first = range.first, bytes[first] <= 0x39,
      case .text(let head) = batch.value(row: row, column: column - 1),
      case .text(let tail) = batch.value(row: row, column: column)
    else { return false }
    return PartedNumber.joined(head.trimmed, tail.trimmed).map { $0 <= limit } ?? false
  }
}
