internal import Relational
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
  /// - Throws: `RunFailure` when the engine refuses.
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
    let value: StoredValue?
    let other: StoredValue?
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
    try store.engine.append(
      pairs.map { pair in
        [
          StoredValue(pair.later), StoredValue(pair.survivor), .text(record.name),
          .text(names.joined(separator: ", ")), StoredValue(pair.differences.isEmpty),
        ]
      }, to: "duplicate", columns)
    let differences = pairs.flatMap(\.differences)
    let parts = ["line", "origin", "record", "variable", "value", "survivor_value"]
    try store.engine.append(
      differences.enumerated()
        .map { line, difference in
          let isClear = record.variable(difference.variable)?.isClear == true
          return [
            StoredValue(line + 1), StoredValue(difference.origin), .text(record.name),
            .text(difference.variable),
            isClear ? difference.value.withheld : difference.value,
            isClear ? difference.other.withheld : difference.other,
          ]
        }, to: "duplicate_value", parts)
  }

  private func pairs(
    by names: [String], survivor: PipelineDefinition.RecordDefinition.Survivor,
    in record: StoreLayout.Record
  ) throws(RunFailure) -> [Pair] {
    // Most stores have nothing twice; finding that out takes a look at the prints, or one pass and
    // no join.
    guard store.engine.mayRepeat(names, in: record.name) else { return [] }
    let key = names.map { Scalar.column(nil, $0) }
    let whole = Plan.scan(record.cleanView).filtered(key.map(Scalar.isPresent))
    let repeated = Plan.group(
      whole, by: key, zip(names, key).map(Derived.init),
      having: .binary(.count(nil), .greater, .number(1)))
    let step = Plan.step("repeated_\(record.name)", repeated)
    return try store.engine.holding([step]) { () throws(RunFailure) in
      try store.engine.count(of: step) == 0
        ? [] : try pairs(among: step, by: names, survivor: survivor, in: record)
    }
  }

  /// The pairs of the keys that a plan has.
  private func pairs(
    among repeated: Plan, by names: [String],
    survivor: PipelineDefinition.RecordDefinition.Survivor, in record: StoreLayout.Record
  ) throws(RunFailure) -> [Pair] {
    let origin = Scalar.column("v", "origin")
    let rivals = Plan.join(
      .named(.scan(record.cleanView), "v"), .inner, .named(repeated, "d"),
      on: .same(names, of: "d", and: "v"))
    let survivors = Plan.derive(
      .window(
        FileOrder.ranked(rivals, by: origin),
        [
          Window(
            "survivor", .first(origin), by: names.map { .column("v", $0) },
            order: Self.order(survivor, of: record) + FileOrder.orderings(of: origin))
        ]), [Derived("origin", origin), Derived("survivor", .column(nil, "survivor"))])
    let (later, first) = (Scalar.column("o", "origin"), Scalar.column("o", "survivor"))
    let rows = Plan.scan(record.name)
    let pair = Plan.named(survivors, "o")
      .joined(.inner, .named(rows, "r"), on: .binary(.column("r", "origin"), .equal, later))
      .joined(.inner, .named(rows, "s"), on: .binary(.column("s", "origin"), .equal, first))
      .filtered([.binary(later, .notEqual, first)])
    let compared = record.variables.map(\.name).filter { !names.contains($0) }
    let values = compared.flatMap { (name: String) in
      ["r", "s"].map { (side: String) in Derived("\(side).\(name)", .column(side, name)) }
    }
    let query = Plan.derive(
      .order(pair, [Ordering(later, mayBeMissing: false)]),
      [Derived("origin", later), Derived("survivor", first)] + values)
    var pairs: [Pair] = []
    try store.engine.rows(of: query) { row throws(RunFailure) in
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
  ) -> [Ordering] {
    switch survivor {
    case .first: return []
    case .latest(let variable): return [Ordering(.column("v", variable), isDescending: true)]
    case .fullest:
      let filled = record.variables.map {
        Scalar.flag(.isPresent(.column("v", $0.name)))
      }
      guard let first = filled.first else { return [] }
      let count = filled.dropFirst().reduce(first) { .binary($0, .plus, $1) }
      return [Ordering(count, isDescending: true, mayBeMissing: false)]
    }
  }

  /// A variable with its value in both rows.
  private static func words(_ difference: Difference, _ record: StoreLayout.Record) -> String {
    let name = difference.variable
    func shown(_ cell: StoredValue?) -> String {
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

extension StoredValue? {
  /// What stands for a value that is kept in its record alone.
  fileprivate var withheld: StoredValue? { map { _ in .text(Diagnostic.Message.withheldText) } }
}
