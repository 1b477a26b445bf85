internal import Relational
internal import SQLDialect
internal import SurveyModel

/// The text of a statement that gives aggregates of a table's rows.
///
/// The steps are common table expressions: the places that have rows, for each record its parts by
/// place, the parts put together for each row. Beside the aggregates each row has the columns that
/// name it and, as the last one, the code of the row that holds it among the table's.
struct TableStatement {
  let table: TableDefinition
  let parts: [MeasureScope.Part]
  let map: PlaceMap?
  private let date: CalendarDate
  private let total: String?
  private let figures: [Scalar]
  private let keys: [String]

  /// Describes a statement.
  ///
  /// - Parameters:
  ///   - table: The definition.
  ///   - parts: The records with the aggregates that are taken over each; the table's own first.
  ///   - date: The day whose places have the rows.
  ///   - map: The map of that day, where it is another than the data's.
  ///   - total: The name of the row of the grand total, or nil for a pipeline without a gazetteer,
  ///     whose only place is the whole.
  ///   - figures: What stands in each row, behind the columns that name it.
  ///   - keys: The names of the columns that name a row.
  init(
    _ table: TableDefinition, _ parts: [MeasureScope.Part], date: CalendarDate, map: PlaceMap?,
    total: String?, figures: [Scalar] = [], keys: [String] = []
  ) {
    self.table = table
    self.parts = parts
    self.date = date
    self.map = map
    self.total = total
    self.figures = figures
    self.keys = keys
  }

  /// The levels that have rows, the county always among them, from the widest.
  static func levels(of table: TableDefinition) -> [PlaceLevel] {
    Set(table.levels + [.county]).sorted()
  }

  /// The levels whose names stand beside a row's own.
  static func parents(of table: TableDefinition) -> [PlaceLevel] {
    let narrowest = levels(of: table).max() ?? .county
    return PlaceLevel.allCases.filter { $0 < narrowest }
  }

  static func partName(_ part: Int) -> String { "part_\(part)" }
  static func groupName(_ part: Int) -> String { "group_\(part)" }
  static func distinctName(_ part: Int, _ slot: Int) -> String { "distinct_\(part)_\(slot)" }

  /// Where the records of a pipeline without a gazetteer count.
  static let onlyCounty = Scalar.column("whole", "code")

  /// The statement.
  var sql: String { sql(withFirstSteps: true) }

  /// The statement but for its first steps, whose rows it takes from tables of their names.
  var secondHalf: String { sql(withFirstSteps: false) }

  /// The first steps, each over the rows between two keys.
  var firstSteps: [CompiledTable.FirstStep] {
    parts.enumerated()
      .map { index, part in
        let range = #"v."origin" >= ?1 AND v."origin" < ?2"#
        let conditions = ([part.filter?.sql].compactMap(\.self) + [range])
          .joined(separator: " AND ")
        return CompiledTable.FirstStep(
          name: Self.partName(index), record: part.record.name,
          query: """
            WITH \([rowPlace, whole].joined(separator: ",\n"))
            \(firstStep(of: part, where: " WHERE \(conditions)"))
            """)
      }
  }

  private func sql(withFirstSteps isWhole: Bool) -> String {
    var steps = [placeOf, rowPlace, whole]
    for (index, part) in parts.enumerated() where isWhole {
      let step = firstStep(of: part, where: condition(part.filter.map { [$0] } ?? []))
      steps.append("\(SQLName.quoted(Self.partName(index))) AS (\n\(step))")
    }
    steps += [totalPlace, rows].compactMap(\.self)
    for (index, part) in parts.enumerated() {
      steps.append(secondStep(of: part, index))
      for (number, slot) in part.slots.enumerated() where slot.aggregate == .countDistinct {
        steps.append(distinctStep(of: part, index, slot, number))
      }
    }
    if !table.dimensions.isEmpty { steps.append(combinations) }
    return "WITH \(steps.joined(separator: ",\n"))\n\(lastStep)"
  }

  /// The query that gives the places of the records of a part, NULL for none, with their numbers.
  func count(by part: MeasureScope.Part) -> String {
    let place = part.place.code.sql
    let steps = part.place.isSame && total != nil ? "" : "WITH \(rowPlace),\n\(whole)\n"
    let groups = part.place.isSame && total != nil ? "" : "\nGROUP BY \(place)"
    return """
      \(steps)SELECT \(place) AS "place", COUNT(*) AS "records"
      FROM \(from(part))\(condition(part.filter.map { [$0] } ?? []))\(groups)
      """
  }

  /// The queries that tell where records lie on the map, one for each record that is measured.
  var reaches: [CompiledTable.Reach] {
    guard let map else { return [] }
    return parts.map { part in
      CompiledTable.Reach(
        record: part.record.name,
        query: """
          WITH "counted" AS (\(count(by: part)))
          SELECT c."place", c."records", m."level", m."target", m."candidates" FROM "counted" c
          LEFT \(map.join) AND m."place" = c."place"
          ORDER BY c."place", m."level", m."target"
          """)
    }
  }

  /// Whether nothing of the table is known of any place: it has the row of the grand total alone.
  var isWithoutPlaces: Bool {
    total != nil && table.levels.isEmpty && parts.allSatisfy { $0.place.level == nil }
  }

  /// The code of the grand total, where its row is needed: places do not add up to everything where
  /// there is not one widest place, or where a record names none.
  private var totalPlace: String? {
    guard total != nil else { return nil }
    let tops = #"(SELECT COUNT(*) FROM "row_place" WHERE "level" = 'county') <> 1"#
    let absences = parts.indices.map { index in
      "EXISTS (SELECT 1 FROM \(SQLName.quoted(Self.partName(index))) WHERE \"place\" IS NULL)"
    }
    let condition =
      isWithoutPlaces ? "" : " WHERE \(([tops] + absences).joined(separator: " OR "))"
    return "\"total\" AS (SELECT \(SQLName.literal(GrandTotal.code)) AS \"code\"\(condition))"
  }

  /// The rows: the grand total, where there is one, and the places.
  private var rows: String? {
    guard let total else { return nil }
    let names = PlaceLevel.allCases.map { SQLName.quoted($0.rawValue) }.joined(separator: ", ")
    let none = PlaceLevel.allCases.map { "NULL AS \(SQLName.quoted($0.rawValue))" }
      .joined(separator: ", ")
    let sum = """
      SELECT \(SQLName.literal(GrandTotal.level)) AS "level", "code",
      \(SQLName.literal(total)) AS "name", \(none), -1 AS "rank" FROM "total"
      """
    let places = """
      UNION ALL
      SELECT "level", "code", "name", \(names), "rank" FROM "row_place"
      """
    return "\"table_row\" AS (\n\(isWithoutPlaces ? sum : "\(sum)\n\(places)"))"
  }

  private var isValid: String { PlaceValidity.condition(on: date) }

  /// One place a code: the one valid at the date, else the latest.
  var placeOf: String {
    let names = PlaceLevel.allCases.map { SQLName.quoted($0.rawValue) }.joined(separator: ", ")
    return """
      "place_of" AS (
      SELECT "code", "name", \(names) FROM (
      SELECT "code", "name", \(names), ROW_NUMBER() OVER (PARTITION BY "code" ORDER BY
      CASE WHEN \(isValid) THEN 0 ELSE 1 END, COALESCE("valid_from", '') DESC) AS "choice"
      FROM "place") AS "ranked" WHERE "choice" = 1)
      """
  }

  var rowPlace: String {
    let levels = Self.levels(of: table)
    let list = levels.map { SQLName.literal($0.rawValue) }.joined(separator: ", ")
    let names = PlaceLevel.allCases.map { SQLName.quoted($0.rawValue) }.joined(separator: ", ")
    let rank = levels.enumerated()
      .map { "WHEN \(SQLName.literal($0.element.rawValue)) THEN \($0.offset)" }
      .joined(separator: " ")
    return """
      "row_place" AS (
      SELECT "level", "code", "name", \(names), CASE "level" \(rank) END AS "rank"
      FROM "place" WHERE "level" IN (\(list)) AND \(isValid))
      """
  }

  private var whole: String {
    """
    "whole" AS (SELECT CASE WHEN COUNT(*) = 1 THEN MIN("code") END AS "code" FROM "row_place"
    WHERE "level" = 'county')
    """
  }

  private var dimensionNames: [String] {
    table.dimensions.map { Scalar.column("v", $0).sql }
  }

  private func from(_ part: MeasureScope.Part) -> String {
    let maps = part.mappedLevels.sorted().compactMap { map?.join(part.place.code, at: $0) }
    let records = "\(SQLName.quoted(part.record.cleanView)) v"
    return
      ([total == nil ? "\(records) CROSS JOIN \"whole\"" : records]
      + [part.place.join].compactMap(\.self) + maps)
      .joined(separator: "\n")
  }

  /// The aggregates over the records of each place.
  ///
  /// SQLite groups by sorting, so that it matters how long a comparison takes: what is the same for
  /// every record is no key, and of the dimensions the last, which mostly has more values than those
  /// that it lies in, is compared first.
  private func firstStep(of part: MeasureScope.Part, where condition: String) -> String {
    let aggregates = part.slots.enumerated()
      .flatMap { number, slot in
        slot.parts(number).map { "\($0.value.sql) AS \(SQLName.quoted($0.name))" }
      }
    let place = part.place.code
    let keys = dimensionNames.reversed()
    let columns = dimensionNames + aggregates
    guard part.place.isSame, !columns.isEmpty else {
      return """
        SELECT \((["\(place.sql) AS \"place\""] + columns).joined(separator: ", "))
        FROM \(from(part))\(condition)
        GROUP BY \(([place.sql] + keys).joined(separator: ", "))
        """
    }
    let groups = keys.isEmpty ? "HAVING COUNT(*) > 0" : "GROUP BY \(keys.joined(separator: ", "))"
    return """
      SELECT \(place.sql) AS "place", s.* FROM (
      SELECT \(columns.joined(separator: ", "))
      FROM \(SQLName.quoted(part.record.cleanView)) v\(condition)
      \(groups)) s\(total == nil ? " CROSS JOIN \"whole\"" : "")
      """
  }

  /// The parts put together for each row, level by level.
  private func secondStep(of part: MeasureScope.Part, _ index: Int) -> String {
    let aggregates = wholes(of: part)
    return "\(SQLName.quoted(Self.groupName(index))) AS (\n"
      + byLevel(part, from: Self.partName(index), aggregates) + ")"
  }

  /// The aggregates of a part that are put together from those of each place.
  func wholes(of part: MeasureScope.Part) -> [NamedAggregate] {
    part.slots.enumerated()
      .compactMap { number, slot in
        slot.whole(number)
          .map { NamedAggregate(name: AggregateSlot.partNames(number).value, value: $0) }
      }
  }

  /// An aggregate over the rows of a first step, and its column.
  struct NamedAggregate {
    let name: String
    let value: Scalar

    /// The column; on the map of another date missing where some records may lie elsewhere.
    func column(onMap isMapped: Bool = false) -> String {
      "\((isMapped ? PlaceMap.certain(value) : value).sql) AS \(SQLName.quoted(name))"
    }
  }

  private func distinctStep(
    of part: MeasureScope.Part, _ index: Int, _ slot: AggregateSlot, _ number: Int
  ) -> String {
    let argument = slot.argument ?? .null
    let value = SQLName.quoted(AggregateSlot.partNames(number).value)
    let columns =
      ["\(part.place.code.sql) AS \"place\""] + dimensionNames + ["\(argument.sql) AS \(value)"]
    let conditions = [part.filter, slot.met(slot.presence ?? Scalar.isPresent(argument))]
      .compactMap(\.self)
    let values = "values_\(index)_\(number)"
    let count = NamedAggregate(
      name: AggregateSlot.partNames(number).value, value: slot.distinct(number))
    return """
      \(SQLName.quoted(values)) AS (
      SELECT DISTINCT \(columns.joined(separator: ", "))
      FROM \(from(part))\(condition(conditions))),
      \(SQLName.quoted(Self.distinctName(index, number))) AS (
      \(byLevel(part, from: values, [count])))
      """
  }

  /// Aggregates over the rows of a first step: those of the grand total, and those of each level's
  /// places.
  private func byLevel(
    _ part: MeasureScope.Part, from source: String, _ aggregates: [NamedAggregate]
  ) -> String {
    var queries: [String] = []
    if total != nil {
      queries.append(
        sum(
          of: source, as: GrandTotal.code, aggregates, where: #"EXISTS (SELECT 1 FROM "total")"#))
    }
    if !isWithoutPlaces {
      for level in Self.levels(of: table) where part.place.isKnown(at: level) {
        queries.append(
          map.map { byLevel(level, of: $0, from: source, aggregates) }
            ?? byLevel(level, from: source, aggregates))
      }
    }
    // A record that names no place has none at any level.
    return queries.joined(separator: "\nUNION ALL\n")
  }

  /// Aggregates over the rows of a first step that meet a condition, whatever their places.
  func sum(
    of source: String, as place: String, _ aggregates: [NamedAggregate],
    where condition: String? = nil
  ) -> String {
    let dimensions = table.dimensions.map { Scalar.column("p", $0).sql }
    let columns =
      ["\(SQLName.literal(place)) AS \"place\""] + dimensions + aggregates.map { $0.column() }
    // Without a row there is none to be put together; without an aggregate SQL knows no HAVING.
    let groups =
      !dimensions.isEmpty
      ? "GROUP BY \(dimensions.joined(separator: ", "))"
      : aggregates.isEmpty ? "" : "HAVING COUNT(*) > 0"
    return """
      SELECT \(columns.count == 1 ? "DISTINCT " : "")\(columns.joined(separator: ", "))
      FROM \(SQLName.quoted(source)) p\(condition.map { " WHERE \($0)" } ?? "") \(groups)
      """
  }

  private func byLevel(
    _ level: PlaceLevel, from source: String, _ aggregates: [NamedAggregate]
  ) -> String {
    let place = Scalar.column("o", level.rawValue).sql
    let dimensions = table.dimensions.map { Scalar.column("p", $0).sql }
    let columns = ["\(place) AS \"place\""] + dimensions + aggregates.map { $0.column() }
    // There mostly is one county, whose code is therefore compared last.
    let last = dimensions.reversed()
    let keys = level == .county ? last + [place] : [place] + last
    return """
      SELECT \(columns.joined(separator: ", "))
      FROM \(SQLName.quoted(source)) p JOIN "place_of" o ON o."code" = p."place"
      WHERE \(place) IS NOT NULL GROUP BY \(keys.joined(separator: ", "))
      """
  }

  private func byLevel(
    _ level: PlaceLevel, of map: PlaceMap, from source: String, _ aggregates: [NamedAggregate]
  ) -> String {
    let place = Scalar.column("m", "target").sql
    let dimensions = table.dimensions.map { Scalar.column("p", $0).sql }
    let columns =
      ["\(place) AS \"place\""] + dimensions + aggregates.map { $0.column(onMap: true) }
    return """
      SELECT \(columns.joined(separator: ", "))
      FROM \(SQLName.quoted(source)) p \(map.join)
      AND m."place" = p."place" AND m."level" = \(SQLName.literal(level.rawValue))
      GROUP BY \(([place] + dimensions).joined(separator: ", "))
      """
  }

  /// Every combination of dimension values that records of any kind have in any place.
  var combinations: String {
    let names = table.dimensions.map(SQLName.quoted).joined(separator: ", ")
    let queries = parts.indices.map { index in
      "SELECT \(parts.count == 1 ? "DISTINCT " : "")\(names) FROM \(SQLName.quoted(Self.partName(index)))"
    }
    return "\"combination\" AS (\(queries.joined(separator: " UNION ")))"
  }

  private var lastStep: String {
    var columns = ["level", "code", "name"].map { Scalar.column("r", $0).sql }
    for level in Self.parents(of: table) {
      columns.append("\(SQLName.quoted("of_\(level.rawValue)")).\"name\"")
    }
    columns += table.dimensions.map { Scalar.column("d", $0).sql }
    columns += figures.map(\.sql) + [parent.sql]
    let names = keys + figures.indices.map(MeasureScope.Slot.name) + ["parent"]
    let named = zip(columns, names).map { "\($0) AS \(SQLName.quoted($1))" }
    let order =
      ["r.\"rank\"", "r.\"code\""]
      + table.dimensions.map { "\(Scalar.column("d", $0).sql) NULLS LAST" }
    return """
      SELECT \(named.joined(separator: ",\n"))
      FROM \(total == nil ? "\"row_place\"" : "\"table_row\"") r
      \(joins.joined(separator: "\n"))
      ORDER BY \(order.joined(separator: ", "))
      """
  }

  /// The code of the narrowest place that holds a row's own and has rows too, or of the grand total.
  private var parent: Scalar {
    let levels = Self.levels(of: table)
    let sum: [Scalar] = total == nil ? [] : [.column("whole_total", "code")]
    return levels.reduce(Scalar.null) { other, level in
      let wider = levels.filter { $0 < level }.reversed()
        .map { Scalar.column("r", $0.rawValue) }
      return .either(
        when: .binary(.column("r", "level"), .equal, .text(level.rawValue)),
        then: .call(.coalesce, wider + sum + [.null, .null]), otherwise: other)
    }
  }

  private var joins: [String] {
    var joins = total == nil ? [] : [#"LEFT JOIN "total" "whole_total" ON 1 = 1"#]
    if !table.dimensions.isEmpty { joins.append("CROSS JOIN \"combination\" d") }
    for level in Self.parents(of: table) {
      let name = SQLName.quoted("of_\(level.rawValue)")
      joins.append(
        "LEFT JOIN \"place_of\" \(name) ON \(name).\"code\" = r.\(SQLName.quoted(level.rawValue))")
    }
    return joins + groupJoins
  }

  /// The joins that give each row its aggregates.
  private var groupJoins: [String] {
    var joins: [String] = []
    for (index, part) in parts.enumerated() {
      joins.append(join(Self.groupName(index)))
      for (number, slot) in part.slots.enumerated() where slot.aggregate == .countDistinct {
        joins.append(join(Self.distinctName(index, number)))
      }
    }
    return joins
  }

  /// The join that gives a row `r` its aggregates of a part.
  func join(_ name: String) -> String {
    let source = SQLName.quoted(name)
    let dimensions = table.dimensions.map { name in
      " AND \(source).\(SQLName.quoted(name)) IS NOT DISTINCT FROM d.\(SQLName.quoted(name))"
    }
    return "LEFT JOIN \(source) ON \(source).\"place\" = r.\"code\"\(dimensions.joined())"
  }

  private func condition(_ conditions: [Scalar]) -> String {
    Scalar.all(conditions).map { " WHERE \($0.sql)" } ?? ""
  }
}
