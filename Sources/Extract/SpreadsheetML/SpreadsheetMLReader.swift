internal import SurveyModel
internal import XMLStream

/// Reads the rows of one worksheet of a SpreadsheetML document.
struct SpreadsheetMLReader {
  private typealias Names = SpreadsheetMLNames

  /// Whether the worksheet was read to its end.
  private(set) var isDone = false
  /// The merged ranges so far.
  var mergedRanges: [CellRange] { merged.ranges }

  private var merged: MergedRanges
  private let writer: BatchWriter
  private let source: SourceName
  private let sheet: String
  private let limits: ReadingLimits
  private var toSkip: Int
  private var isInWorksheet = false
  private var styles = SpreadsheetMLStyles()
  private var row = -1
  private var nextRow = 0
  private var column = -1
  private var nextColumn = 0
  private var nextColumnWidth = 0
  private var comment = 0
  private var data = 0
  private var type = DataType.text
  private var format = CellFormat.number
  /// The format of the table's cells that have no style of their own; nil where the table has none.
  private var tableFormat: CellFormat?
  /// The format of the row's cells that have no style of their own; nil where the row has none.
  private var rowFormat: CellFormat?
  /// The formats of the columns' cells, of those columns that have one.
  private var columnFormats: [(columns: ClosedRange<Int>, format: CellFormat)] = []
  private var value = RichText()
  private var runs = OpenRunStyles()
  /// Whether the cell has a formula and so far no value.
  private var isUncalculated = false

  private enum DataType {
    case text
    case number
    case dateTime
    case boolean
    case error
  }

  init(
    _ writer: BatchWriter, source: SourceName, worksheet: WorksheetInfo, skipping: Int,
    limits: ReadingLimits
  ) {
    self.writer = writer
    self.source = source
    sheet = worksheet.name
    toSkip = skipping
    self.limits = limits
    merged = MergedRanges(source, sheet: worksheet.name, limits: limits)
  }

  mutating func start(_ tag: borrowing XMLStartTag) throws {
    guard isInWorksheet else { return startOutside(tag) }
    if comment > 0 { return }
    switch Names(rawValue: tag.name) {
    case .cell: try startCell(tag)
    case .data:
      if data == 0 { startData(tag) }
      data += 1
    case .row: try startRow(tag)
    case .comment, .phoneticText: comment += 1
    case .sup: startRun(.raised)
    case .sub: startRun(.lowered)
    case .s, .del: startRun(.struck)
    case .column: addColumn(tag)
    case .table:
      tableFormat = tag.index(of: Names.styleID.rawValue)
        .map { index in
          tag.withValue(at: index) { styles.format(of: $0) }
        }
    default: break
    }
  }

  private mutating func startOutside(_ tag: borrowing XMLStartTag) {
    switch Names(rawValue: tag.name) {
    case .worksheet:
      isInWorksheet = toSkip == 0 && !isDone
      toSkip -= 1
    case .style, .numberFormat, .font: styles.start(tag)
    case .date1904: styles.startFlag()
    default: break
    }
  }

  mutating func end(_ name: Int) throws {
    switch Names(rawValue: name) {
    case .data:
      guard isInWorksheet, comment == 0, data > 0 else { return }
      data -= 1
      if data == 0 { try endData() }
    case .cell:
      guard isUncalculated, isInWorksheet, comment == 0 else { return }
      isUncalculated = false
      try writer.setUncalculated(column)
    case .sup, .sub, .s, .del: if data > 0, comment == 0 { endRun() }
    case .comment, .phoneticText: if comment > 0 { comment -= 1 }
    case .worksheet:
      if isInWorksheet { isDone = true }
      isInWorksheet = false
    case .date1904: styles.epoch = styles.isFlagged ? .year1904 : .year1900
    default: break
    }
  }

  mutating func text(_ utf8: Span<UInt8>) throws {
    guard data > 0, comment == 0 else {
      if !isInWorksheet { styles.text(utf8) }
      return
    }
    value.append(utf8)
    guard value.utf8.count <= limits.textBytes else {
      throw source.limit(
        .textBytes, "expected at most \(limits.textBytes) bytes of one text, found more",
        at: .cell(sheet: sheet, CellReference(row: row, column: column)))
    }
  }

  private mutating func startRow(_ tag: borrowing XMLStartTag) throws {
    row = nextRow
    var isHidden = false
    var span = 0
    rowFormat = nil
    for index in 0..<tag.count {
      switch Names(rawValue: tag.name(at: index)) {
      case .index: if let number = tag.integer(at: index), number > 0 { row = number - 1 }
      case .hidden: isHidden = tag.integer(at: index) == 1
      case .span: span = max(0, tag.integer(at: index) ?? 0)
      case .styleID: rowFormat = tag.withValue(at: index) { styles.format(of: $0) }
      default: break
      }
    }
    guard row < CellReference.limit.rows, span < CellReference.limit.rows else {
      throw source.limit(
        "expected at most \(CellReference.limit.rows) rows, found row \(row + 1)",
        at: .worksheet(sheet))
    }
    guard row >= nextRow else {
      throw source.misplaced(row: row, behind: nextRow - 1, sheet: sheet)
    }
    nextRow = row + 1 + span
    nextColumn = 0
    writer.endRow()
    try writer.beginRow(row, isHidden: isHidden)
  }

  private mutating func startCell(_ tag: borrowing XMLStartTag) throws {
    column = nextColumn
    var across = 0
    var down = 0
    var ownFormat: CellFormat?
    var formula: Int?
    for index in 0..<tag.count {
      switch Names(rawValue: tag.name(at: index)) {
      case .index: if let number = tag.integer(at: index), number > 0 { column = number - 1 }
      case .styleID: ownFormat = tag.withValue(at: index) { styles.format(of: $0) }
      case .mergeAcross: across = max(0, tag.integer(at: index) ?? 0)
      case .mergeDown: down = max(0, tag.integer(at: index) ?? 0)
      case .formula: formula = index
      default: break
      }
    }
    guard column < CellReference.limit.columns, across < CellReference.limit.columns,
      down < CellReference.limit.rows
    else {
      throw source.limit(
        "expected at most \(CellReference.limit.columns) columns, found column \(column + 1)",
        at: .row(sheet: sheet, row: row))
    }
    guard column >= nextColumn || !writer.isSet(column) else {
      throw source.repeated(CellReference(row: row, column: column), sheet: sheet)
    }
    format = ownFormat ?? rowFormat ?? columnFormat ?? tableFormat ?? styles.standard
    nextColumn = column + 1 + across
    if across > 0 || down > 0 {
      try merged.append(
        CellReference(row: row, column: column), rows: down + 1, columns: across + 1)
    }
    isUncalculated = formula != nil
    if let formula {
      let text = tag.string(at: formula)
      try writer.formula(column, Array((text.hasPrefix("=") ? text.dropFirst() : text[...]).utf8))
    }
  }

  /// The format of the column's cells; nil where the column has none.
  private var columnFormat: CellFormat? {
    columnFormats.isEmpty ? nil : columnFormats.last { $0.columns.contains(column) }?.format
  }

  private mutating func startData(_ tag: borrowing XMLStartTag) {
    value.removeAll()
    runs.removeAll()
    type = .text
    guard let index = tag.index(of: Names.type.rawValue) else { return }
    type = tag.withValue(at: index) { name in
      switch name.count > 0 ? name[0] : 0 {
      case UInt8(ascii: "N"): .number
      case UInt8(ascii: "D"): .dateTime
      case UInt8(ascii: "B"): .boolean
      case UInt8(ascii: "E"): .error
      default: .text
      }
    }
  }

  private mutating func startRun(_ style: RunStyle) {
    guard data > 0 else { return }
    runs.push(style)
    value.style = runs.together
  }

  private mutating func endRun() {
    runs.pop()
    value.style = runs.together
  }

  private mutating func endData() throws {
    let value = value.finished()
    // A text may be empty; a number, an error or a truth value may not.
    if type == .text || !value.isEmpty { isUncalculated = false }
    switch type {
    case .text: try writer.set(column, text: value)
    case .error: if !value.isEmpty { try writer.set(column, error: value) }
    case .boolean:
      guard let first = value.first else { return }
      try writer.set(column, .boolean, "1tT".utf8.contains(first) ? 1 : 0)
    case .number:
      if let number = NumberText.double(value) {
        try writer.set(column, number, format, epoch: styles.epoch)
      } else {
        try writer.set(column, text: value)
      }
    case .dateTime: try writeDate(value)
    }
    if format.isStruck { writer.noteStruck(column) }
  }

  private func writeDate(_ value: [UInt8]) throws {
    guard let cell = SerialDate.iso(utf8: value) else {
      return try writer.set(column, text: value)
    }
    guard cell.kind == .dateTime else { return try writer.set(column, cell) }
    let days = Double(bitPattern: cell.payload)
    // The file has real dates; a time alone hangs on the epoch's day zero.
    let serial =
      switch styles.epoch {
      case .year1900, .day: days < 61 ? days - 1 : days
      case .year1904: days - 1462
      }
    let meaning = format.meaning
    let isTime = meaning != .date && (0..<1).contains(serial)
    if meaning == .elapsed || isTime || styles.epoch == .year1900 && (0..<1).contains(serial) {
      try writer.set(
        column,
        SerialDate.cell(
          serial, meaning == .number || meaning == .marked ? .time : meaning, epoch: styles.epoch))
    } else {
      try writer.set(column, cell)
      writer.note(column, cell, format)
    }
  }

  private mutating func addColumn(_ tag: borrowing XMLStartTag) {
    let first = tag.integer(Names.index.rawValue).map { $0 - 1 } ?? nextColumnWidth
    let span = max(0, min(tag.integer(Names.span.rawValue) ?? 0, CellReference.limit.columns))
    guard (0..<CellReference.limit.columns).contains(first) else { return }
    nextColumnWidth = first + span + 1
    if let style = tag.index(of: Names.styleID.rawValue) {
      let format = tag.withValue(at: style) { styles.format(of: $0) }
      columnFormats.append((first...(first + span), format))
    }
    if tag.integer(Names.hidden.rawValue) == 1 {
      writer.hide(first...(first + span))
    }
  }
}
