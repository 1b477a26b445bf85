internal import Relational
internal import SurveyModel

/// A figure's formula, with the figures that it rests on.
struct FigureFormula {
  /// What a measure needs, itself included.
  struct Needs {
    /// The numbers of the aggregates, in the order of their first mention.
    var slots: [Int] = []
    /// The measures that it rests on, each behind those that it rests on itself; the measure's own last.
    var measures: [String] = []
    /// The attributes of the row's place.
    var attributes: [String] = []
    /// The names of figures of other rows.
    var others: [String] = []
  }

  /// Gathers what a measure needs.
  static func needed(for measure: String, in scope: MeasureScope) -> Needs {
    var needs = Needs()
    gather(measure, scope, &needs)
    return needs
  }

  private static func gather(_ name: String, _ scope: MeasureScope, _ needs: inout Needs) {
    guard !needs.measures.contains(name),
      let measure = scope.measures.first(where: { $0.name == name })
    else { return }
    for name in measure.formula.variables {
      if let slot = MeasureScope.Slot.number(name) {
        if !needs.slots.contains(slot) { needs.slots.append(slot) }
      } else if scope.measures.contains(where: { $0.name == name }) {
        gather(name, scope, &needs)
      } else if scope.attributes.contains(name) {
        if !needs.attributes.contains(name) { needs.attributes.append(name) }
      } else if !needs.others.contains(name) {
        needs.others.append(name)
      }
    }
    needs.measures.append(name)
  }

  private let table: TableDefinition
  private let scope: MeasureScope
  private let row: PublishedRows.Row
  private let rows: PublishedRows
  private let slots: [Int: PublishedCell]
  private let attributes: [String: StoredValue?]
  private let others: [String: PublishedCell]

  /// - Parameters:
  ///   - table: The table.
  ///   - scope: Its measures.
  ///   - row: The row as it was published.
  ///   - rows: All rows.
  ///   - slots: The aggregates, by their numbers; none where figures are withheld.
  ///   - attributes: What the gazetteer tells of the row's place.
  ///   - others: Figures of other rows, by the names that the formulas have for them.
  init(
    _ table: TableDefinition, _ scope: MeasureScope, row: PublishedRows.Row, rows: PublishedRows,
    slots: [Int: PublishedCell], attributes: [String: StoredValue?], others: [String: PublishedCell]
  ) {
    self.table = table
    self.scope = scope
    self.row = row
    self.rows = rows
    self.slots = slots
    self.attributes = attributes
    self.others = others
  }

  /// The measures of some names with what they give; where figures are withheld, what is published.
  func steps(_ names: [String]) -> [FigureTrace.Step] {
    var cells: [String: PublishedCell] = [:]
    return names.compactMap { name in
      guard let definition = table.measures.first(where: { $0.name == name }),
        let measure = scope.measures.first(where: { $0.name == name })
      else { return nil }
      func value(_ name: String) -> PublishedCell {
        if let slot = MeasureScope.Slot.number(name) { return slots[slot] ?? .absent(.missing) }
        if let cell = cells[name] ?? others[name] { return cell }
        return PublishedCell(attributes[name] ?? nil)
      }
      let published = rows.cell(of: name, in: row) ?? .absent(.missing)
      let cell = table.isWithholding ? published : measure.formula.cell(value)
      cells[name] = cell
      let values =
        table.isWithholding
        ? definition.formula.description
        : measure.formula
          .replacing { part in
            guard case .variable(let name) = part else { return part }
            return Self.literal(value(name))
          }
          .description
      return FigureTrace.Step(
        measure: name, label: definition.label, unit: definition.unit,
        formula: definition.formula.description, values: values, cell: cell,
        decimals: definition.decimals)
    }
  }

  /// A cell as a part of a formula: its value, or in the place of a figure why there is none.
  private static func literal(_ cell: PublishedCell) -> Expression {
    switch cell.value {
    case .number(let number)?: .number(number)
    case .boolean(let flag)?: .boolean(flag)
    case .text(let text)?: .text(text)
    case .date(let date)?: .text(date.description)
    default: .variable(cell.absence?.rawValue ?? PublishedCell.Absence.missing.rawValue)
    }
  }

  /// What a formula divides and by what, factors and rounding set aside.
  func quotient(of formula: Expression) -> (numerator: String, denominator: String)? {
    switch formula {
    case .arithmetic(let left, .divided, let right):
      return (Self.withoutFactor(left).description, right.description)
    case .arithmetic(.number, .times, let part), .arithmetic(let part, .times, .number):
      return quotient(of: part)
    case .call(.round, let parts): return parts.first.flatMap(quotient)
    default: return nil
    }
  }

  private static func withoutFactor(_ formula: Expression) -> Expression {
    switch formula {
    case .arithmetic(.number, .times, let part), .arithmetic(let part, .times, .number): part
    default: formula
    }
  }
}
