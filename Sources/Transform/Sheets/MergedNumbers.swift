import SurveyModel

/// Finds the numbers that stand in cells merged over several records, or over several columns of numbers:
/// each is the value of the first only.
///
/// The merged ranges of a worksheet are often told behind its rows, so that the records are read before.
struct MergedNumbers {
  /// The columns of numbers.
  private let columns: [Int]
  private let isNumber: [Int: Bool]
  /// By column, the row of the last record whose cell is not blank and has only blank ones of records
  /// directly below.
  private var open: [Int: Int] = [:]
  private var lastRow = -1
  /// The cells that are not blank and have a blank one of numbers directly below or behind.
  private var candidates: Set<CellReference> = []

  /// No form has more of them; beyond, they are not remembered one by one.
  private static let most = 100_000

  /// Watches the columns of numbers that are not carried down.
  init(layout: Layout, schema: RecordSchema, except left: Set<Int>) {
    columns = layout.columns
      .filter { column in
        let kind = schema.variables[column.variable].kind
        return (kind == .number || kind == .integer) && !left.contains(column.variable)
      }
      .map(\.column)
    isNumber = Dictionary(uniqueKeysWithValues: Set(columns).map { ($0, true) })
  }

  /// Whether the merged ranges of the worksheet are of any interest.
  var areToBeAsked: Bool { !candidates.isEmpty }

  /// Takes the records of a batch.
  mutating func take(_ rows: [Int], of batch: RowBatch) {
    for row in rows {
      let number = Int(batch.rowNumbers[row])
      for column in columns {
        if batch.kind(row: row, column: column) != .blank {
          open[column] = number
          if isNumber[column + 1] == true, batch.kind(row: row, column: column + 1) == .blank {
            add(CellReference(row: number, column: column))
          }
        } else if open[column] == number - 1, number - 1 == lastRow {
          add(CellReference(row: number - 1, column: column))
        }
      }
      lastRow = number
    }
  }

  /// The ranges that have a number for several cells of numbers.
  func merged(in ranges: [CellRange]) -> [CellRange] {
    ranges.filter { $0.first != $0.last && candidates.contains($0.first) && holdsMore($0) }
  }

  private mutating func add(_ cell: CellReference) {
    if candidates.count < Self.most { candidates.insert(cell) }
  }

  /// Whether a range covers another cell of numbers than its first.
  private func holdsMore(_ range: CellRange) -> Bool {
    range.last.row > range.first.row
      || columns.contains { $0 > range.first.column && $0 <= range.last.column }
  }
}
