internal import Relational
internal import SQLDialect
internal import SurveyModel

/// The records of one kind that a table counts, by place.
struct PlaceCount: Hashable, Sendable {
  /// The record.
  let record: String
  /// The narrowest level that the records can name, or nil where they can name none.
  let narrowest: PlaceLevel?
  /// The query that gives each place, NULL for none, with its number of records.
  let query: String
}

extension TableStatement {
  /// What the levels of a table are held against, by a condition that shares nothing with the joins
  /// that make the rows but the rows of the first steps.
  ///
  /// - Parameter figures: The aggregates that add up, as rows `r` have them.
  /// - Returns: The query that gives a row for the whole, whose level is an empty text, and one for
  ///   what has no place at each level: level, dimensions, figures; nil without figures.
  func levelFigures(_ figures: [Scalar]) -> String? {
    guard !figures.isEmpty else { return nil }
    let levels = Self.levels(of: table)
    var steps = [placeOf, rowPlace]
    for (index, part) in parts.enumerated() {
      let source = Self.partName(index)
      let queries =
        [sum(of: source, as: "", wholes(of: part))]
        + levels.map { level in
          sum(of: source, as: level.rawValue, wholes(of: part), where: isAbsent(at: level))
        }
      steps.append(
        """
        \(SQLName.quoted(Self.groupName(index))) AS (
        \(queries.joined(separator: "\nUNION ALL\n")))
        """)
    }
    if !table.dimensions.isEmpty { steps.append(combinations) }
    let rows = ([""] + levels.map(\.rawValue))
      .map {
        "SELECT \(SQLName.literal($0)) AS \"code\", \(SQLName.literal(GrandTotal.level)) AS \"level\""
      }
    let columns =
      [Scalar.column("r", "code").sql]
      + table.dimensions.map { Scalar.column("d", $0).sql } + figures.map(\.sql)
    let joins =
      (table.dimensions.isEmpty ? [] : [#"CROSS JOIN "combination" d"#])
      + parts.indices.map { join(Self.groupName($0)) }
    return """
      WITH \(steps.joined(separator: ",\n"))
      SELECT \(columns.joined(separator: ", "))
      FROM (\(rows.joined(separator: " UNION ALL "))) r
      \(joins.joined(separator: "\n"))
      """
  }

  /// The query that gives the places of records without one at a level; see
  /// ``CompiledTable/absences``.
  var absences: String {
    let queries = parts.enumerated()
      .flatMap { index, part in
        Self.levels(of: table).filter { $0 == .county || part.place.isKnown(at: $0) }
          .map { level in
            """
            SELECT DISTINCT \(index) AS "part", \(SQLName.literal(level.rawValue)) AS "level",
            p."place" FROM \(SQLName.quoted(Self.partName(index))) p WHERE \(isAbsent(at: level))
            """
          }
      }
    return """
      WITH \([placeOf, rowPlace].joined(separator: ",\n"))
      \(queries.joined(separator: "\nUNION ALL\n"))
      """
  }

  /// The records of each part by place.
  var counts: [PlaceCount] {
    parts.map { part in
      PlaceCount(record: part.record.name, narrowest: part.place.level, query: count(by: part))
    }
  }

  /// The condition that records of a first step's row `p` have no place at a level.
  private func isAbsent(at level: PlaceLevel) -> String {
    let name = SQLName.literal(level.rawValue)
    if let map {
      return """
        NOT EXISTS (SELECT 1 FROM (SELECT 1) \(map.join)
        AND m."place" = p."place" AND m."level" = \(name))
        """
    }
    return """
      NOT EXISTS (SELECT 1 FROM "place_of" o JOIN "row_place" x
      ON x."level" = \(name) AND x."code" = o.\(SQLName.quoted(level.rawValue))
      WHERE o."code" = p."place")
      """
  }
}
