extension Expression.Function {
  static let choices = [choice, coalesce]

  /// `case when … then … else … end`, whose arguments stand one behind another.
  package static let choice = Self(
    "case", .choices, givesArguments: true, choosesRecords: true,
    """
    `case when CONDITION then VALUE … else VALUE end`: the value of the first condition that holds, else the last one; \
    all values are of one type.
    """,
    missing: """
      Missing as soon as a condition is that comes before one that holds: ask `x is missing` first where it should not \
      be. Missing too where none holds and there is no `else`.
      """,
    example: "case when 3 > 5 then 'many' when 3 > 2 then 'some' else 'few' end", gives: "'some'",
    cell: { cells in
      for index in stride(from: 0, to: cells.count - 1, by: 2) {
        switch cells[index].value {
        case .boolean(true)?: return cells[index + 1]
        case .boolean(false)?: continue
        default: return .absent(cells[index].absence ?? .missing)
        }
      }
      return otherwise(cells) ?? .absent(.notApplicable)
    },
    value: { values in
      for index in stride(from: 0, to: values.count - 1, by: 2) {
        switch values[index] {
        case .boolean(true): return values[index + 1]
        case .boolean(false): continue
        default: return .missing(.notTested)
        }
      }
      return otherwise(values) ?? .missing(.notTested)
    })

  /// The values among its arguments, without the conditions.
  static func values<Argument>(ofChoices arguments: [Argument]) -> [Argument] {
    arguments.indices.filter { $0 % 2 == 1 || $0 == arguments.count - 1 }.map { arguments[$0] }
  }

  /// What stands behind `else`: the last of an odd number of arguments.
  private static func otherwise<Argument>(_ arguments: [Argument]) -> Argument? {
    arguments.count % 2 == 1 ? arguments.last : nil
  }

  package static let coalesce = Self(
    "coalesce", .alike, givesArguments: true, choosesRecords: true,
    "The first of two or more values of one type that is not missing.",
    missing: "Missing where all are.", example: "coalesce(1 / 0, 7)", gives: "7",
    cell: { cells in
      for cell in cells where cell.value != nil || cell.absence == .withheld { return cell }
      return .absent(cells.compactMap(\.absence).max() ?? .missing)
    },
    value: { values in values.first { !$0.isMissing } ?? .missing(.notTested) })
}
