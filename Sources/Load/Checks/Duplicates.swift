internal import SQLiteBulk
internal import SurveyModel

/// Finds the rows that are one record, by its key and by other evidence, and holds back all but one.
///
/// Which of them survives, the pipeline says: the first in the order of the files, the latest by a
/// date, or the fullest; of equals it is always the first. Every row that is held back is logged with
/// the row that survived and what they have in common, and what differs is shown side by side.
struct Duplicates {
  /// How many differing values a message shows.
  private static let shownValues = 8

  private let store: StageStore
  private let places: RowPlaces

  /// Takes a store that holds every row.
  init(_ store: StageStore, places: RowPlaces) {
    self.store = store
    self.places = places
  }

  /// Holds back the duplicates of a record, by its key first and then by each of its other evidences.
  ///
  /// - Throws: `RunFailure` when SQLite refuses.
  func holdBack(in record: StoreLayout.Record) throws(RunFailure) {
    let definition = store.pipeline.records.first { $0.name == record.name }
    let survivor = definition?.survivor ?? .first
    for names in [record.key] + (definition?.evidences ?? []) where !names.isEmpty {
      try holdBack(by: names, survivor: survivor, in: record)
    }
  }

  /// A row that is held back, and the one that survives.
  private struct Pair {
    let later: Origin
    let survivor: Origin
    /// The variables that differ, with both values.
    let differences: [Difference]
  }

  /// A variable that two rows of one record give differently.
  private struct Difference {
    let origin: Origin
    let variable: String
    let value: SQLCell?
    let other: SQLCell?
  }

  private func holdBack(
    by names: [String], survivor: PipelineDefinition.RecordDefinition.Survivor,
    in record: StoreLayout.Record
  ) throws(RunFailure) {
    let pairs = try pairs(by: names, survivor: survivor, in: record)
    guard !pairs.isEmpty else { return }
    let isKey = names == record.key
    try store.holdBack(pairs.map { entry($0, by: names, isKey: isKey, of: record) }, in: record)
    let columns = ["origin", "survivor", "record", "by", "is_equal"]
    try store.insert(into: "duplicate", columns, pairs) { pair, binder in
      binder.integer(pair.later.key, at: 1)
      binder.integer(pair.survivor.key, at: 2)
      binder.text(record.name, at: 3) as Void
      binder.text(names.joined(separator: ", "), at: 4) as Void
      binder.integer(pair.differences.isEmpty ? 1 : 0, at: 5)
    }
    let differences = pairs.flatMap(\.differences)
    let parts = ["origin", "record", "variable", "value", "survivor_value"]
    try store.insert(into: "duplicate_value", parts, differences) { difference, binder in
      binder.integer(difference.origin.key, at: 1)
      binder.text(record.name, at: 2) as Void
      binder.text(difference.variable, at: 3) as Void
      let isClear = record.variable(difference.variable)?.isClear == true
      binder.cell(isClear ? difference.value.withheld : difference.value, at: 4)
      binder.cell(isClear ? difference.other.withheld : difference.other, at: 5)
    }
  }

  private func pairs(
    by names: [String], survivor: PipelineDefinition.RecordDefinition.Survivor,
    in record: StoreLayout.Record
  ) throws(RunFailure) -> [Pair] {
    let key = names.map(SQLName.quoted)
    let list = key.joined(separator: ", ")
    let isWhole = key.map { "\($0) IS NOT NULL" }.joined(separator: " AND ")
    let view = SQLName.quoted(record.cleanView)
    // Most stores have nothing twice; finding that out takes a look at the prints, or one pass and
    // no join.
    if store.prints[record.name]?[names]?.mayRepeat() == false { return [] }
    let table = "repeated_\(record.name)"
    try store.execute(
      """
      CREATE TEMP TABLE \(SQLName.quoted(table)) AS SELECT \(list) FROM \(view) WHERE \(isWhole)
      GROUP BY \(list) HAVING COUNT(*) > 1
      """)
    defer { try? store.execute("DROP TABLE \(SQLName.quoted(table))") }
    guard try store.count(of: table) > 0 else { return [] }
    let isSame = key.map { "d.\($0) = v.\($0)" }.joined(separator: " AND ")
    let order = (Self.order(survivor, of: record) + ["v.\"origin\""]).joined(separator: ", ")
    let group = key.map { "v.\($0)" }.joined(separator: ", ")
    let compared = record.variables.map(\.name).filter { !names.contains($0) }
    let values = compared.flatMap { name in
      ["r.\(SQLName.quoted(name))", "s.\(SQLName.quoted(name))"]
    }
    let query = """
      SELECT \((["o.\"origin\"", "o.\"survivor\""] + values).joined(separator: ", ")) FROM (
      SELECT v."origin" AS "origin",
      FIRST_VALUE(v."origin") OVER (PARTITION BY \(group) ORDER BY \(order)) AS "survivor"
      FROM \(view) v JOIN \(SQLName.quoted(table)) d ON \(isSame)) o
      JOIN \(SQLName.quoted(record.name)) r ON r."origin" = o."origin"
      JOIN \(SQLName.quoted(record.name)) s ON s."origin" = o."survivor"
      WHERE o."origin" <> o."survivor" ORDER BY o."origin"
      """
    var pairs: [Pair] = []
    try store.rows(of: query) { row throws(RunFailure) in
      guard let later = row[0]?.key, let survivor = row[1]?.key else { return }
      var differences: [Difference] = []
      for (index, name) in compared.enumerated() {
        let (own, other) = (row[2 * index + 2], row[2 * index + 3])
        guard own != other else { continue }
        differences.append(Difference(origin: later, variable: name, value: own, other: other))
      }
      pairs.append(Pair(later: later, survivor: survivor, differences: differences))
    }
    return pairs
  }

  private static func order(
    _ survivor: PipelineDefinition.RecordDefinition.Survivor, of record: StoreLayout.Record
  ) -> [String] {
    switch survivor {
    case .first: return []
    case .latest(let variable): return ["v.\(SQLName.quoted(variable)) DESC NULLS LAST"]
    case .fullest:
      let filled = record.variables.map {
        "CASE WHEN v.\(SQLName.quoted($0.name)) IS NULL THEN 0 ELSE 1 END"
      }
      return ["\(filled.joined(separator: " + ")) DESC"]
    }
  }

  /// A variable with its value in both rows.
  private static func words(_ difference: Difference, _ record: StoreLayout.Record) -> String {
    let name = difference.variable
    func shown(_ cell: SQLCell?) -> String {
      guard let cell else { return "nothing" }
      let text = cell.published
      return record.variable(name)?.sensitivity != .open || PersonalText.holdsNumber(text)
        ? Diagnostic.Message.withheldText : text
    }
    return "\(name) \(shown(difference.value)) here and \(shown(difference.other)) there"
  }

  private func entry(
    _ pair: Pair, by names: [String], isKey: Bool, of record: StoreLayout.Record
  ) -> QuarantineEntry {
    let isEqual = pair.differences.isEmpty
    let shown = pair.differences.prefix(Self.shownValues).map { Self.words($0, record) }
      .joined(separator: ", ")
    let rest = pair.differences.count > Self.shownValues ? " and more" : ""
    let place = places.name(of: pair.survivor)
    let found =
      isEqual
      ? "found an equal one at \(place)"
      : "found another with other values at \(place): \(shown)\(rest)"
    let code: Diagnostic.Code =
      !isKey ? .recordLikelyDuplicate : isEqual ? .recordDuplicate : .recordConflict
    return QuarantineEntry(
      origin: pair.later, column: places.column(of: names[0], at: pair.later), variable: names[0],
      value: .blank, code: code,
      message: isKey
        ? "expected one \(record.name) of its key, \(found)"
        : "expected one \(record.name) of its \(names.joined(separator: ", ")), \(found)",
      remedy: isKey && isEqual
        ? "remove one of the two rows" : "correct one of the two rows, or its key")
  }
}

extension SQLCell? {
  /// What stands for a value that is kept in its record alone.
  fileprivate var withheld: SQLCell? { map { _ in .text(Diagnostic.Message.withheldText) } }
}
