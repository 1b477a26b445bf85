/// Rows by what is to be done to get them: nothing in a plan knows how an engine does it.
///
/// A plan's columns are known by their names. Those of a ``named(_:_:)`` plan are told from others'
/// by its name, up to the next ``derive(_:_:)``, ``group(_:by:_:having:)``, ``union(_:)`` or
/// ``step(_:_:)``, which give columns of their own. ``PlanTyping`` tells which columns a plan gives.
package indirect enum Plan: Hashable, Sendable {
  /// Which rows a join keeps.
  package enum Join: Hashable, Sendable {
    /// Pairs that meet its condition.
    case inner
    /// These, and each row of the left side that is in no pair, with nothing beside it.
    case left
  }

  /// The rows of a table of the store.
  case scan(String)
  /// A plan with a name.
  case named(Plan, String)
  /// The rows that meet a condition.
  case filter(Plan, Scalar)
  /// Values over each row.
  case derive(Plan, [Derived])
  /// Rows of one plan beside those of another.
  case join(Plan, Join, Plan, on: Scalar)
  /// A row for each group of rows that have the same keys, missing ones included; without a key one
  /// row for all. Its values are aggregates, or keys.
  case group(Plan, by: [Scalar], [Derived], having: Scalar? = nil)
  /// The rows, each with a value over those of its partition.
  case window(Plan, [Window])
  /// The rows of plans with the same columns, one behind the other.
  case union([Plan])
  /// Each row once.
  case distinct(Plan)
  /// The rows in an order.
  case order(Plan, [Ordering])
  /// The first rows, as many as a number says; of a plan without an order any of them.
  case limited(Plan, to: Int)
  /// Rows that are given, with the names of their columns.
  case values([String], [[Scalar]])
  /// A plan that stands in several places, of one plan or of several, known by a name that no other
  /// has there: an engine computes it once where it can.
  case step(String, Plan)
  /// The rows of a plan over those of a table, which an engine may take range by range of a whole
  /// number that tells them apart, and give what each range gives one behind the other: whoever uses
  /// them puts together what belongs together.
  case inPieces(Plan, of: String, by: String)
}

/// A value with the name of its column.
package struct Derived: Hashable, Sendable {
  /// The column's name.
  package let name: String
  /// Its value.
  package let value: Scalar

  /// Names a value.
  package init(_ name: String, _ value: Scalar) {
    self.name = name
    self.value = value
  }
}

/// By what rows are ordered; missing values stand last either way.
package struct Ordering: Hashable, Sendable {
  /// What is compared.
  package let value: Scalar
  /// Whether the greatest comes first.
  package let isDescending: Bool
  /// Whether it may be missing; an engine has less to do where it never is.
  package let mayBeMissing: Bool

  /// Orders by a value.
  package init(_ value: Scalar, isDescending: Bool = false, mayBeMissing: Bool = true) {
    self.value = value
    self.isDescending = isDescending
    self.mayBeMissing = mayBeMissing
  }
}

/// A value over the rows of a partition.
package struct Window: Hashable, Sendable {
  /// What is taken of them.
  package enum Function: Hashable, Sendable {
    /// A value of the first of them.
    case first(Scalar)
    /// The place of the row among them, from 1.
    case rowNumber
  }

  /// The name of its column.
  package let name: String
  /// What is taken.
  package let function: Function
  /// What the rows of a partition have in common.
  package let partition: [Scalar]
  /// The order of the rows within it.
  package let order: [Ordering]

  /// Describes a value over the rows of a partition.
  package init(_ name: String, _ function: Function, by partition: [Scalar], order: [Ordering]) {
    self.name = name
    self.function = function
    self.partition = partition
    self.order = order
  }
}

extension Plan {
  /// Some of the columns of a table, in an order.
  package static func columns(
    _ names: [String], of table: String, by order: [String] = []
  ) -> Plan {
    let rows = Plan.scan(table)
    let ordered =
      order.isEmpty ? rows : .order(rows, order.map { Ordering(.column(nil, $0)) })
    return ordered.keeping(names)
  }

  /// The rows that two plans have beside each other in every way.
  package func crossed(with other: Plan) -> Plan { .join(self, .inner, other, on: .boolean(true)) }

  /// The columns of some names, as they are.
  package func keeping(_ names: [String]) -> Plan {
    .derive(self, names.map { Derived($0, .column(nil, $0)) })
  }

  /// The number of rows, as the column `count`.
  package var counted: Plan { .group(self, by: [], [Derived("count", .count(nil))]) }

  /// The rows that meet all of some conditions.
  package func filtered(_ conditions: [Scalar]) -> Plan {
    Scalar.all(conditions).map { .filter(self, $0) } ?? self
  }

  /// The rows beside those of another plan.
  package func joined(_ join: Join, _ other: Plan, on condition: Scalar) -> Plan {
    .join(self, join, other, on: condition)
  }
}

extension Plan {
  /// The plan with another in place of each look at a table.
  package func replacing(scanOf table: String, with other: Plan) -> Plan {
    if case .scan(table) = self { return other }
    return mapped { $0.replacing(scanOf: table, with: other) }
  }

  /// The plan with other names of its steps, by which those of several such plans are told apart.
  package func namingSteps(_ name: (String) -> String) -> Plan {
    let plan = mapped { $0.namingSteps(name) }
    guard case .step(let old, let inner) = plan else { return plan }
    return .step(name(old), inner)
  }

  /// The plan over others in place of those that it is over.
  func mapped(_ other: (Plan) -> Plan) -> Plan {
    switch self {
    case .scan, .values: self
    case .named(let plan, let name): .named(other(plan), name)
    case .filter(let plan, let condition): .filter(other(plan), condition)
    case .derive(let plan, let columns): .derive(other(plan), columns)
    case .join(let left, let join, let right, let condition):
      .join(other(left), join, other(right), on: condition)
    case .group(let plan, let keys, let columns, let condition):
      .group(other(plan), by: keys, columns, having: condition)
    case .window(let plan, let windows): .window(other(plan), windows)
    case .union(let plans): .union(plans.map(other))
    case .distinct(let plan): .distinct(other(plan))
    case .order(let plan, let order): .order(other(plan), order)
    case .limited(let plan, let count): .limited(other(plan), to: count)
    case .step(let name, let plan): .step(name, other(plan))
    case .inPieces(let plan, let table, let key): .inPieces(other(plan), of: table, by: key)
    }
  }
}

extension Scalar {
  /// Whether columns of two named plans are the same.
  package static func same(_ names: [String], of left: String, and right: String) -> Scalar {
    all(names.map { .binary(.column(left, $0), .equal, .column(right, $0)) }) ?? .boolean(true)
  }
}
