/// Consecutive rows of one worksheet as the file has them, column by column.
///
/// Rows come in ascending order and may leave out empty ones. Every column has as many rows as
/// ``rowNumbers``; a worksheet column beyond the last of ``columns`` is blank throughout. The reader
/// of a worksheet reuses one batch, so memory is bounded by the batch and the shared strings.
package struct RowBatch: Sendable {
  /// A formula: where it stands, and its text.
  package struct Formula: Hashable, Sendable {
    /// The index of the row in the batch.
    package let row: Int
    /// The zero-based worksheet column.
    package let column: Int
    /// The formula's text in the batch's own table, without a leading `=`.
    package let text: Int

    /// Places a formula.
    package init(row: Int, column: Int, text: Int) {
      self.row = row
      self.column = column
      self.text = text
    }
  }

  /// The zero-based number of each row on the worksheet.
  package var rowNumbers: [UInt32] = []
  /// The indices, in the batch, of rows that the worksheet hides; ascending.
  package var hiddenRows: [Int] = []
  /// The zero-based columns that the worksheet hides; empty where the format tells them too late.
  package var hiddenColumns: [ClosedRange<Int>] = []
  /// The cells, by zero-based worksheet column.
  package var columns: [ValueColumn] = []
  /// What the rows are beside their cells, row by row; empty unless they are of delimited text.
  package var delimited: [DelimitedRow] = []
  /// The formulas behind cached values, in the order of the file.
  package var formulas: [Formula] = []
  /// What cells show beside their values, row by row.
  package var shown: [ShownCell] = []
  /// Texts that are not shared strings.
  package var texts = TextTable()
  /// The workbook's shared strings.
  package var sharedTexts = SharedTexts.none

  /// Makes an empty batch.
  package init(sharedTexts: SharedTexts = .none) {
    self.sharedTexts = sharedTexts
  }

  /// The number of rows.
  package var count: Int { rowNumbers.count }

  /// The kind of a cell, blank outside the batch's columns.
  package func kind(row: Int, column: Int) -> ValueKind {
    column < columns.count ? columns[column].kinds[row] : .blank
  }

  /// The value of a cell, by its row in the batch and its zero-based column.
  package func value(row: Int, column: Int) -> Value {
    guard column < columns.count else { return .blank }
    return columns[column].value(at: row, texts: texts, shared: sharedTexts)
  }

  /// Starts a row; the cells of the row before it that were not set are blank.
  package mutating func beginRow(_ number: Int) {
    rowNumbers.append(UInt32(number))
  }

  /// Sets a cell of the last row.
  ///
  /// A cell that was already set is overwritten.
  package mutating func set(column: Int, _ kind: ValueKind, _ payload: UInt64) {
    while columns.count <= column { columns.append(ValueColumn()) }
    columns[column].place(kind, payload, at: rowNumbers.count - 1)
  }

  /// Sets a text cell of the last row.
  package mutating func set(column: Int, text: some StringProtocol) {
    set(column: column, .text, UInt64(TextID.local(texts.append(text)).bits))
  }

  /// Pads every column to the number of rows, so that the batch can be read.
  package mutating func finish() {
    for index in columns.indices { columns[index].pad(to: rowNumbers.count) }
  }

  /// Forgets columns beyond a number, or adds empty ones up to it.
  package mutating func resize(toColumns count: Int) {
    if columns.count > count { columns.removeSubrange(count...) }
    while columns.count < count { columns.append(ValueColumn()) }
  }

  /// Forgets the rows and keeps the memory and the shared strings.
  package mutating func removeAll() {
    rowNumbers.removeAll(keepingCapacity: true)
    hiddenRows.removeAll(keepingCapacity: true)
    delimited.removeAll(keepingCapacity: true)
    formulas.removeAll(keepingCapacity: true)
    shown.removeAll(keepingCapacity: true)
    texts.removeAll()
    for index in columns.indices {
      columns[index].kinds.removeAll(keepingCapacity: true)
      columns[index].payloads.removeAll(keepingCapacity: true)
    }
  }
}
