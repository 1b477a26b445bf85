internal import Relational
internal import SurveyModel

/// The figures of the whole over the runs that are kept, of the measures that stand for tables.
struct EarlierFigures {
  /// A measure over the runs.
  struct Series {
    let table: String
    let title: Label
    let unit: String?
    /// The numbers, the earliest first and this run's last; nil where a run has none.
    let values: [Double?]
    let shown: [String]
  }

  /// When the runs before this one began.
  let times: [String]
  /// The measures that other runs have too.
  let series: [Series]

  /// Reads the figures.
  ///
  /// Runs whose figures are all the same stand for one: the earliest of them, and this run where they are as
  /// its own, so that a run that is made again looks the same. One that cannot be read is passed over.
  ///
  /// - Parameters:
  ///   - tables: The tables with their figures of this run.
  ///   - runs: The runs that are kept, the earliest first.
  ///   - engines: What opens their stores.
  init(_ tables: [OverviewTable], _ runs: [KeptStore], on engines: any EngineProvider) {
    // What an earlier run did not withhold yet would give away what is withheld now.
    let wholes = tables.filter { !$0.definition.isWithholding }
      .compactMap { table in table.whole.map { (table, $0) } }
    let own = wholes.map { table, row in row.cells[table.headline] }
    var times: [String] = []
    var earlier: [[PublishedCell]] = []
    for run in runs {
      guard let engine = try? engines.open(run.path, version: StageStore.version) else { continue }
      let figures = wholes.map { table, row in Self.figure(table, row, in: engine) }
      if figures == earlier.last { continue }
      times.append(run.began)
      earlier.append(figures)
    }
    if earlier.last == own {
      earlier.removeLast()
      times.removeLast()
    }
    self.times = times
    series = wholes.enumerated()
      .compactMap { index, whole in
        let (table, _) = whole
        let cells = earlier.map { $0[index] } + [own[index]]
        guard cells.compactMap(\.number).count > 1 else { return nil }
        let column = table.compiled.measureColumns[table.headline]
        return Series(
          table: table.definition.name, title: table.title(of: table.headline), unit: column.unit,
          values: cells.map(\.number),
          shown: cells.map { OverviewFigure.shown($0, decimals: column.decimals) })
      }
  }

  /// The figure of the same row in another run, missing where it has none.
  private static func figure(
    _ table: OverviewTable, _ row: PublishedTable.Row, in engine: any ReadableEngine
  ) -> PublishedCell {
    let measure = table.compiled.measureColumns[table.headline]
    let names = table.compiled.keyColumns.map(\.name)
    guard let columns = try? engine.columns(of: table.compiled.storeName),
      Set(columns.map(\.name)).isSuperset(of: [measure.name, "level", "code"])
    else { return .absent(.missing) }
    var conditions: [Scalar] = []
    for (name, value) in zip(names, row.keys)
    where ["level", "code", Waves.variable].contains(name) {
      guard let value, columns.contains(where: { $0.name == name }) else { continue }
      conditions.append(.binary(.column(nil, name), .equal, .text(value)))
    }
    let plan = Plan.scan(table.compiled.storeName).filtered(conditions)
      .keeping([measure.name, CompiledTable.statusColumn])
    var cells: [PublishedCell] = []
    try? engine.rows(of: plan) { row throws(RunFailure) in
      let absence = PublishedTable.absences(row[1]?.string ?? "")[measure.name]
      cells.append(PublishedCell(row[0], of: measure.type, absence: absence))
    }
    return cells.count == 1 ? cells[0] : .absent(.missing)
  }
}
