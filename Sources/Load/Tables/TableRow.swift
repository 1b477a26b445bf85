internal import GRDB
internal import Relational
internal import SQLDialect
internal import SQLiteBulk
internal import SurveyModel

/// A row of a table as the statements give it: what names it, and its aggregates.
struct TableRow {
  /// The columns that name it, in order.
  let keys: [StoredValue?]
  /// The code of the place around its own that has a row too, or nil.
  let parent: String?
  /// The aggregates by their numbers.
  let slots: [StoredValue?]

  /// The figures as they are, by formulas over the aggregates and the figures before.
  func cells(of measures: [MeasureScope.Measure]) -> [PublishedCell] {
    var named: [String: PublishedCell] = [:]
    return measures.map { measure in
      let cell = measure.formula.cell { name in
        guard let slot = MeasureScope.Slot.number(name) else {
          return named[name] ?? .absent(.missing)
        }
        guard measure.conditions.contains(name), case .integer(let flag)? = slots[slot] else {
          return PublishedCell(slots[slot])
        }
        return PublishedCell(.boolean(flag != 0))
      }
      named[measure.name] = cell
      return cell
    }
  }
}

extension PublishedCell {
  /// The cell of a value that a query gave.
  init(_ cell: StoredValue?) {
    switch cell {
    case .integer(let integer)?: self.init(.number(Double(integer)))
    case .real(let number)?: self.init(.number(number))
    case .text(let text)?: self.init(.text(text))
    case nil: self = .absent(.missing)
    }
  }
}

extension CompiledTable {
  /// Gives the rows, in the order of publication.
  ///
  /// - Parameters:
  ///   - database: The connection.
  ///   - query: The query of a statement; asked for once, right before it is run.
  ///   - body: Takes each row.
  /// - Throws: `SQLiteBulkError` when SQLite refuses; what the closures throw.
  func rows(
    on database: Database, by query: (Statement) throws -> String,
    _ body: (TableRow) throws -> Void
  ) throws {
    let start = keyColumns.count
    var others: [[StoredValue?]] = []
    for statement in statements.dropFirst() {
      var rows = try BulkQuery(query(statement), on: database)
      var row = 0
      while try rows.next() {
        if row == others.count { others.append([]) }
        others[row] += (0..<statement.slots.count).map { rows.cell(at: start + $0) }
        row += 1
      }
    }
    guard let first = statements.first else { return }
    var rows = try BulkQuery(query(first), on: database)
    var row = 0
    while try rows.next() {
      let slots = (0..<first.slots.count).map { rows.cell(at: start + $0) }
      try body(
        TableRow(
          keys: (0..<start).map { rows.cell(at: $0) },
          parent: rows.cell(at: start + first.slots.count)?.string,
          slots: others.isEmpty ? slots : slots + others[row]))
      row += 1
    }
  }

  /// The statement that makes a table for the cells: with what says why a cell has no figure where
  /// they are the published ones.
  func definition(isPublished: Bool) -> String {
    var columns = columns.map { column in
      switch column.role {
      case .level, .code, .name: "\(SQLName.quoted(column.name)) TEXT"
      case .dimension, .measure: "\(SQLName.quoted(column.name)) ANY"
      }
    }
    if isPublished { columns.append("\(SQLName.quoted(Self.statusColumn)) TEXT") }
    let schema = isPublished ? "main" : "temp"
    let name = isPublished ? storeName : figuresName
    return """
      CREATE TABLE \(schema).\(SQLName.quoted(name)) (\(columns.joined(separator: ", "))) STRICT
      """
  }
}
