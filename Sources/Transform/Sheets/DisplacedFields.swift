import SurveyModel

/// Tells the rows of delimited text whose fields may not stand where the header has them.
///
/// A delimiter that belongs to a number or a text without quotation marks (`1,234`) parts it, so that
/// all fields behind it stand one column too far and the last one in none. A quotation mark that is
/// missing makes one row of several.
struct DisplacedFields {
  private let form: DelimitedForm
  /// Whether the pipeline says that the table has some of the columns only.
  private let isCut: Bool
  /// How many fields the rows of the header have.
  private var headerFields = 0

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
    let most = isCut ? max(headerFields, form.usualFields) : headerFields
    guard shape.filled > most || shape.fields > form.usualFields && hasPartedNumber(row, batch)
    else { return nil }
    return CellExplanations.Refusal(
      code: .sheetSurplusFields,
      message:
        "expected at most \(min(most, max(form.usualFields, 1))) fields, found \(shape.fields): a “\(String(form.delimiter))” may be part of a number or a text",
      remedy:
        "put the number or the text in quotation marks; where it is a column of its own, name it in the header, or cut the table out by columns: of the source's table"
    )
  }

  /// Whether two neighbours look like one number whose thousands commas separate.
  private func hasPartedNumber(_ row: Int, _ batch: RowBatch) -> Bool {
    guard form.delimiter == "," else { return false }
    let texts = batch.columns.indices.map { column -> String in
      guard case .text(let text) = batch.value(row: row, column: column) else { return "" }
      return text.trimmed
    }
    return zip(texts, texts.dropFirst()).contains { Self.isPartedNumber($0, $1) }
  }

  private static func isPartedNumber(_ head: String, _ tail: String) -> Bool {
    let hasSign = head.first.map { "+-−¥￥$€£".contains($0) } == true
    let digits = hasSign ? head.dropFirst() : head[...]
    let group = tail.prefix(while: \.isDigit)
    let rest = tail[group.endIndex...]
    return (1...3).contains(digits.count) && digits.allSatisfy(\.isDigit) && digits.first != "0"
      && group.count == 3
      && (rest.isEmpty || rest.first == "." && rest.dropFirst().allSatisfy(\.isDigit))
  }
}
