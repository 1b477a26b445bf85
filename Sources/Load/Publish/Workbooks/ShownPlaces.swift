internal import Relational
internal import SurveyModel

/// The order of a sheet's rows by their places.
struct ShownPlaces {
  /// Which end of a measure comes first.
  enum Direction {
    /// The least.
    case ascending
    /// The greatest.
    case descending
  }

  private let table: CompiledTable
  private let layout: TableLayout
  /// The levels that have rows, from the widest.
  private let levels: [String]
  private let date: CalendarDate

  init(_ table: CompiledTable, _ pipeline: PipelineDefinition, _ layout: TableLayout) {
    self.table = table
    self.layout = layout
    levels = table.levels.map(\.name)
    date = table.definition.base ?? pipeline.asOf
  }

  /// The number of the measure that rows are ordered by, and whether the greatest comes first.
  var measure: (index: Int, isDescending: Bool)? {
    let (name, isDescending): (String, Bool)
    switch layout.order {
    case .code: return nil
    case .descending(let measure): (name, isDescending) = (measure, true)
    case .ascending(let measure): (name, isDescending) = (measure, false)
    }
    return table.measureColumns.firstIndex { $0.name == name }.map { ($0, isDescending) }
  }

  /// The table's rows: each place behind the one that it lies in, or level by level.
  var plan: Plan {
    let keys = table.keyColumns
    let splits = (layout.rows + layout.acrossDimensions)
      .flatMap { name in keys.filter { $0.name == name }.flatMap { $0.order(of: "t") } }
    let rows = Plan.named(table.rows(), "t")
    let columns = (table.columns.map(\.name) + [CompiledTable.statusColumn])
      .map { Derived($0, .column("t", $0)) }
    guard layout.places == .indent else {
      let rank = Scalar.rank(
        of: .column("t", "level"), among: [GrandTotal.level] + table.levels.map(\.name))
      let codes = [rank, .column("t", "code")].map { Ordering($0, mayBeMissing: false) }
      return .derive(.order(rows, codes + splits), columns)
    }
    // A place is named by the codes of all with a row that it lies in; a wider one has none of the
    // narrower.
    let path = levels.map { Scalar.call(.coalesce, [.column("p", $0), .text("")]) }
    let order = (path + [.column("t", "code")]).map { Ordering($0, mayBeMissing: false) }
    return .derive(
      .order(
        rows.joined(
          .left, .named(paths, "p"), on: .same(["code"], of: "t", and: "p")), order + splits),
      columns)
  }

  private var paths: Plan { TablePlaces.chosen(on: date).keeping(["code"] + levels) }

  /// The rows by the figures of a column, among those of places that lie in one place, or among those
  /// of one level.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  func sorted(
    _ rows: [ShownTable.Row], by column: Int, _ direction: Direction, _ engine: any Engine
  ) throws(RunFailure) -> [ShownTable.Row] {
    let parents = layout.places == .indent ? try parents(of: rows, engine) : [:]
    var children: [String: [Int]] = [:]
    for (index, row) in rows.enumerated() {
      let group = layout.places == .indent ? parents[row.code] ?? "" : row.level
      children[group, default: []].append(index)
    }
    func siblings(_ group: String) -> [Int] {
      (children[group] ?? [])
        .sorted { left, right in
          Self.precedes(
            (rows[left].cells[column]?.number, left), (rows[right].cells[column]?.number, right),
            direction)
        }
    }
    guard layout.places == .indent else {
      var seen: Set<String> = []
      return rows.map(\.level).filter { seen.insert($0).inserted }.flatMap(siblings)
        .map { rows[$0] }
    }
    var sorted: [ShownTable.Row] = []
    var waiting = Array(siblings("").reversed())
    while let index = waiting.popLast() {
      sorted.append(rows[index])
      waiting += siblings(rows[index].code).reversed()
    }
    return sorted
  }

  /// Numbers before what has none; what is equal stays as it was.
  private static func precedes(
    _ left: (number: Double?, index: Int), _ right: (number: Double?, index: Int),
    _ direction: Direction
  ) -> Bool {
    switch (left.number, right.number) {
    case (let first?, let second?) where first != second:
      direction == .descending ? first > second : first < second
    case (_?, nil): true
    case (nil, _?): false
    default: left.index < right.index
    }
  }

  /// The place with a row in which a place lies, by its code.
  private func parents(
    of rows: [ShownTable.Row], _ engine: any Engine
  ) throws(RunFailure) -> [String: String] {
    let codes = Set(rows.map(\.code))
    var parents: [String: String] = [:]
    try engine.rows(of: paths) { row throws(RunFailure) in
      let path = row.map { $0?.string ?? "" }
      guard codes.contains(path[0]) else { return }
      parents[path[0]] = path.dropFirst().last { $0 != path[0] && codes.contains($0) }
    }
    return parents
  }
}
