import SurveyModel

/// Finds the numbers that stand in cells merged over several records, or over several columns of numbers:
/// each is the value of the first only.
///
/// The merged ranges of a worksheet are often told behind its rows, so that the records are read before.
struct MergedNumbers {
  /// The columns of numbers.
  private let columns: [Int]
  /// By column, the row of the last record whose cell is not blank.
  private var lastRows: [Int]
  /// The cells that hold a number, or a text with one, and have a blank one of numbers directly below or behind.
  private var candidates: Set<CellReference> = []

  /// No form has more of them; beyond, they are not remembered one by one.
  private static let most = 100_000

  /// Watches the columns of numbers that are not carried down.
  init(layout: Layout, schema: RecordSchema, except left: Set<Int>) {
    let numbers = layout.columns.filter { column in
      let kind = schema.variables[column.variable].kind
      return (kind == .number || kind == .integer) && !left.contains(column.variable)
    }
    columns = Set(numbers.map(\.column)).sorted()
    lastRows = columns.map { _ in -2 }
  }

  /// Whether the merged ranges of the worksheet are of any interest.
  var areToBeAsked: Bool { !candidates.isEmpty }

  /// Takes the records of a batch.
  mutating func take(_ rows: [Int], of batch: RowBatch) {
    for (index, column) in columns.enumerated() where column < batch.columns.count {
      guard candidates.count < Self.most else { return }
      let kinds = batch.columns[column].kinds
      let isPair = columns.indices.contains(index + 1) && columns[index + 1] == column + 1
      let next = isPair && column + 1 < batch.columns.count ? batch.columns[column + 1].kinds : nil
      var last = lastRows[index]
      for row in rows {
        let number = Int(batch.rowNumbers[row])
        if kinds[row] != .blank {
          guard mayBeNumber(row, column, batch) else {
            last = -2
            continue
          }
          last = number
          if isPair, next?[row] ?? .blank == .blank {
            candidates.insert(CellReference(row: number, column: column))
          }
        } else if last == number - 1 {
          candidates.insert(CellReference(row: last, column: column))
        }
      }
      lastRows[index] = last
    }
  }

  /// Whether a cell is no text without a digit: what says that a value is missing may say so of several.
  private func mayBeNumber(_ row: Int, _ column: Int, _ batch: RowBatch) -> Bool {
    guard batch.columns[column].kinds[row] == .text else { return true }
    guard case .text(let text) = batch.value(row: row, column: column) else { return true }
    return text.contains { $0.isNumber }
  }

  /// The ranges that have a number for several cells of numbers.
  func merged(in ranges: [CellRange]) -> [CellRange] {
    ranges.filter { $0.first != $0.last && candidates.contains($0.first) && holdsMore($0) }
  }

  /// Whether a range covers another cell of numbers than its first.
  private func holdsMore(_ range: CellRange) -> Bool {
    range.last.row > range.first.row
      || columns.contains { $0 > range.first.column && $0 <= range.last.column }
  }
}
