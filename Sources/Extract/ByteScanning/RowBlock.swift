internal import SurveyModel

/// Rows that are being scanned: a kind and 64 bits for each cell, column by column.
@safe struct RowBlock: ~Copyable {
  /// The number of columns there is room for.
  private(set) var width: Int
  /// The number of rows there is room for.
  private(set) var rows: Int
  /// The number of rows that were committed.
  private(set) var count = 0
  /// The kinds, `rows` to a column.
  private(set) var kinds: UnsafeMutablePointer<ValueKind>
  /// The bits, `rows` to a column.
  private(set) var payloads: UnsafeMutablePointer<UInt64>

  private var numbers: [UInt32] = []
  private var hidden: [Int] = []

  init(width: Int, rows: Int) {
    self.width = width
    self.rows = rows
    unsafe kinds = .allocate(capacity: width * rows)
    unsafe payloads = .allocate(capacity: width * rows)
    unsafe kinds.initialize(repeating: .blank, count: width * rows)
    unsafe payloads.initialize(repeating: 0, count: width * rows)
  }

  deinit {
    unsafe kinds.deallocate()
    unsafe payloads.deallocate()
  }

  /// Makes room for rows of another shape; there must be none.
  mutating func reshape(width: Int, rows: Int) {
    precondition(count == 0)
    unsafe kinds.deallocate()
    unsafe payloads.deallocate()
    self.width = width
    self.rows = rows
    unsafe kinds = .allocate(capacity: width * rows)
    unsafe payloads = .allocate(capacity: width * rows)
    unsafe kinds.initialize(repeating: .blank, count: width * rows)
    unsafe payloads.initialize(repeating: 0, count: width * rows)
  }

  /// Keeps the row behind the last one.
  mutating func commit(number: Int, isHidden: Bool) {
    if isHidden { hidden.append(count) }
    numbers.append(UInt32(number))
    count += 1
  }

  /// Makes a row blank that was not committed.
  func clear(row: Int) {
    guard row < rows else { return }
    for column in 0..<width {
      unsafe kinds[column * rows + row] = .blank
      unsafe payloads[column * rows + row] = 0
    }
  }

  /// The number of cells that are not blank, and of columns that hold one.
  var extent: (cells: Int, width: Int) {
    var cells = 0
    var used = 0
    for column in 0..<width {
      var here = 0
      let start = unsafe kinds + column * rows
      for row in 0..<count where unsafe start[row] != .blank { here += 1 }
      if here > 0 { used = column + 1 }
      cells += here
    }
    return (cells, used)
  }

  /// Moves the rows into an empty batch.
  mutating func move(to batch: inout RowBatch, width used: Int) {
    batch.rowNumbers.append(contentsOf: numbers)
    batch.hiddenRows.append(contentsOf: hidden)
    while batch.columns.count < used { batch.columns.append(ValueColumn()) }
    for column in 0..<used {
      unsafe batch.columns[column].kinds
        .append(
          contentsOf: UnsafeBufferPointer(start: kinds + column * rows, count: count))
      unsafe batch.columns[column].payloads
        .append(
          contentsOf: UnsafeBufferPointer(start: payloads + column * rows, count: count))
    }
    for column in 0..<width {
      unsafe (kinds + column * rows).update(repeating: .blank, count: count)
      unsafe (payloads + column * rows).update(repeating: 0, count: count)
    }
    numbers.removeAll(keepingCapacity: true)
    hidden.removeAll(keepingCapacity: true)
    count = 0
  }
}
