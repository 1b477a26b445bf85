internal import SurveyModel

/// Fills a batch row by row and hands it over when it is full.
///
/// All readers write through it, so that blank rows, bounds and batch sizes are the same in every
/// format. A row without cells is left out.
final class BatchWriter {
  /// What every cell touches.
  private struct State {
    var batch: RowBatch
    var cells = 0
    /// The cells of all batches, blank ones too.
    var slots = 0
    var row = -1
    var isRowOpen = false
    var isRowHidden = false
    var widest = 0
  }

  private let state: Held<State>

  /// The hidden columns, given to every batch.
  private var hiddenColumns = HiddenColumns()

  private let sink: (inout RowBatch) throws -> Void
  private let source: SourceName
  private let sheet: String
  private let limits: ReadingLimits
  private let batchRows: Int

  init(
    _ source: SourceName, sheet: String, limits: ReadingLimits, batchRows: Int,
    shared: SharedTexts = .none, sink: @escaping (inout RowBatch) throws -> Void
  ) {
    self.source = source
    self.sheet = sheet
    self.limits = limits
    self.batchRows = max(batchRows, 1)
    self.sink = sink
    state = Held(State(batch: RowBatch(sharedTexts: shared)))
  }

  /// The batch that is being filled.
  var batch: RowBatch {
    @inline(__always) _read { yield state.value.batch }
    @inline(__always) _modify { yield &state.value.batch }
  }

  /// Starts a row of a zero-based number; the same number as before goes on with that row.
  func beginRow(_ number: Int, isHidden: Bool = false) throws {
    guard number != state.value.row || number < 0 else { return }
    guard number >= 0, number < Int(UInt32.max) else {
      throw source.limit(
        "expected at most \(UInt32.max) rows, found row \(number + 1)", at: .worksheet(sheet))
    }
    if batch.count >= batchRows
      || (batch.count + 1) * max(batch.columns.count, 1) > limits.batchSlots
      || batch.texts.bytes.count > limits.batchTextBytes
    {
      try flush()
    }
    state.value.row = number
    state.value.isRowOpen = false
    state.value.isRowHidden = isHidden
  }

  /// Ends the row, so that one of the same number is another row.
  func endRow() {
    state.value.row = -1
  }

  /// Says what the row of delimited text is that has just got the last of its cells; one without any
  /// is none.
  func describe(_ row: DelimitedRow) {
    if state.value.isRowOpen { batch.delimited.append(row) }
  }

  /// Hides columns of every batch from now on.
  func hide(_ columns: ClosedRange<Int>) {
    hiddenColumns.insert(columns)
  }

  /// Whether a cell of the row was set.
  func isSet(_ column: Int) -> Bool {
    guard state.value.isRowOpen, column < batch.columns.count else { return false }
    let kinds = batch.columns[column].kinds
    return kinds.count == batch.count && kinds.last != .blank
  }

  /// Sets a cell of the row; blank does nothing.
  func set(_ column: Int, _ kind: ValueKind, _ payload: UInt64) throws {
    guard kind != .blank else { return }
    try open(column)
    batch.set(column: column, kind, payload)
  }

  /// Sets a cell of the row to a kind and payload.
  func set(_ column: Int, _ cell: (kind: ValueKind, payload: UInt64)) throws {
    try set(column, cell.kind, cell.payload)
  }

  /// Sets a cell of the row to a text; an empty one does nothing.
  func set(_ column: Int, text utf8: [UInt8]) throws {
    guard !utf8.isEmpty else { return }
    try check(utf8)
    try set(column, .text, UInt64(localText(utf8).bits))
  }

  /// Sets a cell of the row to an error.
  func set(_ column: Int, error utf8: [UInt8]) throws {
    try check(utf8)
    try set(column, .error, UInt64(localText(utf8).bits))
  }

  /// Sets a cell of the row to the error of a formula whose value the file does not have.
  func setUncalculated(_ column: Int) throws {
    try set(column, error: Self.uncalculated)
  }

  private static let uncalculated = Array(Value.uncalculatedCode.utf8)

  /// Notes the formula of a cell of the row.
  func formula(_ column: Int, _ utf8: [UInt8]) throws {
    guard !utf8.isEmpty else { return }
    try check(utf8)
    try open(column)
    batch.formulas.append(
      RowBatch.Formula(row: batch.count - 1, column: column, text: batch.texts.append(utf8: utf8)))
  }

  /// Adds a text to the batch; the row must have been opened by a cell, or be opened by one next.
  func localText(_ utf8: [UInt8]) -> TextID {
    .local(batch.texts.append(utf8: utf8))
  }

  /// Hands over what is buffered, then the rows that `fill` puts into the empty batch.
  ///
  /// `cells` is the number of cells that it adds, and `width` that of the columns that hold them.
  func handOver(cells: Int, width: Int, _ fill: (inout RowBatch) -> Void) throws {
    state.value.cells += cells
    try checkCells()
    fill(&batch)
    state.value.widest = max(state.value.widest, width)
    try flush()
  }

  /// Hands over what is left.
  func finish() throws {
    try flush()
  }

  private func open(_ column: Int) throws {
    guard state.value.row >= 0 else {
      throw source.unreadable(
        "expected every cell in a row, as the format demands, found one before the first row",
        at: .worksheet(sheet))
    }
    if !state.value.isRowOpen {
      batch.beginRow(state.value.row)
      state.value.isRowOpen = true
      if state.value.isRowHidden { batch.hiddenRows.append(batch.count - 1) }
    }
    guard column >= 0, column < CellReference.limit.columns else {
      throw source.limit(
        "expected at most \(CellReference.limit.columns) columns, found column \(column + 1)",
        at: .row(sheet: sheet, row: state.value.row))
    }
    if column >= state.value.widest { state.value.widest = column + 1 }
    state.value.cells += 1
    try checkCells()
  }

  /// Refuses a text that is too long by itself, or with the others of its row.
  private func check(_ utf8: [UInt8]) throws {
    guard utf8.count <= limits.textBytes else {
      throw source.limit(
        .textBytes, "expected at most \(limits.textBytes) bytes of one text, found \(utf8.count)",
        at: .row(sheet: sheet, row: max(0, state.value.row)))
    }
    guard batch.texts.bytes.count + utf8.count <= limits.batchTextBytes + limits.rowTextBytes else {
      throw source.limit(
        "expected at most \(limits.rowTextBytes) bytes of text in one row, found more",
        at: .row(sheet: sheet, row: max(0, state.value.row)))
    }
  }

  private func checkCells() throws {
    guard state.value.cells <= limits.cells else {
      throw source.limit(
        .cells, "expected at most \(limits.cells) cells, found more", at: .worksheet(sheet))
    }
  }

  private func checkBounds() throws {
    let width = state.value.widest
    guard width <= limits.columns else {
      throw source.limit(
        .columns, "expected at most \(limits.columns) columns, found column \(width)",
        at: .worksheet(sheet))
    }
    // A row costs as much as the last of its cells is far, so that a few bytes may cost much.
    state.value.slots += batch.count * width
    guard state.value.slots <= limits.sparseSlots || state.value.slots / 256 <= state.value.cells
    else {
      throw source.limit(
        "expected cells that stand together, found \(state.value.cells) that stand among \(state.value.slots) blank ones",
        at: .worksheet(sheet))
    }
    let last = Int(batch.rowNumbers.max() ?? 0)
    guard last < limits.rows else {
      throw source.limit(
        .rows, "expected at most \(limits.rows) rows, found row \(last + 1)",
        at: .worksheet(sheet))
    }
  }

  private func flush() throws {
    if batch.count > 0 {
      try checkBounds()
      batch.hiddenColumns = hiddenColumns.ranges
      batch.finish()
      try sink(&batch)
    }
    // One far cell must not make every later batch as wide as itself.
    if batch.columns.count > 64, batch.columns.count > state.value.widest * 2 {
      batch.columns.removeSubrange(state.value.widest...)
    }
    state.value.widest = 0
    batch.removeAll()
  }
}
