internal import SurveyModel

/// What the text of a cell means, by the cell's type and style.
struct SheetValues {
  let source: SourceName
  let sheet: String
  let styles: [CellFormat]
  let strings: SharedStrings
  let epoch: DateEpoch

  /// Writes the cell that a value of a type (`s`, `str`, `b`, … as the file has it) stands for.
  func write(
    value: inout [UInt8], type: [UInt8], style: Int, row: Int, column: Int, to writer: BatchWriter
  ) throws {
    switch type.first {
    case nil, UInt8(ascii: "n"):
      try writeNumber(value, style, column, writer)
    case UInt8(ascii: "s") where type.count == 1:
      guard let number = NumberText.double(value), let index = Int(exactly: number),
        (0..<strings.count).contains(index)
      else {
        let found = String(decoding: value, as: UTF8.self)
        throw source.unreadable(
          "expected one of \(strings.count) shared strings, found number \(found)",
          at: .cell(sheet: sheet, CellReference(row: row, column: column)))
      }
      if !strings.empty.contains(index) {
        try writer.set(column, .text, UInt64(TextID.shared(index).bits))
      }
    case UInt8(ascii: "b"):
      let isTrue =
        value.first == UInt8(ascii: "1") || value.first == UInt8(ascii: "t")
        || value.first == UInt8(ascii: "T")
      try writer.set(column, .boolean, isTrue ? 1 : 0)
    case UInt8(ascii: "e"):
      try writer.set(column, error: value)
    case UInt8(ascii: "d"):
      if let cell = SerialDate.iso(utf8: value) {
        try writer.set(column, cell)
        if styles.indices.contains(style) { writer.note(column, cell, styles[style]) }
      } else {
        try writer.set(column, text: value)
      }
    default:
      EscapedText.decode(&value)
      try writer.set(column, text: value)
    }
  }

  private func writeNumber(
    _ value: [UInt8], _ style: Int, _ column: Int, _ writer: BatchWriter
  ) throws {
    guard let number = NumberText.double(value) else {
      return try writer.set(column, text: value)
    }
    let format = styles.indices.contains(style) ? styles[style] : .number
    try writer.set(column, number, format, epoch: epoch)
  }
}
