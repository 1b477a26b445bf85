internal import SurveyModel

/// Measures of a table that split one aggregate by the codes of a variable, such as the rungs of a ladder.
struct FigureBreakdown {
  /// The variable.
  let variable: String
  /// The measures, in the order of the variable's codes.
  let measures: [Int]

  /// Finds those of a table: at least three measures that take the same of the records with one code each.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - record: The record that the table is of, as the store lays it out.
  /// - Returns: Them, in the order of the table; none where it has none.
  static func all(of table: OverviewTable, _ record: StoreLayout.Record?) -> [Self] {
    struct Whole: Hashable {
      let aggregate: Expression.Aggregate
      let argument: Expression?
      let variable: String
    }
    var order: [Whole] = []
    var parts: [Whole: [(code: String, measure: Int)]] = [:]
    for measure in table.definition.measures {
      guard measure.record == nil, let number = table.measures[measure.name],
        case .aggregate(let aggregate, let argument, where: let condition?) = measure.formula,
        aggregate == .sum || aggregate == .count,
        case .comparison(.variable(let variable), .equal, .text(let code)) = condition
      else { continue }
      let whole = Whole(aggregate: aggregate, argument: argument, variable: variable)
      if parts[whole] == nil { order.append(whole) }
      parts[whole, default: []].append((code, number))
    }
    return order.compactMap { whole in
      let codes = record?.variable(whole.variable)?.orderedCategories.map(\.code) ?? []
      let parts = (parts[whole] ?? [])
        .sorted { left, right in
          (codes.firstIndex(of: left.code) ?? .max, left.measure)
            < (codes.firstIndex(of: right.code) ?? .max, right.measure)
        }
      guard parts.count > 2, Set(parts.map(\.code)).count == parts.count else { return nil }
      return Self(variable: whole.variable, measures: parts.map(\.measure))
    }
  }
}
