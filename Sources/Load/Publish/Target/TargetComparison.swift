internal import Relational
internal import SurveyModel

/// The records of a run in its own database and in the target, column by column.
///
/// Rows are told apart by their keys, since the target has other numbers for where they were read.
struct TargetComparison {
  private let merge: TargetMerge

  init(_ merge: TargetMerge) {
    self.merge = merge
  }

  /// The columns.
  func columns() throws(RunFailure) -> [ComparedColumn] {
    var compared: [ComparedColumn] = []
    for table in [merge.tables.places] + merge.tables.records {
      let names = table.key + table.values
      // Rows without a whole key are ordered by all that they have.
      let order = table.key + (table.key.isEmpty || table.mayLackKey ? table.values : [])
      func plan(_ rows: Plan) -> Plan {
        .derive(
          .order(rows, order.map { Ordering(.column("t", $0)) }),
          names.map { Derived($0, .column("t", $0)) })
      }
      let rows = Plan.named(.scan(table.name), "t")
      let ofRun =
        table.key.isEmpty || merge.mode == .replace && table.name != merge.tables.places.name
        ? rows
        : rows.joined(
          .inner, .named(.columns(table.key, of: table.staging), "i"),
          on: .same(table.key, of: "i", and: "t"))
      let source = try Self.checksums(of: table, plan(rows), on: merge.records)
      let target = try Self.checksums(of: table, plan(ofRun), on: merge.target)
      let clear = Set(
        merge.layout.record(table.name)?.variables.filter(\.isClear).map(\.name) ?? [])
      for (number, name) in table.values.enumerated() {
        compared.append(
          ComparedColumn(
            record: table.name, column: name,
            isWithheld: clear.contains(name) || !clear.isDisjoint(with: table.key),
            isReason: table.reasons.contains(name), source: source[number],
            target: target[number], reasons: [:]))
      }
    }
    return compared
  }

  private static func checksums(
    of table: StagedTable, _ plan: Plan, on engine: any ReadableEngine
  ) throws(RunFailure) -> [ColumnChecksum] {
    // The key stands twice: as what tells rows apart, and among the columns.
    let count = table.key.count
    return try ColumnChecksum.all(of: plan, keys: count, count: table.values.count, on: engine)
  }
}
