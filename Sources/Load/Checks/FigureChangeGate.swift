internal import Relational
internal import SurveyModel

/// Holds published figures against those of the latest published run.
///
/// Rows are compared that both runs have. A figure that is withheld in either is passed over; one that is
/// there no more is beyond any bound, unless it is withheld now.
struct FigureChangeGate {
  /// A row of a table, by what names it.
  private struct Key: Hashable {
    let level: String
    let code: String?
    let dimensions: [String?]
  }

  private let changes: [PipelineDefinition.FigureChange]
  private let store: StageStore

  /// How many changes are named.
  private static let most = 3

  /// Takes the gates and the store of a run.
  ///
  /// - Returns: nil where no figure is compared.
  init?(_ changes: [PipelineDefinition.FigureChange], _ store: StageStore) {
    guard !changes.isEmpty else { return nil }
    self.changes = changes
    self.store = store
  }

  /// Compares the figures.
  ///
  /// - Parameters:
  ///   - tables: The tables that were computed.
  ///   - earlier: The store of the earlier run, or nil where there is none.
  /// - Returns: How many figures differ by more than they may, none where nothing can be compared.
  /// - Throws: `RunFailure` when the engine refuses.
  func test(
    _ tables: [CompiledTable], against earlier: String?
  ) throws(RunFailure) -> GateResult {
    var log = DiagnosticLog()
    let findings = earlier.flatMap { path in
      StageReader.earlier(
        at: path, on: store.engines, for: "gates.change is not tested", &log
      ) { reader throws(RunFailure) in
        var findings: [String] = []
        for change in changes {
          guard let table = tables.first(where: { $0.definition.name == change.table }) else {
            continue
          }
          findings += try self.findings(of: change, table, reader.engine)
        }
        return findings
      }
    }
    try store.append(log)
    let named = findings?.listed(most: Self.most) ?? ""
    return GateResult(
      name: "change", limit: 0, value: Double(findings?.count ?? 0),
      finding: named.isEmpty ? nil : named)
  }

  private func findings(
    of change: PipelineDefinition.FigureChange, _ table: CompiledTable,
    _ earlier: any ReadableEngine
  ) throws(RunFailure) -> [String] {
    guard let column = table.measureColumns.first(where: { $0.name == change.measure }) else {
      return []
    }
    let keys = table.keyColumns.filter { $0.role != .name }
    let wanted = (keys + [column]).map(\.name) + [CompiledTable.statusColumn]
    // A table, measure or dimension that is new has nothing to be held against.
    guard Set(try earlier.columns(of: table.storeName).map(\.name)).isSuperset(of: wanted) else {
      return []
    }
    let levels =
      [GrandTotal.level]
      + table.levels.filter { $0 <= change.level ?? store.pipeline.levels.widest }.map(\.name)
    let rows = Plan.filter(
      .scan(table.storeName), .among(.column(nil, "level"), levels.map { .text($0) }))
    func figures(
      _ plan: Plan, in engine: any ReadableEngine,
      _ body: (Key, PublishedCell) -> Void
    ) throws(RunFailure) {
      try engine.rows(of: plan.keeping(wanted)) { row throws(RunFailure) in
        let key = Key(
          level: row[0]?.published ?? "", code: row[1]?.published,
          dimensions: row[2..<keys.count].map { $0?.published })
        let absence = PublishedTable.absences(row.last??.string ?? "")[column.name]
        body(key, PublishedCell(row[keys.count], of: column.type, absence: absence))
      }
    }
    var before: [Key: PublishedCell] = [:]
    try figures(rows, in: earlier) { before[$0] = $1 }
    var now: [(key: Key, cell: PublishedCell)] = []
    try figures(.order(rows, table.order), in: store.engine) { now.append(($0, $1)) }
    // Where there is a grand total, the places of the widest level are parts of the whole.
    let hasTotal = now.contains { $0.key.level == GrandTotal.level }
    return now.compactMap { key, cell in
      guard change.level != nil || !hasTotal || key.level == GrandTotal.level,
        let old = before[key], Self.isBeyond(change.bound, old, cell)
      else { return nil }
      return finding(column, table, key, old, cell)
    }
  }

  private static func isBeyond(
    _ bound: PipelineDefinition.FigureChange.Bound, _ old: PublishedCell, _ new: PublishedCell
  ) -> Bool {
    guard let before = old.number else { return false }
    guard let now = new.number else { return new.absence != .withheld }
    let difference = abs(now - before)
    // A bound that the decimals of a figure cannot say exactly passes at the bound itself.
    let tolerance = 1e-9 * max(abs(now), abs(before))
    return switch bound {
    case .difference(let most): difference > most + tolerance
    case .share(let share): difference > share * abs(before) + tolerance
    }
  }

  private func finding(
    _ column: CompiledTable.Column, _ table: CompiledTable, _ key: Key, _ old: PublishedCell,
    _ new: PublishedCell
  ) -> String {
    let shown = { (cell: PublishedCell) in
      cell.published(decimals: column.decimals) ?? cell.absence?.rawValue ?? ""
    }
    let place = [key.level, key.code].compactMap(\.self).joined(separator: " ")
    let of = ([place] + key.dimensions.compactMap(\.self)).joined(separator: ", ")
    return "\(table.definition.name).\(column.name) of \(of): \(shown(old)) → \(shown(new))"
  }
}
