internal import Relational

/// A plan while it is written.
///
/// It becomes as few `SELECT`s as its clauses allow: what would change the meaning of a clause that is
/// written already begins another one around it. A step is written once, before all that rests on it.
struct PlanText {
  /// The steps whose rows stand in tables.
  private let held: Set<String>
  /// The steps that are written, in order.
  private var steps: [(name: String, text: String)] = []

  init(holding held: Set<String>) { self.held = held }

  /// The whole statement of a plan.
  mutating func statement(of plan: Plan) -> String {
    let query = body(of: plan)
    guard !steps.isEmpty else { return query }
    let list = steps.map { "\(SQLName.quoted($0.name)) AS (\n\($0.text))" }
    return "WITH \(list.joined(separator: ",\n"))\n\(query)"
  }

  /// A plan as a query, whatever stands around it.
  private mutating func body(of plan: Plan) -> String {
    guard case .union(let plans) = plan else { return select(plan).text }
    precondition(!plans.isEmpty, "a union of no plan has no columns")
    var texts: [String] = []
    for plan in plans {
      // The rows of a union have no order.
      var select = select(plan)
      if select.limit == nil { select.order = [] } else { select = select.wrapped }
      texts.append(select.text)
    }
    return texts.joined(separator: "\nUNION ALL\n")
  }

  private mutating func select(_ plan: Plan) -> SelectText {
    switch plan {
    case .scan(let table): return SelectText(from: SQLName.quoted(table))
    case .named(let plan, let name):
      return SelectText(from: "\(source(of: plan)) \(SQLName.quoted(name))")
    case .filter(let plan, let condition):
      var select = select(plan).open(for: .condition)
      select.conditions.append(select.text(of: condition))
      return select
    case .derive(let plan, let columns):
      let select = select(plan).open(for: .columns(columns.map(\.value)))
      return select.giving(columns.map { Self.column($0, in: select) })
    case .join(let left, let join, let right, let condition):
      let word = join == .inner ? "JOIN" : "LEFT JOIN"
      // A condition on the left side alone holds behind the join as before it; so the names of plans
      // that are within it are still known.
      var (rows, conditions) = (left, [Scalar]())
      while case .filter(let plan, let condition) = rows, condition.isQualified {
        (rows, conditions) = (plan, [condition] + conditions)
      }
      let isOpen = rows.isNamedOrJoin
      let (first, second) = (side(isOpen ? rows : left), side(right))
      // A condition on the right side alone is one on the pairs.
      let pairs = [condition.sql] + second.conditions
      let isJoin = if case .join = right { true } else { false }
      let joined = isJoin ? "(\(second.from))" : second.from
      var select = SelectText(
        from: "\(first.from)\n\(word) \(joined) ON \(pairs.joined(separator: " AND "))")
      select.conditions = first.conditions
      if isOpen { select.conditions += conditions.map { select.text(of: $0) } }
      return select
    case .group(let plan, let keys, let columns, let condition):
      var select = select(plan).open(for: .groups)
      select.groups = keys.map { select.text(of: $0) }
      let given = columns.map { Self.column($0, in: select) }
      let having = condition.map { select.text(of: $0) }
      guard keys.isEmpty, !columns.contains(where: \.value.isAggregate) else {
        (select.columns, select.having) = (given, having)
        return select
      }
      // Without a key an aggregate among the columns makes one row of all.
      let rows = "#rows"
      select.columns = given + [(rows, having ?? Scalar.count(nil).sql)]
      var outer = SelectText(from: "(\(select.text))")
      outer.columns = columns.map { ($0.name, SQLName.quoted($0.name)) }
      outer.conditions = having == nil ? [] : [SQLName.quoted(rows)]
      return outer
    case .window(let plan, let windows):
      var select = select(plan).open(for: .windows)
      select.windows = windows.map { ($0.name, Self.text(of: $0)) }
      return select
    case .union: return SelectText(from: "(\(body(of: plan)))")
    case .distinct(let plan):
      var select = select(plan).open(for: .distinct)
      select.isDistinct = true
      return select
    case .order(let plan, let order):
      var select = select(plan).open(for: .order)
      select.order = order.map {
        .init(value: select.text(of: $0.value), direction: Self.direction($0))
      }
      return select
    case .limited(let plan, let count):
      var select = select(plan)
      if select.limit != nil { select = select.wrapped }
      select.limit = count
      return select
    case .values(let names, let rows): return SelectText(from: Self.values(names, rows))
    case .step(let name, let plan):
      if !held.contains(name), !steps.contains(where: { $0.name == name }) {
        let text = body(of: plan)
        steps.append((name, text))
      }
      return SelectText(from: SQLName.quoted(name))
    case .inPieces(let plan, _, _): return select(plan)
    }
  }

  /// A side of a join, with the conditions that its rows meet: what is not named, a table or a join itself
  /// is a query of its own.
  private mutating func side(_ plan: Plan) -> (from: String, conditions: [String]) {
    switch plan {
    case .named, .join, .scan, .step:
      let select = select(plan)
      return (select.from, select.conditions)
    default: return (source(of: plan), [])
    }
  }

  /// A plan as what a `FROM` takes.
  private mutating func source(of plan: Plan) -> String {
    switch plan {
    case .scan, .step, .values, .union: select(plan).from
    default: "(\(select(plan).text))"
    }
  }

  /// Given rows; of none the columns alone.
  private static func values(_ names: [String], _ rows: [[Scalar]]) -> String {
    let none = [names.map { _ in Scalar.null }]
    let texts = (rows.isEmpty ? none : rows)
      .map { row in
        let list = zip(row, names).map { "\($0.sql) AS \(SQLName.quoted($1))" }
        return "SELECT \(list.joined(separator: ", "))"
      }
    return "(\(texts.joined(separator: " UNION ALL "))\(rows.isEmpty ? " WHERE 1 = 0" : ""))"
  }

  private static func column(_ derived: Derived, in select: SelectText) -> SelectText.Column {
    (derived.name, select.text(of: derived.value))
  }

  private static func direction(_ ordering: Ordering) -> String {
    (ordering.isDescending ? " DESC" : "") + (ordering.mayBeMissing ? " NULLS LAST" : "")
  }

  private static func text(of window: Window) -> String {
    let function =
      switch window.function {
      case .first(let value): "FIRST_VALUE(\(value.sql))"
      case .rowNumber: "ROW_NUMBER()"
      }
    let partition = window.partition.map(\.sql).joined(separator: ", ")
    let order = window.order.map { $0.value.sql + direction($0) }.joined(separator: ", ")
    let clauses = [
      partition.isEmpty ? nil : "PARTITION BY \(partition)",
      order.isEmpty ? nil : "ORDER BY \(order)",
    ]
    return "\(function) OVER (\(clauses.compactMap(\.self).joined(separator: " ")))"
  }
}

extension Plan {
  /// Whether its columns may be asked for by the names of plans.
  fileprivate var isNamedOrJoin: Bool {
    switch self {
    case .named, .join: true
    default: false
    }
  }
}
