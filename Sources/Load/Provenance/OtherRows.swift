internal import Relational
internal import SurveyModel

/// The rows that formulas name beside their own, such as that of the wave before.
struct OtherRows {
  private let table: TracedTable
  private let rows: PublishedRows
  private let frame: TableFrame
  private let engine: any ReadableEngine

  init(
    _ table: TracedTable, _ rows: PublishedRows, _ frame: TableFrame, _ engine: any ReadableEngine
  ) {
    self.table = table
    self.rows = rows
    self.frame = frame
    self.engine = engine
  }

  /// The figure that a name means.
  ///
  /// - Parameters:
  ///   - name: The name, such as `before.tap_rate`.
  ///   - row: The row whose formula has it.
  /// - Returns: The figure; for all rows of a place their sum.
  /// - Throws: `RunFailure` when the engine refuses.
  func figure(
    _ name: String, seenFrom row: PublishedRows.Row
  ) throws(RunFailure) -> FigureTrace.OtherFigure {
    let reference = RowReference(name, levels: table.compiled.levels)
    let measure = reference?.measure ?? name
    func other(
      _ cell: PublishedCell, _ conditions: [FigureAddress.Condition] = []
    )
      -> FigureTrace.OtherFigure
    { FigureTrace.OtherFigure(name: name, row: conditions, measure: measure, cell: cell) }
    guard let reference else { return other(.absent(.missing)) }
    if reference.row == .all {
      let cells = set(of: row).compactMap { rows.cell(of: measure, in: $0) }
      return other(FiguresOfOthers.sum(of: cells), rows.conditions(code: row.code, []))
    }
    var key = row.keys
    let first = key.count - table.definition.dimensions.count
    switch reference.row {
    case .before, .first, .last:
      guard let wave = table.definition.dimensions.firstIndex(of: Waves.variable),
        let day = FiguresOfOthers.day(
          for: reference.row, of: key[first + wave], among: table.waves.map(\.frame.asOf))
      else { return other(.absent(.notApplicable)) }
      key[first + wave] = .text(day.description)
    case .level(let level):
      guard let code = try codeAround(row, at: level) else {
        return other(.absent(.notApplicable))
      }
      key[1] = .text(code)
    case .total: key[1] = .text(try topmost(of: row))
    case .all: break
    }
    let conditions = rows.conditions(
      code: key[1]?.published ?? "", Array(key[first...]))
    guard
      let found = rows.rows.first(where: {
        $0.keys[1] == key[1] && $0.keys[first...] == key[first...]
      })
    else { return other(.absent(.missing), conditions) }
    return other(rows.cell(of: measure, in: found) ?? .absent(.missing), conditions)
  }

  /// The rows of the same place and wave.
  private func set(of row: PublishedRows.Row) -> [PublishedRows.Row] {
    let first = row.keys.count - table.definition.dimensions.count
    let wave = table.definition.dimensions.firstIndex(of: Waves.variable).map { first + $0 }
    return rows.rows.filter { other in
      other.keys[1] == row.keys[1] && (wave.map { other.keys[$0] == row.keys[$0] } ?? true)
    }
  }

  /// The code of the place of a level that holds a row's; its own where it is of that level.
  private func codeAround(
    _ row: PublishedRows.Row, at level: PlaceLevel
  ) throws(RunFailure) -> String? {
    if row.level == level.name { return row.code }
    let isPlace = Scalar.binary(.column(nil, "code"), .equal, .text(row.code))
    let plan = Plan.filter(TablePlaces.chosen(on: frame.date), isPlace).keeping([level.name])
    var code: String?
    try engine.rows(of: plan) { row throws(RunFailure) in code = row[0]?.string }
    return code
  }

  /// The code of the row that holds a row and is held by none.
  private func topmost(of row: PublishedRows.Row) throws(RunFailure) -> String {
    if rows.rows.contains(where: { $0.code == GrandTotal.code }) { return GrandTotal.code }
    for level in table.compiled.levels {
      if let code = try codeAround(row, at: level), rows.rows.contains(where: { $0.code == code }) {
        return code
      }
    }
    return row.code
  }
}
