internal import SurveyModel

/// An aggregate over the members of a record, for a rule.
///
/// In a table a sum is taken over what is known; in a rule it is not known as long as one part of it
/// is missing, or one member is held back, because a rule must not fail for what nobody has said.
struct MemberFigure {
  /// The text of the aggregate over the rows `c` of a group.
  let sql: String

  init(
    _ aggregate: Expression.Aggregate, _ part: Expression?, _ condition: Expression?,
    of record: String
  ) throws(ExpressionTypeError) {
    let compiler = SQLCompiler { name in
      guard let path = RecordRelations.path(name) else { return .boolean(true) }
      return path.record == record ? .column("c", path.variable) : nil
    }
    let chosen = try condition.map(compiler.compile)?.sql ?? "TRUE"
    let value = try part.map(compiler.compile)?.sql ?? "TRUE"
    let isHeld = "c.\"status\" = 'quarantined'"
    let isUnclear = "\(isHeld) OR (\(chosen)) IS NULL"
    let isPartMissing = "((\(chosen)) AND (\(value)) IS NULL)"
    func known(_ figure: String, unless unknown: String) -> String {
      "CASE WHEN MAX(CASE WHEN \(unknown) THEN 1 ELSE 0 END) = 1 THEN NULL ELSE \(figure) END"
    }
    /// Whether a condition holds for one: true as soon as it does, whatever is unknown of the others.
    func exists(_ condition: String) -> String {
      """
      CASE WHEN MAX(CASE WHEN NOT (\(isHeld)) AND (\(condition)) THEN 1 ELSE 0 END) = 1 THEN TRUE
      WHEN MAX(CASE WHEN \(isHeld) OR (\(condition)) IS NULL THEN 1 ELSE 0 END) = 1 THEN NULL
      ELSE FALSE END
      """
    }
    let given = "CASE WHEN \(chosen) THEN \(value) END"
    switch aggregate {
    case .count:
      sql = known(
        "SUM(CASE WHEN (\(chosen)) AND (\(value)) IS NOT NULL THEN 1 ELSE 0 END)", unless: isUnclear
      )
    case .countDistinct: sql = known("COUNT(DISTINCT \(given))", unless: isUnclear)
    case .sum:
      // As doubles, whose sum has no bound that whole numbers have.
      let sum = "SUM(\(SQLExpression.one.sql) * (\(given)))"
      sql = known("COALESCE(\(sum), 0)", unless: "\(isUnclear) OR \(isPartMissing)")
    case .mean: sql = known("AVG(\(given))", unless: "\(isUnclear) OR \(isPartMissing)")
    case .min: sql = known("MIN(\(given))", unless: "\(isUnclear) OR \(isPartMissing)")
    case .max: sql = known("MAX(\(given))", unless: "\(isUnclear) OR \(isPartMissing)")
    case .any: sql = exists("(\(chosen)) AND (\(value))")
    case .every: sql = "NOT (\(exists("(\(chosen)) AND NOT (\(value))")))"
    }
  }
}
