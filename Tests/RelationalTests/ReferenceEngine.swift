import Relational

/// Evaluates plans in plain Swift over arrays: it says what a plan means, and every engine is held
/// against it.
struct ReferenceEngine {
  /// Rows with the names of their columns.
  struct Rows {
    var columns: [(plan: String?, name: String)]
    var values: [[Datum?]]
  }

  /// The tables of the store, by name.
  let tables: [String: Rows]

  /// The rows of a plan.
  func rows(of plan: Plan) -> Rows {
    switch plan {
    case .scan(let table): return tables[table] ?? Rows(columns: [], values: [])
    case .named(let plan, let name):
      var rows = rows(of: plan)
      rows.columns = rows.columns.map { (name, $0.name) }
      return rows
    case .filter(let plan, let condition):
      var rows = rows(of: plan)
      rows.values.removeAll { row in
        !Scope(rows.columns, row).holds(condition)
      }
      return rows
    case .derive(let plan, let derived):
      let rows = rows(of: plan)
      return Rows(
        columns: derived.map { (nil, $0.name) },
        values: rows.values.map { row in
          derived.map { Scope(rows.columns, row).value(of: $0.value) }
        })
    case .join(let left, let join, let right, let condition):
      return joined(rows(of: left), join, rows(of: right), on: condition)
    case .group(let plan, let keys, let derived, let condition):
      return grouped(rows(of: plan), by: keys, derived, having: condition)
    case .window(let plan, let windows):
      var rows = rows(of: plan)
      for window in windows { add(window, to: &rows) }
      return rows
    case .union(let plans):
      let parts = plans.map(rows(of:))
      return Rows(
        columns: parts.first?.columns.map { (nil, $0.name) } ?? [], values: parts.flatMap(\.values))
    case .distinct(let plan):
      var rows = rows(of: plan)
      var seen: Set<[Datum?]> = []
      rows.values = rows.values.filter { seen.insert($0).inserted }
      return rows
    case .order(let plan, let order):
      var rows = rows(of: plan)
      let columns = rows.columns
      rows.values.sort { precedes($0, $1, columns, order) }
      return rows
    case .limited(let plan, let count):
      var rows = rows(of: plan)
      rows.values = Array(rows.values.prefix(count))
      return rows
    case .values(let names, let rows):
      let none = Scope([], [])
      return Rows(
        columns: names.map { (nil, $0) },
        values: rows.map { row in row.map { none.value(of: $0) } })
    case .step(_, let plan):
      var rows = rows(of: plan)
      rows.columns = rows.columns.map { (nil, $0.name) }
      return rows
    case .inPieces(let plan, let table, let key): return pieces(of: plan, table, by: key)
    }
  }

  /// The rows of a plan over each three rows of a table.
  private func pieces(of plan: Plan, _ table: String, by key: String) -> Rows {
    guard let whole = tables[table], let place = whole.columns.firstIndex(where: { $0.name == key })
    else { return rows(of: plan) }
    var left = whole.values.sorted { ($0[place]?.number ?? 0) < ($1[place]?.number ?? 0) }[...]
    var found: Rows?
    while let end = left.isEmpty ? nil : min(3, left.count) {
      var tables = tables
      tables[table] = Rows(columns: whole.columns, values: Array(left.prefix(end)))
      let piece = ReferenceEngine(tables: tables).rows(of: plan)
      found = Rows(columns: piece.columns, values: (found?.values ?? []) + piece.values)
      left = left.dropFirst(end)
    }
    return found ?? rows(of: plan)
  }

  private func joined(
    _ left: Rows, _ join: Plan.Join, _ right: Rows, on condition: Scalar
  ) -> Rows {
    let columns = left.columns + right.columns
    var values: [[Datum?]] = []
    for row in left.values {
      let pairs = right.values.map { row + $0 }
        .filter { Scope(columns, $0).holds(condition) }
      values += pairs
      if pairs.isEmpty, join == .left {
        values.append(row + Array(repeating: nil, count: right.columns.count))
      }
    }
    return Rows(columns: columns, values: values)
  }

  private func grouped(
    _ rows: Rows, by keys: [Scalar], _ derived: [Derived], having condition: Scalar?
  ) -> Rows {
    var groups: [[Datum?]: [[Datum?]]] = keys.isEmpty ? [[]: []] : [:]
    for row in rows.values {
      let scope = Scope(rows.columns, row)
      groups[keys.map { scope.value(of: $0) }, default: []].append(row)
    }
    let none = [Datum?](repeating: nil, count: rows.columns.count)
    var values: [[Datum?]] = []
    for group in groups.values {
      let scope = Scope(rows.columns, group.first ?? none, group: group)
      guard condition.map(scope.holds) ?? true else { continue }
      values.append(derived.map { scope.value(of: $0.value) })
    }
    return Rows(columns: derived.map { (nil, $0.name) }, values: values)
  }

  private func add(_ window: Window, to rows: inout Rows) {
    let columns = rows.columns
    var partitions: [[Datum?]: [Int]] = [:]
    for (index, row) in rows.values.enumerated() {
      let scope = Scope(columns, row)
      partitions[window.partition.map { scope.value(of: $0) }, default: []].append(index)
    }
    var found = [Datum?](repeating: nil, count: rows.values.count)
    for indices in partitions.values {
      let sorted = indices.sorted {
        precedes(rows.values[$0], rows.values[$1], columns, window.order)
      }
      for (place, index) in sorted.enumerated() {
        switch window.function {
        case .rowNumber: found[index] = .number(Double(place + 1))
        case .first(let value):
          found[index] = Scope(columns, rows.values[sorted[0]]).value(of: value)
        }
      }
    }
    rows.columns.append((nil, window.name))
    for index in rows.values.indices { rows.values[index].append(found[index]) }
  }

  private func precedes(
    _ left: [Datum?], _ right: [Datum?], _ columns: [(plan: String?, name: String)],
    _ order: [Ordering]
  ) -> Bool {
    for ordering in order {
      let first = Scope(columns, left).value(of: ordering.value)
      let second = Scope(columns, right).value(of: ordering.value)
      guard first != second else { continue }
      guard let first, let second else { return second == nil }
      return ordering.isDescending ? second < first : first < second
    }
    return false
  }
}
