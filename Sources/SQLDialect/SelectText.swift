internal import Relational

/// The clauses of a `SELECT`, as far as they are written.
struct SelectText {
  /// A clause that is to be written.
  enum Clause {
    case condition, groups, windows, distinct, order
    case columns([Scalar])
  }

  /// A value with the name of its column.
  typealias Column = (name: String, value: String)

  /// By what the rows are ordered, and which way.
  struct Order {
    var value: String
    let direction: String

    var text: String { value + direction }
  }

  let from: String
  var conditions: [String] = []
  /// The columns; nil where it gives all of its rows' own.
  var columns: [Column]?
  var groups: [String] = []
  var having: String?
  /// The values over partitions, beside the rows' own columns.
  var windows: [Column] = []
  var isDistinct = false
  var order: [Order] = []
  /// The most rows.
  var limit: Int?

  init(from: String) { self.from = from }

  /// The `SELECT`, or one around it where a clause behind those that are written would mean
  /// something else.
  func open(for clause: Clause) -> SelectText {
    guard limit == nil else { return wrapped }
    let isPlain = windows.isEmpty && order.isEmpty && !isDistinct
    let isOpen =
      switch clause {
      case .condition, .groups, .windows, .order: columns == nil && isPlain
      case .columns(let values): columns == nil && !isDistinct && !values.contains(where: isWithin)
      case .distinct: isPlain
      }
    return isOpen ? self : wrapped
  }

  /// A `SELECT` around it.
  var wrapped: SelectText { SelectText(from: "(\(text))") }

  /// Whether a value is made of one over partitions.
  private func isWithin(_ value: Scalar) -> Bool {
    if case .column = value { return false }
    return !windows.isEmpty && value.mentions(Set(windows.map(\.name)))
  }

  /// The text of a value over its rows; the name of a value over a partition stands for it.
  func text(of value: Scalar) -> String {
    if case .column(nil, let name) = value, let window = windows.first(where: { $0.name == name }) {
      return window.value
    }
    return value.sql
  }

  /// Gives columns in place of the rows' own.
  ///
  /// `ORDER BY` takes a name that is given here for the column given, and not for the rows' own of
  /// that name: where there is one, the rows are ordered by values that are given beside the columns.
  func giving(_ columns: [Column]) -> SelectText {
    var given = self
    let names = columns.map { SQLName.quoted($0.name) }
    let isHidden = order.contains { order in
      zip(columns, names).contains { $1 == order.value && $0.value != order.value }
    }
    guard isHidden else {
      given.columns = columns
      return given
    }
    let keys = order.enumerated().map { (name: "#\($0.offset)", value: $0.element.value) }
    given.columns = columns + keys
    given.order = []
    var outer = SelectText(from: "(\(given.text))")
    outer.columns = zip(columns, names).map { ($0.name, $1) }
    outer.order = zip(keys, order)
      .map { Order(value: SQLName.quoted($0.name), direction: $1.direction) }
    return outer
  }

  /// The whole statement.
  var text: String {
    let given = columns ?? windows
    let list =
      (columns == nil ? ["*"] : []) + given.map { "\($0.value) AS \(SQLName.quoted($0.name))" }
    var clauses = ["SELECT \(isDistinct ? "DISTINCT " : "")\(list.joined(separator: ", "))"]
    clauses.append("FROM \(from)")
    if !conditions.isEmpty { clauses.append("WHERE \(conditions.joined(separator: " AND "))") }
    if !groups.isEmpty { clauses.append("GROUP BY \(groups.joined(separator: ", "))") }
    if let having { clauses.append("HAVING \(having)") }
    if !order.isEmpty { clauses.append("ORDER BY \(order.map(\.text).joined(separator: ", "))") }
    if let limit { clauses.append("LIMIT \(limit)") }
    return clauses.joined(separator: "\n")
  }
}
