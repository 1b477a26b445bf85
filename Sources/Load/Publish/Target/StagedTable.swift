internal import Relational

/// A table of a target, beside a temporary one with the rows of a run that are to come into it.
struct StagedTable {
  /// The table as it stands in the target.
  let table: StoredTable
  /// The columns by which its rows are one; none for a record without a key.
  let key: [String]
  /// The columns that are compared: all but the one that names where a row was read.
  let values: [String]
  /// Those of them that say why the values of a variable are missing.
  let reasons: Set<String>

  /// The table's name.
  var name: String { table.name }
  /// The name of the table with the rows of the run, which no record can have.
  var staging: String { "#\(name)" }

  /// Takes a table.
  init(_ table: StoredTable, key: [String], reasons: Set<String> = []) {
    self.table = table
    self.reasons = reasons
    self.key = key
    values = table.columns.map(\.name).filter { $0 != StandingTables.row }
  }

  /// The table with the rows of the run.
  var temporary: StoredTable {
    // What constraints refuse, the target refuses.
    let columns = table.columns.map {
      StoredTable.Column($0.name, $0.kind, mayBeMissing: $0.mayBeMissing)
    }
    var temporary = StoredTable(
      staging, columns, key: key.isEmpty ? [StandingTables.row] : mayLackKey ? [] : key)
    if mayLackKey { temporary.unique = [key] }
    temporary.isTemporary = true
    return temporary
  }

  /// Whether a part of a row's key may be missing: the row is then like no other.
  var mayLackKey: Bool { !key.isEmpty && table.key.isEmpty }

  /// Whether a row has its whole key.
  func hasKey(_ plan: String?) -> Scalar {
    Scalar.all(key.map { .isPresent(.column(plan, $0)) }) ?? .boolean(false)
  }

  // MARK: Rows with a key

  /// The rows of the run as `i`, each beside that of the target with its key as `t`.
  var pairs: Plan {
    Plan.named(.scan(staging), "i")
      .joined(.left, .named(.scan(name), "t"), on: .same(key, of: "t", and: "i"))
  }

  /// Whether the target has no row of the key.
  var isNew: Scalar { .isNull(.column("t", key[0])) }

  /// Whether the target has a row of the key with other values.
  var isChanged: Scalar {
    let parts = values.filter { !key.contains($0) }
      .map { Scalar.binary(.column("i", $0), .isDistinctFrom, .column("t", $0)) }
    guard let differs = Scalar.any(parts[...]) else { return .boolean(false) }
    return .binary(.not(isNew), .and, differs)
  }

  /// How many rows are new, how many have other values, and how many there are.
  var counts: Plan {
    .group(
      mayLackKey ? pairs.filtered([hasKey("i")]) : pairs, by: [],
      [
        Derived("new", .call(.sum, [.flag(isNew)])),
        Derived("changed", .call(.sum, [.flag(isChanged)])), Derived("rows", .count(nil)),
      ])
  }

  // MARK: Rows without one

  /// Of the rows without a key, or without a part of it, how many of the run the target has not, and how
  /// many of its own the run has not: rows are the same where all values are, and count as often as they
  /// stand there.
  var difference: Plan {
    let count = "#count"
    func side(_ table: String, _ weight: Double) -> Plan {
      .derive(
        key.isEmpty ? .scan(table) : .filter(.scan(table), .not(hasKey(nil))),
        values.map { Derived($0, .column(nil, $0)) } + [Derived(count, .number(weight))])
    }
    let sums = Plan.group(
      .union([side(staging, 1), side(name, -1)]), by: values.map { .column(nil, $0) },
      [Derived(count, .call(.sum, [.column(nil, count)]))])
    let sum = Scalar.column(nil, count)
    func part(_ symbol: Scalar.Operator, _ value: Scalar) -> Scalar {
      .call(
        .sum,
        [
          .either(
            when: .binary(sum, symbol, .number(0)), then: value, otherwise: .number(0))
        ])
    }
    return .group(
      sums, by: [],
      [Derived("new", part(.greater, sum)), Derived("gone", part(.less, .negated(sum)))])
  }
}

extension Scalar {
  /// Whether one of some conditions holds, as a tree that is no deeper than it must be; nil without one.
  fileprivate static func any(_ conditions: ArraySlice<Scalar>) -> Scalar? {
    guard conditions.count > 1 else { return conditions.first }
    let middle = conditions.startIndex + conditions.count / 2
    guard let left = any(conditions[..<middle]), let right = any(conditions[middle...]) else {
      return nil
    }
    return .binary(left, .or, right)
  }
}
