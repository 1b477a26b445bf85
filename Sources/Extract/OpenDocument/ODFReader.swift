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
  /// The styles of text that set it apart, and the name of the style that is read.
  private var runStyles: [String: RunStyle] = [:]
  private var textStyle = ""
  private var pending: [(column: Int, repeats: Int, cell: ODFCell)] = []
  private var repeated = 0

  /// Rows and columns are counted no further than this, which is far beyond those that can be read.
  private static let farthest = 1 << 40

  init(
    _ writer: BatchWriter, source: SourceName, sheet: String, skipping: Int, limits: ReadingLimits
  ) {
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
    guard isInWorksheet, tables == 1 else { return startOutside(tag, name) }
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
    guard isInWorksheet, tables == 1 else { return }
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

  /// Takes a style of text that stands before the worksheets.
  private mutating func startOutside(_ tag: borrowing XMLStartTag, _ name: Names?) {
    switch name {
    case .style: textStyle = tag.string(Names.styleStyleName.rawValue) ?? ""
    case .textProperties:
      let style = Self.runStyle(tag)
      if style != .plain { runStyles[textStyle] = style }
    default: break
    }
  }

  /// How properties of text set it apart (ODF 1.3 part 3, 20.366 to 20.397).
  private static func runStyle(_ tag: borrowing XMLStartTag) -> RunStyle {
    var style = RunStyle.plain
    for index in 0..<tag.count {
      let found: RunStyle
      switch Names(rawValue: tag.name(at: index)) {
      case .textPosition: found = position(tag.string(at: index))
      case .lineThroughStyle, .lineThroughType, .crossingOut:
        found = tag.string(at: index) == "none" ? .plain : .struck
      case .textDisplay: found = tag.string(at: index) == "none" ? .hidden : .plain
      default: continue
      }
      style = max(style, found)
    }
    return style
  }

  /// Where a position of text (`super 58%`, `-33% 58%`) is.
  private static func position(_ text: String) -> RunStyle {
    guard let first = text.split(separator: " ").first else { return .plain }
    if first == "super" { return .raised }
    if first == "sub" { return .lowered }
    guard first.hasSuffix("%"), let height = Double(first.dropLast()) else { return .plain }
    return height > 0 ? .raised : height < 0 ? .lowered : .plain
  }

  private mutating func startSpan(_ tag: borrowing XMLStartTag) {
    let name = runStyles.isEmpty ? nil : tag.string(Names.textStyleName.rawValue)
    cell.text.startSpan(name.flatMap { runStyles[$0] } ?? .plain)
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
    for index in 0..<tag.count {
      switch Names(rawValue: tag.name(at: index)) {
      case .rowsRepeated: rowRepeats = max(1, tag.integer(at: index) ?? 1)
      case .visibility: isRowHidden = tag.string(at: index) != "visible"
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
        if !runStyles.isEmpty { cell.isStruck = runStyles[tag.string(at: index)] == .struck }
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
      try cell.write(to: writer, column: nextColumn)
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
    for column in column..<(column + repeats) { try cell.write(to: writer, column: column) }
  }

  private mutating func addColumn(_ tag: borrowing XMLStartTag) {
    let repeats = max(1, min(tag.integer(Names.columnsRepeated.rawValue) ?? 1, 1 << 20))
    let first = nextDeclaredColumn
    nextDeclaredColumn = min(first + repeats, 1 << 30)
    let visibility = tag.string(Names.visibility.rawValue) ?? "visible"
    guard visibility != "visible", first < CellReference.limit.columns else { return }
    writer.hide(first...(first + repeats - 1))
  }
}
