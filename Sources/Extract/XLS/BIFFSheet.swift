internal import SurveyModel

/// Where the cells of a worksheet stand in a binary workbook, in the order of their rows.
struct BIFFSheet {
  private(set) var records: [Int] = []
  private(set) var hiddenRows: Set<Int> = []
  private(set) var hiddenColumns = HiddenColumns()
  var mergedRanges: [CellRange] { merged.ranges }

  private var merged: MergedRanges

  private static let cells: Set<Int> = [
    0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x0203, 0x0204, 0x0205, 0x0206, 0x0406, 0x027E, 0x00BD,
    0x00FD, 0x00D6,
  ]

  /// Looks through the records of a worksheet from its `BOF` to its `EOF`, but not beyond `end`.
  ///
  /// - Throws: ``CompoundFile/Damage`` when there is no worksheet, `RunFailure` beyond a limit.
  init(
    _ view: ByteView, in range: Range<Int>, merged: MergedRanges
  ) throws {
    self.merged = merged
    guard let first = BIFFRecord(view, at: range.lowerBound), BIFFRecord.bof.contains(first.type)
    else {
      throw CompoundFile.Damage(reason: "it does not start where the workbook says")
    }
    var offset = first.end
    var depth = 1
    var lastRow = 0
    var isSorted = true
    while depth > 0, offset < range.upperBound, let record = BIFFRecord(view, at: offset) {
      let body = record.body.lowerBound
      if BIFFRecord.bof.contains(record.type) {
        depth += 1
      } else if record.type == BIFFRecord.eof {
        depth -= 1
      } else if depth == 1, Self.cells.contains(record.type) {
        let row = view.u16(body) ?? 0
        if row < lastRow { isSorted = false }
        lastRow = row
        records.append(offset)
      } else if depth == 1 {
        try note(record, view)
      }
      offset = record.end
    }
    if !isSorted {
      // Sorted by row, then by place, so that the last of two equal cells wins as in the file.
      let keyed = records.map { (row: view.u16($0 + 4) ?? 0, offset: $0) }
      records = keyed.sorted { ($0.row, $0.offset) < ($1.row, $1.offset) }.map(\.offset)
    }
  }

  private mutating func note(_ record: BIFFRecord, _ view: ByteView) throws {
    let body = record.body.lowerBound
    switch record.type {
    case 0x0208:
      if let row = view.u16(body), let flags = view.u16(body + 12), record.body.count >= 14,
        flags & 0x20 != 0
      {
        hiddenRows.insert(row)
      }
    case 0x007D:
      if let first = view.u16(body), let last = view.u16(body + 2), let flags = view.u16(body + 8),
        first <= last, flags & 1 != 0
      {
        hiddenColumns.insert(first...last)
      }
    case 0x00E5:
      for index in 0..<(view.u16(body) ?? 0) {
        let place = body + 2 + index * 8
        guard place + 8 <= record.end, let top = view.u16(place), let bottom = view.u16(place + 2),
          let left = view.u16(place + 4), let right = view.u16(place + 6), top <= bottom,
          left <= right
        else { continue }
        try merged.append(
          CellRange(
            CellReference(row: top, column: left), CellReference(row: bottom, column: right)))
      }
    default: break
    }
  }
}
