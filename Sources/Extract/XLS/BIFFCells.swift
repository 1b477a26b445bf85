internal import SurveyModel

/// Reads the cell records of a worksheet.
struct BIFFCells {
  let view: ByteView
  let text: BIFFText
  let styles: BIFFStyles
  let fonts: BIFFFonts
  let strings: SharedStrings
  let epoch: DateEpoch
  let zeros: FormulaZeros
  let writer: BatchWriter
  let hiddenRows: Set<Int>

  /// Reads the record at an offset and writes its cells.
  func read(at offset: Int) throws {
    guard let record = BIFFRecord(view, at: offset), let row = view.u16(record.body.lowerBound),
      let column = view.u16(record.body.lowerBound + 2)
    else { return }
    try writer.beginRow(row, isHidden: hiddenRows.contains(row))
    let body = record.body.lowerBound
    let isOld = text.version == .biff2
    let content = body + (isOld ? 7 : 6)
    guard content <= record.end else { return }
    switch record.type {
    case 0x0002:
      if let number = view.u16(content) { try write(Double(number), column, format(body)) }
    case 0x0003, 0x0203:
      if let number = view.double(content) { try write(number, column, format(body)) }
    case 0x027E:
      if let packed = view.u32(content) { try write(Self.number(packed), column, format(body)) }
    case 0x00BD: try readMany(record, column)
    case 0x00FD:
      if let index = view.u32(content), index < strings.count, !strings.empty.contains(index) {
        try writer.set(column, .text, UInt64(TextID.shared(index).bits))
      }
    case 0x00D6:
      if let label = try text.richString(view, at: content, end: record.end, fonts: fonts) {
        try writer.set(column, text: label)
      }
    case 0x0004, 0x0204:
      let lengthBytes = isOld ? 1 : 2
      if let label = try text.string(view, at: content, end: record.end, lengthBytes: lengthBytes) {
        try writer.set(column, text: label)
      }
    case 0x0005, 0x0205:
      guard let value = view.u8(content), let isError = view.u8(content + 1) else { return }
      if isError != 0 {
        try writer.set(column, error: Array(Self.error(value).utf8))
      } else {
        try writer.set(column, .boolean, value == 0 ? 0 : 1)
      }
    default: try readFormula(record, column, content)
    }
    if !isOld, record.type != 0x00BD, let style = view.u16(body + 4) {
      noteStruck(column, style: style)
    }
  }

  /// Notes a cell whose style has a font that is struck through.
  private func noteStruck(_ column: Int, style: Int) {
    guard fonts.areDistinct, let font = styles.font(ofStyle: style),
      fonts.run(at: 0, font: font).style == .struck
    else { return }
    writer.noteStruck(column)
  }

  private func format(_ body: Int) -> CellFormat {
    guard text.version == .biff2 else { return styles.format(ofStyle: view.u16(body + 4) ?? 0) }
    let style = (view.u8(body + 4) ?? 0) & 0x3F
    if style == 63 { return .number }
    return styles.format((view.u8(body + 5) ?? 0) & 0x3F)
  }

  private func write(_ number: Double, _ column: Int, _ format: CellFormat) throws {
    guard number.isFinite else { return }
    try writer.set(column, number, format, epoch: epoch)
  }

  private func readMany(_ record: BIFFRecord, _ first: Int) throws {
    var place = record.body.lowerBound + 4
    var column = first
    while place + 6 <= record.end - 2 {
      if let style = view.u16(place), let packed = view.u32(place + 2) {
        try write(Self.number(packed), column, styles.format(ofStyle: style))
        noteStruck(column, style: style)
      }
      place += 6
      column += 1
    }
  }

  private func readFormula(_ record: BIFFRecord, _ column: Int, _ content: Int) throws {
    if zeros == .placeholders, BIFFFormulas.isZero(view, at: content) {
      return try writer.setUncalculated(column)
    }
    guard view.u16(content + 6) == 0xFFFF else {
      if let number = view.double(content) {
        try write(number, column, format(record.body.lowerBound))
      }
      return
    }
    switch view.u8(content) {
    case 0: try readResult(behind: record, column)
    case 1: try writer.set(column, .boolean, view.u8(content + 2) == 0 ? 0 : 1)
    case 2: try writer.set(column, error: Array(Self.error(view.u8(content + 2) ?? 0).utf8))
    default: break
    }
  }

  /// Reads the text that a formula gave: a `STRING` record, behind the formula's other records.
  private func readResult(behind formula: BIFFRecord, _ column: Int) throws {
    var offset = formula.end
    for _ in 0..<4 {
      guard let record = BIFFRecord(view, at: offset) else { break }
      if record.type == 0x0207 || record.type == 0x0007 {
        let lengthBytes = text.version == .biff2 ? 1 : 2
        if let result = try text.string(
          view, at: record.body.lowerBound, end: record.end, lengthBytes: lengthBytes)
        {
          try writer.set(column, text: result)
        }
        return
      }
      offset = record.end
    }
    try writer.setUncalculated(column)
  }

  /// The number packed in 30 bits: an integer or the top of a Double, perhaps in hundredths.
  private static func number(_ packed: Int) -> Double {
    let bits = UInt32(truncatingIfNeeded: packed)
    let number =
      bits & 2 != 0
      ? Double(Int32(bitPattern: bits) >> 2)
      : Double(bitPattern: UInt64(bits & ~3) << 32)
    return bits & 1 != 0 ? number / 100 : number
  }

  private static func error(_ code: Int) -> String {
    switch code {
    case 0x00: "#NULL!"
    case 0x07: "#DIV/0!"
    case 0x0F: "#VALUE!"
    case 0x17: "#REF!"
    case 0x1D: "#NAME?"
    case 0x24: "#NUM!"
    case 0x2A: "#N/A"
    case 0x2B: "#GETTING_DATA"
    default: "#UNKNOWN!"
    }
  }
}
