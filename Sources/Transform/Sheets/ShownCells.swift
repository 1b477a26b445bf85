import SurveyModel

/// Puts what cells show in the place of what they store, where it is the shown that a variable means.
///
/// A number that its format shows as a percentage is what the text of it would be: 0.985 as `98.5%`.
/// A key, code or text whose zeros only the format has, is the text that stands there.
struct ShownCells {
  private let readers: [Int: ValueReader]
  private let headerRows: ClosedRange<Int>
  /// How many cells of each column were read as percentages.
  private(set) var percentages: [Int: Int] = [:]

  init(_ readers: [ColumnReader], layout: Layout) {
    headerRows = layout.headerRows
    self.readers = Dictionary(
      readers.compactMap { reader in reader.column.map { ($0, reader.reader) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Replaces the cells of a batch below the header.
  mutating func apply(to batch: inout RowBatch) {
    let cells = batch.shown
    guard !cells.isEmpty else { return }
    for cell in cells {
      guard let reader = readers[cell.column],
        Int(batch.rowNumbers[cell.row]) > headerRows.upperBound
      else { continue }
      let value = batch.value(row: cell.row, column: cell.column)
      if cell.form == .struck {
        batch.columns[cell.column]
          .replace(at: cell.row, with: .text(StruckText.struck(value.shown)), texts: &batch.texts)
        continue
      }
      guard case .number(let number) = value else { continue }
      let shown: Value?
      switch cell.form {
      case .percent:
        shown = Self.percentage(number, for: reader)
        if shown != nil { percentages[cell.column, default: 0] += 1 }
      case .padded(let text): shown = Self.padded(batch.texts[text], number, for: reader)
      case .worded, .struck: shown = nil
      }
      guard let shown else { continue }
      batch.columns[cell.column].replace(at: cell.row, with: shown, texts: &batch.texts)
    }
  }

  /// The percentage that a number is shown as; nil where the number itself is meant.
  private static func percentage(_ number: Double, for reader: ValueReader) -> Value? {
    switch reader.variable.kind {
    case .number, .integer:
      // What stands for a missing value is not what it is shown as.
      if reader.missingNumbers.contains(number) { return nil }
      let percentage = PercentText.number(number)
      return reader.missingNumbers.contains(percentage)
        ? .number(percentage) : .text(PercentText.text(number))
    case .text: return .text(PercentText.text(number))
    case .code, .answers, .boolean: return meaning(of: PercentText.text(number), for: reader)
    case .date, .place, .residentID, .identifier: return nil
    }
  }

  /// The text that a number is shown as; nil where the number itself is meant.
  private static func padded(_ text: String, _ number: Double, for reader: ValueReader) -> Value? {
    switch reader.variable.kind {
    case .text, .identifier, .residentID, .place:
      return reader.isMissing(.number(number)) ? nil : .text(text)
    case .code, .answers, .boolean: return meaning(of: text, for: reader)
    case .number, .integer, .date: return nil
    }
  }

  /// A text that means something to the variable.
  private static func meaning(of text: String, for reader: ValueReader) -> Value? {
    guard case .value = reader.read(.text(text), within: nil) else { return nil }
    return .text(text)
  }
}
