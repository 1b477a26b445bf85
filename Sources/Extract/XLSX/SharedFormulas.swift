/// The formulas that several cells of a worksheet share.
final class SharedFormulas {
  private var masters: [Int: (text: [UInt8], row: Int, column: Int)] = [:]

  /// Remembers the formula of the first cell of a group, and gives the others theirs: the same with
  /// its relative references moved.
  func complete(_ formula: inout [UInt8], index: Int, row: Int, column: Int) {
    if !formula.isEmpty {
      if masters.count < 100_000 { masters[index] = (formula, row, column) }
      return
    }
    guard let master = masters[index] else { return }
    formula = FormulaReferences.moved(
      master.text, rows: row - master.row, columns: column - master.column)
  }
}
