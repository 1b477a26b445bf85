internal import SurveyModel

/// Writes cells as lines of text, CSV or JSON into one buffer.
struct CellLines {
  let format: CellListing.Format
  private var buffer: [UInt8] = []
  private var hidden: [Bool] = []
  private var hiddenRanges: [ClosedRange<Int>] = []

  init(format: CellListing.Format) {
    self.format = format
  }

  /// Writes what stands before the first cell.
  mutating func begin() {
    if format == .csv { add("sheet,ref,row,column,kind,value,formula,hidden\r\n") }
  }

  /// Writes the cells of a batch, row by row.
  mutating func write(
    _ batch: RowBatch, of worksheet: WorksheetInfo, to write: (ArraySlice<UInt8>) throws -> Void
  ) throws {
    hide(batch.hiddenColumns)
    let hiddenRows = Set(batch.hiddenRows)
    var formulas: [Int: String] = [:]
    for formula in batch.formulas {
      formulas[formula.row << 20 | formula.column] = batch.texts[formula.text]
    }
    for row in 0..<batch.count {
      let isRowHidden = worksheet.isHidden || hiddenRows.contains(row)
      for column in batch.columns.indices where batch.columns[column].kinds[row] != .blank {
        let cell = Cell(
          sheet: worksheet.name,
          reference: CellReference(row: Int(batch.rowNumbers[row]), column: column),
          value: batch.value(row: row, column: column),
          formula: formulas[row << 20 | column],
          isHidden: isRowHidden || column < hidden.count && hidden[column])
        add(cell)
      }
      if buffer.count > 1 << 16 { try flush(to: write) }
    }
  }

  /// Hands over what is buffered.
  mutating func flush(to write: (ArraySlice<UInt8>) throws -> Void) throws {
    guard !buffer.isEmpty else { return }
    try write(buffer[...])
    buffer.removeAll(keepingCapacity: true)
  }

  private struct Cell {
    let sheet: String
    let reference: CellReference
    let value: Value
    let formula: String?
    let isHidden: Bool
  }

  private mutating func hide(_ ranges: [ClosedRange<Int>]) {
    guard ranges != hiddenRanges else { return }
    hiddenRanges = ranges
    hidden = Array(repeating: false, count: CellReference.limit.columns)
    for range in ranges {
      for column in range.clamped(to: 0...(CellReference.limit.columns - 1)) {
        hidden[column] = true
      }
    }
  }

  private mutating func add(_ text: some StringProtocol) {
    buffer.append(contentsOf: text.utf8)
  }

  private mutating func add(_ cell: Cell) {
    let (kind, text) = CellText.describe(cell.value)
    switch format {
    case .none: return
    case .text:
      add("\(VisibleText.of(cell.sheet))!\(cell.reference)\t\(kind)\t\(VisibleText.of(text))")
      if let formula = cell.formula { add("\t=\(VisibleText.of(formula))") }
      if cell.isHidden { add("\thidden") }
      add("\n")
    case .csv:
      let fields = [
        cell.sheet, "\(cell.reference)", "\(cell.reference.row + 1)",
        "\(cell.reference.column + 1)", kind, text, cell.formula ?? "",
        cell.isHidden ? "true" : "",
      ]
      add(fields.map { Self.quoted(SpreadsheetText.neutral($0)) }.joined(separator: ","))
      add("\r\n")
    case .jsonl:
      add("{\"sheet\":")
      addJSON(cell.sheet)
      add(",\"ref\":\"\(cell.reference)\",\"row\":\(cell.reference.row + 1)")
      add(",\"column\":\(cell.reference.column + 1),\"kind\":\"\(kind)\",\"value\":")
      if kind == "number" || kind == "boolean" { add(text) } else { addJSON(text) }
      if let formula = cell.formula {
        add(",\"formula\":")
        addJSON(formula)
      }
      if cell.isHidden { add(",\"hidden\":true") }
      add("}\n")
    }
  }

  private static func quoted(_ field: String) -> String {
    let field = VisibleText.of(field, .lines)
    let needsQuotes = field.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    return needsQuotes ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
  }

  private mutating func addJSON(_ text: String) {
    buffer.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        buffer.append(UInt8(ascii: "\\"))
        buffer.append(byte)
      case UInt8(ascii: "\n"): add("\\n")
      case UInt8(ascii: "\r"): add("\\r")
      case UInt8(ascii: "\t"): add("\\t")
      case 0..<0x20:
        add(byte < 0x10 ? "\\u000" : "\\u00")
        add(String(byte, radix: 16))
      default: buffer.append(byte)
      }
    }
    buffer.append(UInt8(ascii: "\""))
  }
}
