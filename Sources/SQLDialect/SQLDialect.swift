package import Relational

/// Writes plans as SQL, in the subset that SQLite, PostgreSQL and Spark share.
///
/// A plan becomes as few `SELECT`s as its clauses allow: what would change the meaning of a clause
/// that is written already begins another one around it.
package enum SQLDialect {
  /// The query of a plan.
  package static func query(of plan: Plan) -> String { select(plan).text }

  private static func select(_ plan: Plan) -> SelectText {
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
      return select.giving(columns.map { column($0, in: select) })
    case .join(let left, let join, let right, let condition):
      let word = join == .inner ? "JOIN" : "LEFT JOIN"
      return SelectText(from: "\(side(left))\n\(word) \(side(right)) ON \(condition.sql)")
    case .group(let plan, let keys, let columns, let condition):
      var select = select(plan).open(for: .groups)
      select.groups = keys.map { select.text(of: $0) }
      select.columns = columns.map { column($0, in: select) }
      select.having = condition.map { select.text(of: $0) }
      return select
    case .window(let plan, let windows):
      var select = select(plan).open(for: .windows)
      select.windows = windows.map { ($0.name, text(of: $0)) }
      return select
    case .union(let plans):
      let texts = plans.map { plan in
        // The rows of a union have no order.
        var select = select(plan)
        select.order = []
        return select.text
      }
      return SelectText(from: "(\(texts.joined(separator: "\nUNION ALL\n")))")
    case .distinct(let plan):
      var select = select(plan).open(for: .distinct)
      select.isDistinct = true
      return select
    case .order(let plan, let order):
      var select = select(plan).open(for: .order)
      select.order = order.map { .init(value: select.text(of: $0.value), direction: direction($0)) }
      return select
    }
  }

  /// A side of a join: what is not named, a table or a join itself is a query of its own.
  private static func side(_ plan: Plan) -> String {
    switch plan {
    case .named, .join, .scan: select(plan).from
    default: source(of: plan)
    }
  }

  /// A plan as what a `FROM` takes.
  private static func source(of plan: Plan) -> String {
    if case .scan(let table) = plan { return SQLName.quoted(table) }
    return "(\(select(plan).text))"
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
