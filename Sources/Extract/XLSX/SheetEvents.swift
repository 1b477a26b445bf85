internal import SurveyModel
internal import XMLStream

/// Reads the rows of a worksheet part: the general path, which knows all that may stand there.
final class SheetEvents: XMLEvents {
  private enum Collecting {
    case nothing
    case value
    case formula
    case inline
  }

  private let writer: BatchWriter
  private let source: SourceName
  private let sheet: String
  private let values: SheetValues

  private var row = -1
  /// The last row that has begun.
  private var lastRow = -1
  private var column = -1
  private var isRowNumbered = false
  private var isRowHidden = false
  private var isInCell = false
  private var isInline = false
  private var phonetic = 0
  private var collecting = Collecting.nothing
  private var type: [UInt8] = []
  private var style = 0
  private var value: [UInt8] = []
  /// Whether the cell has an element for its value, perhaps an empty one.
  private var hasValue = false
  private var inline = RichText()
  private var hasInline = false
  private var formula: [UInt8] = []
  /// Whether the cell has a formula, perhaps one that it shares and does not state.
  private var isFormula = false
  private let formulas: SharedFormulas
  private let zeros: FormulaZeros
  private let mostTextBytes: Int
  /// The merged ranges that stand around the rows; nil where they are more than the limits allow.
  private(set) var merged: [CellRange]? = []
  private let mostMerged: Int
  /// Whether the element that holds the rows has started.
  private(set) var isInData = false
  private var sharedIndex: Int?

  init(
    _ writer: BatchWriter, source: SourceName, sheet: String, styles: [CellFormat],
    strings: SharedStrings, epoch: DateEpoch, formulas: SharedFormulas,
    zeros: FormulaZeros, limits: ReadingLimits
  ) {
    self.writer = writer
    self.source = source
    self.sheet = sheet
    values = SheetValues(
      source: source, sheet: sheet, styles: styles, strings: strings, epoch: epoch)
    self.formulas = formulas
    self.zeros = zeros
    mostTextBytes = limits.textBytes
    mostMerged = limits.mergedRanges
  }

  /// Goes on behind rows that somebody else has read, the last of the given zero-based number.
  func resume(after row: Int) {
    self.row = row
    lastRow = row
  }

  func start(_ tag: borrowing XMLStartTag) throws {
    let name = SheetNames(rawValue: tag.name)
    switch name {
    case .c: try startCell(tag)
    case .v: if isInCell { startValue() }
    case .f: if isInCell { startFormula(tag) }
    case .is: if isInCell { startInline() }
    case .t: if isInline, phonetic == 0 { collecting = .inline }
    case .r: inline.style = .plain
    case .vertAlign?, .strike?:
      if isInline, let name { inline.style = max(inline.style, tag.runStyle(of: name)) }
    case .rPh: phonetic += 1
    case .row: try startRow(tag)
    case .col: addColumn(tag)
    case .mergeCell: addMerged(tag)
    case .sheetData: isInData = true
    default: break
    }
  }

  func end(_ name: Int) throws {
    switch SheetNames(rawValue: name) {
    case .c: try endCell()
    case .v, .f, .t: collecting = .nothing
    case .r: inline.style = .plain
    case .is: isInline = false
    case .rPh: phonetic -= 1
    default: break
    }
  }

  func text(_ utf8: Span<UInt8>) throws {
    switch collecting {
    case .nothing: return
    case .value: value.append(utf8)
    case .inline: inline.append(utf8)
    case .formula: formula.append(utf8)
    }
    guard value.count <= mostTextBytes, formula.count <= mostTextBytes,
      inline.utf8.count <= mostTextBytes
    else {
      throw source.limit(
        .textBytes, "expected at most \(mostTextBytes) bytes of one text, found more",
        at: .row(sheet: sheet, row: row))
    }
  }

  private func startRow(_ tag: borrowing XMLStartTag) throws {
    var number: Int?
    isRowHidden = false
    for index in 0..<tag.count {
      switch SheetNames(rawValue: tag.name(at: index)) {
      case .r: number = tag.integer(at: index)
      case .hidden: isRowHidden = tag.flag(SheetNames.hidden.rawValue) ?? false
      default: break
      }
    }
    column = -1
    isRowNumbered = (number ?? 0) > 0
    row = isRowNumbered ? (number ?? 1) - 1 : row + 1
    if isRowNumbered { try beginRow() }
  }

  private func beginRow() throws {
    guard row < CellReference.limit.rows else {
      throw source.limit(
        "expected at most \(CellReference.limit.rows) rows, found row \(row + 1)",
        at: .worksheet(sheet))
    }
    guard row > lastRow else { throw source.misplaced(row: row, behind: lastRow, sheet: sheet) }
    lastRow = row
    try writer.beginRow(row, isHidden: isRowHidden)
  }

  private func startCell(_ tag: borrowing XMLStartTag) throws {
    isInCell = true
    style = 0
    type.removeAll(keepingCapacity: true)
    value.removeAll(keepingCapacity: true)
    formula.removeAll(keepingCapacity: true)
    if hasInline { inline.removeAll() }
    hasInline = false
    hasValue = false
    isFormula = false
    sharedIndex = nil
    var next = column + 1
    for index in 0..<tag.count {
      switch SheetNames(rawValue: tag.name(at: index)) {
      case .r:
        if let place = tag.withValue(at: index, { Self.place($0) }) {
          next = place.column
          if !isRowNumbered, let row = place.row { self.row = row }
        }
      case .s: style = tag.integer(at: index) ?? 0
      case .t: tag.withValue(at: index) { type.append($0) }
      default: break
      }
    }
    if !isRowNumbered {
      isRowNumbered = true
      try beginRow()
    }
    guard next > column || !writer.isSet(next) else {
      throw source.repeated(CellReference(row: row, column: next), sheet: sheet)
    }
    column = next
  }

  /// Starts the value; where a cell has several, the last one counts.
  private func startValue() {
    collecting = .value
    hasValue = true
    value.removeAll(keepingCapacity: true)
  }

  private func startInline() {
    isInline = true
    hasInline = true
    inline.removeAll()
  }

  private func startFormula(_ tag: borrowing XMLStartTag) {
    collecting = .formula
    formula.removeAll(keepingCapacity: true)
    sharedIndex = nil
    guard let type = tag.count > 0 ? tag.string(SheetNames.t.rawValue) : nil else { return }
    isFormula = true
    if type == "shared" { sharedIndex = tag.integer(SheetNames.si.rawValue) }
  }

  private func endCell() throws {
    guard isInCell else { return }
    isInCell = false
    // The text of such a cell stands in `is`, that of no other does (ECMA-376 part 1, 18.3.1.53).
    let isInlineText = type.elementsEqual("inlineStr".utf8)
    if isInlineText { value = inline.finished() }
    let hasFormula = isFormula || !formula.isEmpty
    if hasFormula, zeros == .placeholders, isZero {
      try writer.setUncalculated(column)
    } else if !value.isEmpty {
      try values.write(
        value: &value, type: type, style: style, row: row, column: column, to: writer)
    } else if hasFormula {
      // A text may be empty; a number, an error or a truth value may not.
      let isText = isInlineText ? hasInline : hasValue && type.elementsEqual("str".utf8)
      if !isText { try writer.setUncalculated(column) }
    }
    if values.styles.indices.contains(style), values.styles[style].isStruck {
      writer.noteStruck(column)
    }
    if let sharedIndex {
      try formulas.complete(&formula, index: sharedIndex, row: row, column: column)
    }
    if !formula.isEmpty { try writer.formula(column, formula) }
  }

  /// Whether the value is the number 0.
  private var isZero: Bool {
    (type.isEmpty || type.elementsEqual("n".utf8)) && NumberText.double(value) == 0
  }

  private func addMerged(_ tag: borrowing XMLStartTag) {
    guard let range = tag.string(SheetNames.ref.rawValue).flatMap({ CellRange($0) }) else { return }
    merged?.append(range)
    if let count = merged?.count, count > mostMerged { merged = nil }
  }

  private func addColumn(_ tag: borrowing XMLStartTag) {
    guard tag.flag(SheetNames.hidden.rawValue) == true,
      let first = tag.integer(SheetNames.min.rawValue),
      let last = tag.integer(SheetNames.max.rawValue), first >= 1, last >= first
    else { return }
    writer.hide((first - 1)...(last - 1))
  }

  /// The zero-based column of a reference, and its row where it has one.
  private static func place(_ value: Span<UInt8>) -> (column: Int, row: Int?)? {
    var column = 0
    var row = 0
    for index in 0..<value.count {
      let byte = value[index]
      switch byte {
      case 65...90 where row == 0 && column < 1 << 20: column = column * 26 + Int(byte) - 64
      case 97...122 where row == 0 && column < 1 << 20: column = column * 26 + Int(byte) - 96
      case 48...57 where row < 1 << 40: row = row * 10 + Int(byte) - 48
      default: return nil
      }
    }
    return column == 0 ? nil : (column - 1, row == 0 ? nil : row - 1)
  }
}
