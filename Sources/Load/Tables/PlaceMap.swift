internal import Relational
internal import SurveyModel

/// The map of another date that a table is made on, as its plans read it from the store.
///
/// The store keeps for each place of the records' date, and each level, the places that may hold its
/// records on the map; one candidate is an answer. Records that have several reach all of them, and
/// the figures there are missing: nothing is shared out, and no figure counts a part as the whole.
struct PlaceMap: Hashable {
  /// The date of the map.
  let base: CalendarDate
  /// The date that the records' places are of.
  let asOf: CalendarDate

  /// The places of all maps, under a name.
  func named(_ name: String) -> Plan { .named(.scan("place_base"), name) }

  /// Whether a row of a name tells where a place lies on this map, at a level or at any.
  func isPlace(_ place: Scalar, at level: PlaceLevel? = nil, in name: String) -> Scalar {
    let isOfPlace = Scalar.binary(.column(name, "place"), .equal, place)
    return .binary(level.map { isLevel($0, in: name) } ?? isMap(name), .and, isOfPlace)
  }

  /// Whether a row of a name tells of this map's places of a level.
  func isLevel(_ level: PlaceLevel, in name: String) -> Scalar {
    .binary(
      isMap(name), .and, .binary(.column(name, "level"), .equal, .text(level.name)))
  }

  private func isMap(_ name: String) -> Scalar {
    .binary(
      .binary(.column(name, "base"), .equal, .text(base.description)), .and,
      .binary(.column(name, "as_of"), .equal, .text(asOf.description)))
  }

  /// An aggregate over the records that reach a row, missing where some of them may lie elsewhere.
  static func certain(_ aggregate: Scalar) -> Scalar {
    .either(
      when: .binary(.call(.max, [.column("m", "candidates")]), .greater, .number(1)),
      then: .null, otherwise: aggregate)
  }

  /// Rows beside their place of a level on the map, where it is certain.
  func joined(to rows: Plan, _ place: Scalar, at level: PlaceLevel) -> Plan {
    let name = Self.alias(level)
    let isCertain = Scalar.binary(.column(name, "candidates"), .equal, .number(1))
    return rows.joined(
      .left, named(name), on: .binary(isPlace(place, at: level, in: name), .and, isCertain))
  }

  /// A record's place of a level on the map, missing where it is open.
  static func place(at level: PlaceLevel) -> Scalar { .column(alias(level), "target") }

  private static func alias(_ level: PlaceLevel) -> String { "map_\(level.name)" }
}
