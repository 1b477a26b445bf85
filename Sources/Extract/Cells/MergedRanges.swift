internal import SurveyModel

/// The merged ranges of a worksheet while they are read, as many as the limits allow.
struct MergedRanges {
  /// The ranges so far.
  private(set) var ranges: [CellRange] = []
  private let source: SourceName
  private let sheet: String
  private let most: Int

  init(_ source: SourceName, sheet: String, limits: ReadingLimits) {
    self.source = source
    self.sheet = sheet
    most = limits.mergedRanges
  }

  /// Adds a range.
  ///
  /// - Throws: `RunFailure` when there are too many.
  mutating func append(_ range: CellRange) throws {
    ranges.append(range)
    guard ranges.count <= most else {
      throw source.limit(
        .mergedRanges, "expected at most \(most) merged ranges, found more", at: .worksheet(sheet))
    }
  }

  /// Adds the range of a cell that spans `rows` rows and `columns` columns, as far as a worksheet
  /// goes.
  mutating func append(_ cell: CellReference, rows: Int, columns: Int) throws {
    let limit = CellReference.limit
    guard cell.row < limit.rows, cell.column < limit.columns else { return }
    try append(
      CellRange(
        cell,
        CellReference(
          row: min(cell.row + min(rows, limit.rows), limit.rows) - 1,
          column: min(cell.column + min(columns, limit.columns), limit.columns) - 1)))
  }
}
