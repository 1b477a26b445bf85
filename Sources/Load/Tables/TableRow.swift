internal import Relational
internal import SurveyModel

/// A row of a table as the plans give it: what names it, and its aggregates.
struct TableRow {
  /// The columns that name it, in order.
  let keys: [StoredValue?]
  /// The attributes of its place by the names that formulas know them by.
  let attributes: [String: StoredValue]
  /// The code of the place around its own that has a row too, or nil.
  let parent: String?
  /// The aggregates by their numbers.
  let slots: [StoredValue?]

  /// The figures as they are, by formulas over the aggregates and the figures before; missing where they
  /// are computed from other rows.
  func cells(of measures: [MeasureScope.Measure]) -> [PublishedCell] {
    var named: [String: PublishedCell] = [:]
    return measures.map { measure in
      guard !measure.isOfOthers else { return .absent(.missing) }
      let cell = measure.formula.cell { name in
        guard let slot = MeasureScope.Slot.number(name) else {
          return named[name] ?? PublishedCell(attributes[name])
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
    case .blank?, nil: self = .absent(.missing)
    }
  }
}

extension CompiledTable {
  /// Gives the rows, in the order of publication.
  ///
  /// - Parameters:
  ///   - engine: The engine that keeps the records.
  ///   - prepare: Called before each of the plans is run, while its steps are kept.
  ///   - body: Takes each row.
  /// - Throws: `RunFailure` when the engine refuses; what the closures throw.
  func rows(
    from engine: any Engine, before prepare: (Selection) throws(RunFailure) -> Void = { _ in },
    _ body: (TableRow) throws(RunFailure) -> Void
  ) throws(RunFailure) {
    let keys = keyColumns.count
    let start = keys + attributes.count
    var others: [[StoredValue?]] = []
    for selection in selections.dropFirst() {
      var number = 0
      try engine.holding(selection.steps) { () throws(RunFailure) in
        try prepare(selection)
        try engine.rows(of: selection.rows) { row throws(RunFailure) in
          if number == others.count { others.append([]) }
          others[number] += row[start..<start + selection.slots.count]
          number += 1
        }
      }
    }
    guard let first = selections.first else { return }
    var number = 0
    try engine.holding(first.steps) { () throws(RunFailure) in
      try prepare(first)
      try engine.rows(of: first.rows) { row throws(RunFailure) in
        let slots = Array(row[start..<start + first.slots.count])
        try body(
          TableRow(
            keys: Array(row[..<keys]),
            attributes: Dictionary(
              zip(attributes, row[keys..<start])
                .compactMap { name, value in
                  value.map { (name, $0) }
                }, uniquingKeysWith: { first, _ in first }), parent: row.last??.string,
            slots: others.isEmpty ? slots : slots + others[number]))
        number += 1
      }
    }
  }
}
