extension RowBatch {
  /// Adds rows of another batch of the same worksheet, in their order.
  ///
  /// - Parameters:
  ///   - rows: Indices of rows of `other`, ascending.
  ///   - other: A batch with the same shared strings.
  package mutating func append(_ rows: [Int], of other: RowBatch) {
    let start = count
    rowNumbers += rows.map { other.rowNumbers[$0] }
    if !other.delimited.isEmpty { delimited += rows.map { other.delimited[$0] } }
    while columns.count < other.columns.count {
      columns.append(ValueColumn(blanks: start))
    }
    for (index, column) in other.columns.enumerated() {
      for row in rows {
        let payload = column.payloads[row]
        switch column.kinds[row] {
        case .text, .error: columns[index].append(column.kinds[row], adopted(payload, of: other))
        case let kind: columns[index].append(kind, payload)
        }
      }
    }
    finish()
    let places = Dictionary(
      rows.enumerated().map { ($1, start + $0) }, uniquingKeysWith: { first, _ in first })
    hiddenRows += other.hiddenRows.compactMap { places[$0] }
    if hiddenColumns.isEmpty { hiddenColumns = other.hiddenColumns }
    for formula in other.formulas {
      guard let row = places[formula.row] else { continue }
      formulas.append(
        Formula(
          row: row, column: formula.column,
          text: texts.append(utf8: Array(other.texts.utf8(at: formula.text)))))
    }
    for cell in other.shown {
      guard let row = places[cell.row] else { continue }
      let form =
        cell.form.text.map {
          cell.form.with(text: texts.append(utf8: Array(other.texts.utf8(at: $0))))
        } ?? cell.form
      shown.append(ShownCell(row: row, column: cell.column, form: form))
    }
  }

  /// The payload of another batch's text in this one.
  private mutating func adopted(_ payload: UInt64, of other: RowBatch) -> UInt64 {
    let id = TextID(bits: UInt32(truncatingIfNeeded: payload))
    guard !id.isShared else { return payload }
    return UInt64(TextID.local(texts.append(utf8: Array(other.texts.utf8(at: id.index)))).bits)
  }
}
