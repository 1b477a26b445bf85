internal import Relational
internal import SQLDialect
internal import SurveyModel

/// The map of another date that a table is made on, as the statement reads it from the store.
///
/// The store keeps for each place of the records' date, and each level, the places that may hold its
/// records on the map; one candidate is an answer. Records that have several reach all of them, and
/// the figures there are missing: nothing is shared out, and no figure counts a part as the whole.
struct PlaceMap: Hashable {
  /// The date of the map.
  let base: CalendarDate

  /// The join that gives what the places of `m` may be on the map: its condition but for the place.
  var join: String {
    "JOIN \"place_base\" m ON m.\"base\" = \(SQLName.literal(base.description))"
  }

  /// An aggregate over the records that reach a row, missing where some of them may lie elsewhere.
  static func certain(_ aggregate: Scalar) -> Scalar {
    .either(
      when: .binary(.call(.max, [.column("m", "candidates")]), .greater, .number(1)),
      then: .null, otherwise: aggregate)
  }

  /// The join that gives a record's place of a level on the map, where it is certain.
  func join(_ place: Scalar, at level: PlaceLevel) -> String {
    let name = Self.alias(level)
    let conditions: [Scalar] = [
      .binary(.column(name, "base"), .equal, .text(base.description)),
      .binary(.column(name, "place"), .equal, place),
      .binary(.column(name, "level"), .equal, .text(level.rawValue)),
      .binary(.column(name, "candidates"), .equal, .number(1)),
    ]
    let condition = Scalar.all(conditions)?.sql ?? "TRUE"
    return "LEFT JOIN \"place_base\" \(SQLName.quoted(name)) ON \(condition)"
  }

  /// A record's place of a level on the map, or NULL where it is open.
  static func place(at level: PlaceLevel) -> Scalar { .column(alias(level), "target") }

  private static func alias(_ level: PlaceLevel) -> String { "map_\(level.rawValue)" }
}
