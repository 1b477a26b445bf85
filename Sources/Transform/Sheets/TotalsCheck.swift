import SurveyModel

/// Sums the numeric columns of a worksheet, to hold them against its rows of totals.
///
/// Totals stand below the rows that they sum or, in yearbooks, above them: those that stand above the
/// first row of data, and all later ones of their kind, may wait for the rows below.
struct TotalsCheck {
  /// A total that the data rows deny.
  struct Disagreement {
    let column: Int
    let variable: String
    let stated: Double
    let summed: Double
  }

  /// What becomes of a row of totals.
  enum Verdict {
    /// The rows above it deny nothing that it states.
    case agrees
    case disagrees([Disagreement])
    /// The rows below it may be those that it sums.
    case waits
  }

  /// A row of totals that waited for the rows below it.
  struct Settled {
    let origin: Origin
    /// Where the rows below deny it; empty where they do not.
    let disagreements: [Disagreement]
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

  /// Where a section of the rows of data begins: behind a row of totals.
  private struct Section {
    /// The rows of data before it.
    let rows: Int
    /// Their sums.
    let sums: [Double]
  }

  /// A row of totals above rows that it may sum.
  private struct Waiting {
    let origin: Origin
    let isSubtotal: Bool
    let stated: [Double?]
    var sums: [Double]
    /// The sums where the next row of its kind stood, once there were data between.
    var section: [Double]?
    var hasData = false
  }

  /// No table has totals of more levels above each other.
  private static let mostWaiting = 16

  private var columns: [Column]
  private var waiting: [Waiting] = []
  private var sections: [Section] = []
  /// The rows of data so far.
  private var rows = 0
  /// Whether the first totals, or subtotals, stood above all data; nil before there were any.
  private var leads: (totals: Bool?, subtotals: Bool?)

  init(layout: Layout, schema: RecordSchema, except left: Set<Int> = []) {
    columns = layout.columns.filter { !left.contains($0.variable) }
      .compactMap { column in
        let variable = schema.variables[column.variable]
        switch variable.kind {
        // No percentage is the sum of others.
        case .integer, .number:
          guard variable.unit != PercentText.unit, column.unit == nil else { return nil }
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
    rows += 1
    for index in waiting.indices { waiting[index].hasData = true }
    for index in columns.indices {
      let values = records.values[columns[index].variable]
      switch values.kinds[record] {
      case .number:
        let number = Double(bitPattern: values.payloads[record])
        columns[index].all += number
        columns[index].sinceSubtotal += number
        for row in waiting.indices { waiting[row].sums[index] += number }
      case .missing where values.payloads[record] == MissingReason.unreadable.payload:
        columns[index].isUncertain = true
      default: continue
      }
    }
  }

  /// Adds a data row of which nobody knows what its numbers belong to: no column can be checked.
  mutating func addUnknown() {
    rows += 1
    for index in waiting.indices { waiting[index].hasData = true }
    for index in columns.indices { columns[index].isUncertain = true }
  }

  /// Holds a row of totals against the rows above it.
  ///
  /// - Parameters:
  ///   - row: A row of totals, or of subtotals, after which subtotals start anew.
  ///   - origin: The row.
  ///   - number: What a cell of the row says, unscaled; nil where it says nothing.
  /// - Returns: What becomes of the row; and the rows that need not wait any longer.
  mutating func verdict(
    at row: RowClassifier.Kind, origin: Origin, number: (_ column: Int) -> Double?
  ) -> (verdict: Verdict, settled: [Settled]) {
    let isSubtotal = row == .subtotal
    let stated = columns.map { number($0.column)?.scaled(by: $0.scale) }
    let sums = columns.map { isSubtotal ? $0.sinceSubtotal : $0.all }
    let found = agreesWithSection(stated) ? [] : disagreements(stated, sums)
    let settled = closeSections(isSubtotal: isSubtotal)
    if isSubtotal {
      for index in columns.indices { columns[index].sinceSubtotal = 0 }
      leads.subtotals = leads.subtotals ?? (rows == 0)
    } else {
      leads.totals = leads.totals ?? (rows == 0)
    }
    guard !found.isEmpty else { return (.agrees, settled) }
    guard (isSubtotal ? leads.subtotals : leads.totals) == true else {
      return (.disagrees(found), settled)
    }
    waiting.append(
      Waiting(
        origin: origin, isSubtotal: isSubtotal, stated: stated,
        sums: columns.map { _ in 0 }))
    return (.waits, settled + dropped())
  }

  /// Whether totals sum the rows since one of the rows of totals above, as those of the levels between
  /// the lowest and the whole do.
  private mutating func agreesWithSection(_ stated: [Double?]) -> Bool {
    defer {
      if sections.last?.rows != rows {
        sections.append(Section(rows: rows, sums: columns.map(\.all)))
        if sections.count > Self.mostWaiting { sections.removeFirst() }
      }
    }
    guard stated.contains(where: { $0 != nil }) else { return false }
    return sections.contains { section in
      section.rows < rows
        && disagreements(stated, zip(columns, section.sums).map { $0.all - $1 }).isEmpty
    }
  }

  /// Settles the rows that wait for rows below them, at the end of the worksheet.
  mutating func finish() -> [Settled] {
    defer { waiting = [] }
    return waiting.map(settled)
  }

  /// Ends the sections of waiting rows at a row of totals; those that their section bears out are
  /// settled.
  private mutating func closeSections(isSubtotal: Bool) -> [Settled] {
    var settled: [Settled] = []
    for index in waiting.indices where waiting[index].hasData {
      guard waiting[index].isSubtotal || !isSubtotal else { continue }
      if disagreements(waiting[index].stated, waiting[index].sums).isEmpty {
        settled.append(Settled(origin: waiting[index].origin, disagreements: []))
      } else if waiting[index].section == nil {
        waiting[index].section = waiting[index].sums
      }
    }
    let origins = Set(settled.map(\.origin))
    waiting.removeAll { origins.contains($0.origin) }
    return settled
  }

  private mutating func dropped() -> [Settled] {
    guard waiting.count > Self.mostWaiting else { return [] }
    // The total of everything stays.
    let index = waiting.firstIndex(where: \.isSubtotal) ?? 0
    return [settled(waiting.remove(at: index))]
  }

  private func settled(_ row: Waiting) -> Settled {
    let found = disagreements(row.stated, row.sums)
    guard !found.isEmpty, let section = row.section else {
      return Settled(origin: row.origin, disagreements: found)
    }
    let inSection = disagreements(row.stated, section)
    return Settled(
      origin: row.origin, disagreements: row.isSubtotal || inSection.isEmpty ? inSection : found)
  }

  /// The totals that sums deny, by more than rounding.
  private func disagreements(_ stated: [Double?], _ sums: [Double]) -> [Disagreement] {
    columns.indices.compactMap { index in
      let column = columns[index]
      let sum = sums[index]
      guard !column.isUncertain, let stated = stated[index],
        abs(stated - sum) > 0.005 * column.scale + 1e-9 * abs(sum)
      else { return nil }
      return Disagreement(column: column.column, variable: column.name, stated: stated, summed: sum)
    }
  }
}
