internal import Relational
internal import SurveyModel

/// A table as its layout shows it: which columns its sheet has, and its rows in order.
///
/// Rows are asked of the engine in the order of the sheet, those of one place and of all that stands
/// across the columns one behind the other, so that none but those is held; only an order by a measure
/// holds them all.
struct ShownTable {
  /// A column of figures.
  struct Figures: Hashable {
    /// The values of the variables that stand across the columns, in the order of the layout.
    let values: [String?]
    /// The number of the measure.
    let measure: Int
  }

  /// A row of the sheet.
  struct Row {
    /// The level, code and name of its place, the names of those around, the values that split it.
    let keys: [String?]
    /// The cells in the order of ``ShownTable/figures``; nil where the table has no such row.
    var cells: [PublishedCell?]

    var level: String { keys[0] ?? "" }
    var code: String { keys[1] ?? "" }
  }

  let table: CompiledTable
  let layout: TableLayout
  /// The columns that name a row, those across the columns left out.
  let keyColumns: [CompiledTable.Column]
  /// The columns of figures, in order.
  let figures: [Figures]

  private let keyIndices: [Int]
  private let acrossIndices: [Int]
  private let places: ShownPlaces
  private let engine: any Engine

  /// Looks which columns a table has.
  ///
  /// - Parameters:
  ///   - table: A table whose rows the engine keeps.
  ///   - pipeline: The pipeline.
  ///   - engine: The engine.
  /// - Throws: `RunFailure` when the engine refuses.
  init(
    _ table: CompiledTable, of pipeline: PipelineDefinition, from engine: any Engine
  ) throws(RunFailure) {
    self.table = table
    self.engine = engine
    layout = table.definition.shownLayout
    places = ShownPlaces(table, pipeline, layout)
    let columns = table.keyColumns
    func indices(_ names: [String]) -> [Int] {
      names.compactMap { name in
        columns.firstIndex { $0.name == name && $0.role == .dimension }
      }
    }
    let fixed = columns.indices.filter { columns[$0].role != .dimension }
    keyIndices = fixed + indices(layout.rows)
    acrossIndices = indices(layout.acrossDimensions)
    keyColumns = keyIndices.map { columns[$0] }
    figures = try Self.figures(of: table, layout, from: engine)
  }

  /// The columns of figures: those of the combinations that the table has, in the order of the heads.
  private static func figures(
    of table: CompiledTable, _ layout: TableLayout, from engine: any Engine
  ) throws(RunFailure) -> [Figures] {
    let names = layout.acrossDimensions
    let measures = table.measureColumns.indices
    guard !names.isEmpty else { return measures.map { Figures(values: [], measure: $0) } }
    func values(_ names: [String]) throws(RunFailure) -> [[String?]] {
      let order = names.flatMap { name in
        table.keyColumns.filter { $0.name == name }.flatMap { $0.order(of: nil) }
      }
      let plan = Plan.order(.distinct(table.rows().keeping(names)), order)
      var rows: [[String?]] = []
      try engine.rows(of: plan) { row throws(RunFailure) in
        rows.append(row.map { $0?.published })
      }
      return rows
    }
    var ranks: [[String?: Int]] = []
    for name in names {
      let values = try values([name]).map { $0[0] }
      ranks.append(
        Dictionary(
          values.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first }))
    }
    let columns = try values(names)
      .flatMap { values in measures.map { Figures(values: values, measure: $0) } }
    func place(_ figures: Figures) -> [Int] {
      layout.columns.map { head in
        guard case .dimension(let name) = head, let index = names.firstIndex(of: name) else {
          return figures.measure
        }
        return ranks[index][figures.values[index]] ?? 0
      }
    }
    return columns.map { ($0, place($0)) }
      .sorted { $0.1.lexicographicallyPrecedes($1.1) }
      .map(\.0)
  }

  /// Gives the rows in the order of the sheet.
  ///
  /// - Throws: `RunFailure` when the engine refuses; what the body throws.
  func rows(_ body: (Row) throws(RunFailure) -> Void) throws(RunFailure) {
    guard let (measure, isDescending) = places.measure else { return try ordered(body) }
    var rows: [Row] = []
    try ordered { row throws(RunFailure) in rows.append(row) }
    // Of several columns of a measure the last decides, such as that of the latest wave.
    let column = figures.lastIndex { $0.measure == measure } ?? 0
    let sorted = try places.sorted(
      rows, by: column, isDescending ? .descending : .ascending, engine)
    for row in sorted { try body(row) }
  }

  /// Gives the rows in the order of codes.
  private func ordered(_ body: (Row) throws(RunFailure) -> Void) throws(RunFailure) {
    var numbers: [[String?]: [Int: Int]] = [:]
    for (index, column) in figures.enumerated() {
      numbers[column.values, default: [:]][column.measure] = index
    }
    var row: Row?
    try PublishedTable(table)
      .rows(in: places.plan, from: engine) { part throws(RunFailure) in
        let keys = keyIndices.map { part.keys[$0] }
        if let whole = row, whole.keys != keys {
          try body(whole)
          row = nil
        }
        var whole = row ?? Row(keys: keys, cells: Array(repeating: nil, count: figures.count))
        let columns = numbers[acrossIndices.map { part.keys[$0] }] ?? [:]
        for (measure, cell) in part.cells.enumerated() {
          if let column = columns[measure] { whole.cells[column] = cell }
        }
        row = whole
      }
    if let row { try body(row) }
  }
}
