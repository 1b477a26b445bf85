internal import SurveyModel

extension RowBatch {
  /// The rows of a worksheet in which a header is looked for; below them no text is kept for it.
  private static var headings: Int { 1024 }

  /// Notes what a format shows of a cell of the batch beside its value.
  ///
  /// - Parameters:
  ///   - format: What the cell's style shows.
  ///   - cell: The cell as it is stored.
  ///   - row: The index of its row in the batch.
  ///   - number: The zero-based number of the row on the worksheet.
  ///   - column: The zero-based column.
  mutating func note(
    _ format: ShownFormat, of cell: (kind: ValueKind, payload: UInt64), row: Int, number: Int,
    column: Int
  ) {
    let value = Double(bitPattern: cell.payload)
    switch (format.form, cell.kind) {
    case (.percent, .number):
      shown.append(ShownCell(row: row, column: column, form: .percent))
    case (.padded, .number):
      guard let text = format.text(of: value) else { return }
      shown.append(
        ShownCell(row: row, column: column, form: .padded(text: texts.append(text))))
    case (.worded, .number) where number < Self.headings:
      noteWords(format.text(of: value), row: row, column: column)
    case (.date, .dateTime) where number < Self.headings:
      noteWords(format.text(ofDays: value), row: row, column: column)
    default: return
    }
  }

  /// Notes what a file itself says that it shows of a cell.
  mutating func note(
    shown utf8: [UInt8], of cell: (kind: ValueKind, payload: UInt64), row: Int, number: Int,
    column: Int
  ) {
    guard let first = utf8.first else { return }
    let value = Double(bitPattern: cell.payload)
    switch cell.kind {
    case .number:
      // Most numbers are shown as they are, or at least begin so.
      guard !(49...57).contains(first) || number < Self.headings || utf8.last == 0x25 else {
        return
      }
      if Self.isPercent(utf8, value) {
        shown.append(ShownCell(row: row, column: column, form: .percent))
      } else if Self.isPadded(utf8, value) {
        shown.append(
          ShownCell(row: row, column: column, form: .padded(text: texts.append(utf8: utf8))))
      } else if number < Self.headings, utf8.contains(where: Self.isOfWord) {
        noteWords(String(decoding: utf8, as: UTF8.self), row: row, column: column)
      }
    case .dateTime where number < Self.headings:
      noteWords(String(decoding: utf8, as: UTF8.self), row: row, column: column)
    default: return
    }
  }

  private mutating func noteWords(_ text: String?, row: Int, column: Int) {
    guard let text else { return }
    shown.append(ShownCell(row: row, column: column, form: .worded(text: texts.append(text))))
  }

  /// Whether a text shows a number as a percentage, rounded or not.
  private static func isPercent(_ utf8: [UInt8], _ number: Double) -> Bool {
    guard utf8.last == 0x25, let percent = NumberText.double(utf8.dropLast()) else { return false }
    var step = 0.5
    if let point = utf8.firstIndex(of: 0x2E) {
      for _ in 0..<min(20, max(0, utf8.count - point - 2)) { step /= 10 }
    }
    return abs(percent - number * 100) <= step * 1.001
  }

  /// Whether a text shows a whole number with zeros before it, and perhaps with signs between.
  private static func isPadded(_ utf8: [UInt8], _ number: Double) -> Bool {
    guard number >= 0, number < 1e15, number == number.rounded(), utf8.count <= 64,
      !utf8.contains(where: { $0 == 0x2E || $0 == 0x2C })
    else { return false }
    let digits = utf8.filter { (48...57).contains($0) }
    let plain = Array(String(Int(number)).utf8)
    return digits.count > plain.count && digits.suffix(plain.count).elementsEqual(plain)
      && digits.dropLast(plain.count).allSatisfy { $0 == 48 }
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (65...90).contains(byte & 0xDF)
  }
}

extension BatchWriter {
  /// Sets a cell of the row to what a format makes of a number, and notes what it shows.
  func set(_ column: Int, _ number: Double, _ format: CellFormat, epoch: DateEpoch) throws {
    let cell = SerialDate.cell(number, format.meaning, epoch: epoch)
    try set(column, cell)
    note(column, cell, format)
  }

  /// Notes what a format shows of the cell that was set last.
  func note(_ column: Int, _ cell: (kind: ValueKind, payload: UInt64), _ format: CellFormat) {
    guard let shown = format.shown, let number = batch.rowNumbers.last else { return }
    batch.note(shown, of: cell, row: batch.count - 1, number: Int(number), column: column)
  }

  /// Notes that all of a cell of the row is struck through, if it was set.
  func noteStruck(_ column: Int) {
    guard isSet(column) else { return }
    batch.shown.append(ShownCell(row: batch.count - 1, column: column, form: .struck))
  }

  /// Notes that the number that was set last is shown as a percentage.
  func notePercent(_ column: Int) {
    batch.shown.append(ShownCell(row: batch.count - 1, column: column, form: .percent))
  }

  /// Notes what the file says that it shows of the cell that was set last.
  func note(_ column: Int, _ cell: (kind: ValueKind, payload: UInt64), shown utf8: [UInt8]) {
    guard let number = batch.rowNumbers.last else { return }
    batch.note(shown: utf8, of: cell, row: batch.count - 1, number: Int(number), column: column)
  }
}
