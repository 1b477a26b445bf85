import SurveyModel

/// Sums the numeric columns of a worksheet, to hold them against its rows of totals.
struct TotalsCheck {
  /// A total that the data rows deny.
  struct Disagreement {
    let column: Int
    let variable: String
    let stated: Double
    let summed: Double
  }

  private struct Column {
    let variable: Int
    let name: String
    let column: Int
    let scale: Double
    var all = 0.0
    var sinceSubtotal = 0.0
    /// Whether a cell could not be read, so that nobody knows the sum.
    var isUncertain = false
  }

  private var columns: [Column]

  init(layout: Layout, schema: RecordSchema, except left: Set<Int> = []) {
    columns = layout.columns.filter { !left.contains($0.variable) }
      .compactMap { column in
        let variable = schema.variables[column.variable]
        switch variable.kind {
        case .integer, .number:
          return Column(
            variable: column.variable, name: variable.name, column: column.column,
            scale: column.scale)
        default: return nil
        }
      }
  }

  /// Adds a data row, whatever becomes of it: the office's own sum has them all.
  ///
  /// A column with an unreadable cell is no longer checked.
  mutating func add(_ record: Int, of records: RecordBatch) {
    for index in columns.indices {
      let values = records.values[columns[index].variable]
      switch values.kinds[record] {
      case .number:
        let number = Double(bitPattern: values.payloads[record])
        columns[index].all += number
        columns[index].sinceSubtotal += number
      case .missing where values.payloads[record] == MissingReason.unreadable.payload:
        columns[index].isUncertain = true
      default: continue
      }
    }
  }

  /// The totals of a row that the rows above it deny, by more than rounding.
  ///
  /// - Parameters:
  ///   - row: A row of totals, or of subtotals, after which subtotals start anew.
  ///   - number: What a cell of the row says, unscaled; nil where it says nothing.
  /// - Returns: The disagreements, by column; empty where the row agrees.
  mutating func disagreements(
    at row: RowClassifier.Kind, number: (_ column: Int) -> Double?
  ) -> [Disagreement] {
    var found: [Disagreement] = []
    for index in columns.indices {
      let column = columns[index]
      let sum = row == .subtotal ? column.sinceSubtotal : column.all
      if !column.isUncertain, let stated = number(column.column)?.scaled(by: column.scale),
        abs(stated - sum) > 0.005 * column.scale + 1e-9 * abs(sum)
      {
        found.append(
          Disagreement(column: column.column, variable: column.name, stated: stated, summed: sum))
      }
      if row == .subtotal { columns[index].sinceSubtotal = 0 }
    }
    return found
  }
}
