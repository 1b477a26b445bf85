internal import SurveyModel
internal import XMLStream

/// Reads the rows of one worksheet of an OpenDocument spreadsheet.
struct ODFReader {
  private typealias Names = ODFNames

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
  private var isInSpreadsheet = false
  /// The depth of elements whose content is none of the worksheet's cells.
  private var aside = 0
  private var tables = 0
  private var row = -1
  private var nextRow = 0
  private var nextColumn = 0
  private var nextDeclaredColumn = 0
  private var rowRepeats = 1
  private var isRowHidden = false
  private var cellRepeats = 1
  private var isInCell = false
  private var cell = ODFCell()
  /// The styles of text and of cells that set it apart.
  private var styles: ODFTextStyles
  /// Whether the style that a row has for its cells strikes them through; nil where it has none.
  private var isRowStruck: Bool?
  /// The columns whose style for their cells does.
  private var struckColumns: [ClosedRange<Int>] = []
  private var pending: [(column: Int, repeats: Int, cell: ODFCell)] = []
  private var repeated = 0

  /// Rows and columns are counted no further than this, which is far beyond those that can be read.
  private static let farthest = 1 << 40

  /// Prepares the reading of the worksheet behind `skipping` others; `styles` are those that stand
  /// outside of the document.
  init(
    _ writer: BatchWriter, source: SourceName, sheet: String, skipping: Int, styles: ODFTextStyles,
    limits: ReadingLimits
  ) {
    self.styles = styles
    self.writer = writer
    self.source = source
    self.sheet = sheet
    toSkip = skipping
    self.limits = limits
    merged = MergedRanges(source, sheet: sheet, limits: limits)
  }

  mutating func start(_ tag: borrowing XMLStartTag) throws {
    let name = Names(rawValue: tag.name)
    if name == .spreadsheet { isInSpreadsheet = true }
    if aside > 0 || name == .annotation || name == .shapes || name == .trackedChanges
      || name == .ruby
    {
      aside += 1
      return
    }
    if name == .table { return startTable() }
    guard isInWorksheet, tables == 1 else { return styles.start(tag, name) }
    switch name {
    case .cell, .coveredCell: try startCell(tag, isCovered: name == .coveredCell)
    case .paragraph: if isInCell { cell.text.start() }
    case .span: if cell.text.isOpen { startSpan(tag) }
    case .row: try startRow(tag)
    case .space:
      let count = tag.integer(Names.spaceCount.rawValue) ?? 1
      if cell.text.isOpen { try addBlanks(count) }
    case .tab: if cell.text.isOpen { cell.text.add(0x09, times: 1) }
    case .lineBreak: if cell.text.isOpen { cell.text.add(0x0A, times: 1) }
    case .column: addColumn(tag)
    default: break
    }
  }

  mutating func end(_ name: Int) throws {
    if aside > 0 {
      aside -= 1
      return
    }
    let name = Names(rawValue: name)
    if name == .table {
      guard tables > 0 else { return }
      tables -= 1
      if tables == 0, isInWorksheet {
        isDone = true
        isInWorksheet = false
      }
      return
    }
    guard isInWorksheet, tables == 1 else { return styles.end(name) }
    switch name {
    case .cell, .coveredCell: try endCell()
    case .paragraph: if isInCell { cell.text.end() }
    case .span: if cell.text.isOpen { cell.text.endSpan() }
    case .row: try endRow()
    default: break
    }
  }

  mutating func text(_ utf8: Span<UInt8>) throws {
    guard cell.text.isOpen, aside == 0, tables == 1 else { return }
    cell.text.add(utf8)
    try checkText()
  }

  private mutating func startSpan(_ tag: borrowing XMLStartTag) {
    let name = styles.areAny ? tag.string(Names.textStyleName.rawValue) : nil
    cell.text.startSpan(name.map { styles.style($0, of: .text) } ?? .plain)
  }

  private mutating func startTable() {
    guard isInSpreadsheet else { return }
    tables += 1
    guard tables == 1 else { return }
    isInWorksheet = toSkip == 0 && !isDone
    toSkip -= 1
  }

  private mutating func addBlanks(_ count: Int) throws {
    guard count >= 0, count <= limits.textBytes else { return try checkText(limits.textBytes + 1) }
    cell.text.add(0x20, times: count)
    try checkText()
  }

  private func checkText(_ extra: Int = 0) throws {
    guard cell.text.count + extra <= limits.textBytes else {
      throw source.limit(
        .textBytes, "expected at most \(limits.textBytes) bytes of one text, found more",
        at: .row(sheet: sheet, row: row))
    }
  }

  private mutating func startRow(_ tag: borrowing XMLStartTag) throws {
    row = nextRow
    rowRepeats = 1
    isRowHidden = false
    isRowStruck = nil
    for index in 0..<tag.count {
      switch Names(rawValue: tag.name(at: index)) {
      case .rowsRepeated: rowRepeats = max(1, tag.integer(at: index) ?? 1)
      case .visibility: isRowHidden = tag.string(at: index) != "visible"
      case .defaultCellStyleName:
        if styles.areAny { isRowStruck = styles.isStruck(cell: tag.string(at: index)) }
      default: break
      }
    }
    nextRow = min(row + min(rowRepeats, Self.farthest), Self.farthest)
    nextColumn = 0
    pending.removeAll(keepingCapacity: true)
    if rowRepeats == 1 { try writer.beginRow(row, isHidden: isRowHidden) }
  }

  private mutating func endRow() throws {
    guard rowRepeats > 1, !pending.isEmpty else { return }
    for row in row...max(row, nextRow - 1) {
      guard row < CellReference.limit.rows else {
        throw source.limit(
          "expected at most \(CellReference.limit.rows) rows, found row \(row + 1)",
          at: .worksheet(sheet))
      }
      try writer.beginRow(row, isHidden: isRowHidden)
      for item in pending { try write(item.cell, item.column, item.repeats) }
    }
  }

  private mutating func startCell(_ tag: borrowing XMLStartTag, isCovered: Bool) throws {
    cell.removeAll()
    isInCell = true
    cellRepeats = 1
    var across = 1
    var down = 1
    for index in 0..<tag.count {
      switch Names(rawValue: tag.name(at: index)) {
      case .columnsRepeated: cellRepeats = max(1, tag.integer(at: index) ?? 1)
      case .columnsSpanned: across = max(1, tag.integer(at: index) ?? 1)
      case .rowsSpanned: down = max(1, tag.integer(at: index) ?? 1)
      case .styleName:
        if styles.areAny { cell.isStruck = styles.isStruck(cell: tag.string(at: index)) }
      case let name?: cell.take(tag, at: index, name)
      case nil: break
      }
    }
    if across > 1 || down > 1, !isCovered {
      try merged.append(
        CellReference(row: row, column: nextColumn), rows: down, columns: across)
    }
  }

  private mutating func endCell() throws {
    guard isInCell else { return }
    isInCell = false
    defer { nextColumn = min(nextColumn + min(cellRepeats, Self.farthest), Self.farthest) }
    guard !cell.isBlank else { return }
    if rowRepeats == 1, cellRepeats == 1 {
      try put(cell, nextColumn)
    } else if rowRepeats == 1 {
      try write(cell, nextColumn, cellRepeats)
    } else {
      pending.append((nextColumn, cellRepeats, cell))
    }
  }

  private mutating func write(_ cell: ODFCell, _ column: Int, _ repeats: Int) throws {
    // Cells beyond the last column are refused when they are written.
    let repeats = min(repeats, CellReference.limit.columns + 1)
    if repeats > 1 || rowRepeats > 1 {
      repeated += repeats * cell.weight
      guard repeated <= limits.repeatedCells else {
        throw source.limit(
          .repeatedCells,
          "expected at most \(limits.repeatedCells) cells made by repetition, found more",
          at: .row(sheet: sheet, row: row))
      }
    }
    for column in column..<(column + repeats) { try put(cell, column) }
  }

  /// Writes a cell once; one without a style of its own has that of its row or of its column.
  private func put(_ cell: ODFCell, _ column: Int) throws {
    try cell.write(to: writer, column: column)
    guard styles.areAny else { return }
    if cell.isStruck ?? isRowStruck ?? struckColumns.contains(where: { $0.contains(column) }) {
      writer.noteStruck(column)
    }
  }

  private mutating func addColumn(_ tag: borrowing XMLStartTag) {
    let repeats = max(1, min(tag.integer(Names.columnsRepeated.rawValue) ?? 1, 1 << 20))
    let first = nextDeclaredColumn
    nextDeclaredColumn = min(first + repeats, 1 << 30)
    guard first < CellReference.limit.columns else { return }
    let columns = first...(first + repeats - 1)
    if tag.string(Names.visibility.rawValue) ?? "visible" != "visible" { writer.hide(columns) }
    if styles.areAny, let style = tag.string(Names.defaultCellStyleName.rawValue),
      styles.isStruck(cell: style)
    {
      struckColumns.append(columns)
    }
  }
}
