import SurveyModel

/// Finds the numbers that stand in cells merged over several records, or over several columns of numbers:
/// nobody knows what of it belongs to which.
///
/// The merged ranges of a worksheet are often told behind its rows, so that the records are read before.
struct MergedNumbers {
  /// The columns of numbers.
  private let columns: [Int]
  /// By column, the row of the last record whose cell is not blank.
  private var lastRows: [Int]
  /// The cells that hold a number, or a text with one, and have a blank one of a record directly below.
  private var above: Set<CellReference> = []
  /// Those that have a blank one of numbers directly behind.
  private var before: Set<CellReference> = []

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
  var areToBeAsked: Bool { !above.isEmpty || !before.isEmpty }

  /// Takes the records of a batch.
  mutating func take(_ rows: [Int], of batch: RowBatch) {
    for (index, column) in columns.enumerated() where column < batch.columns.count {
      guard above.count + before.count < Self.most else { return }
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
            before.insert(CellReference(row: number, column: column))
          }
        } else if last == number - 1 {
          above.insert(CellReference(row: last, column: column))
        }
      }
      lastRows[index] = last
    }
  }

  /// Whether a cell is no text without a number: what says that a value is missing may say so of several.
  private func mayBeNumber(_ row: Int, _ column: Int, _ batch: RowBatch) -> Bool {
    guard batch.columns[column].kinds[row] == .text else { return true }
    let (bytes, range) = batch.utf8(ofText: batch.columns[column].payloads[row])
    return range.contains { (0x30...0x39).contains(bytes[$0]) }
      || String(decoding: bytes[range], as: UTF8.self).contains { $0.isNumber }
  }

  /// The ranges that have a number for several cells of numbers.
  func merged(in ranges: [CellRange]) -> [CellRange] {
    ranges.filter { range in
      let isLong = range.last.row > range.first.row && above.contains(range.first)
      return isLong
        || before.contains(range.first)
          && columns.contains { $0 > range.first.column && $0 <= range.last.column }
    }
  }
}
