internal import Relational
internal import SurveyModel

/// The places that a table has rows of, as steps of its plans.
struct TablePlaces {
  /// The levels of places.
  let known: PlaceLevels
  /// The levels that have rows, from the widest.
  let levels: [PlaceLevel]
  /// The day whose places have the rows.
  let date: CalendarDate
  /// The attributes of places that stand beside them.
  let attributes: [String]

  /// The code of the one widest place, or of none.
  static let whole = Scalar.column("whole", "code")

  /// One place a code, with the codes of its own and the wider levels.
  var placeOf: Plan {
    .step(
      "place_of", Self.chosen(on: date).keeping(["code", "name"] + known.names))
  }

  /// The places of the table's levels that are valid at the date.
  var rowPlace: Plan {
    let ofLevels = Scalar.among(.column(nil, "level"), levels.map { .text($0.name) })
    let columns = (["level", "code", "name"] + known.names + attributes)
      .map { Derived($0, .column(nil, $0)) }
    return .step(
      "row_place",
      .derive(
        Plan.scan("place").filtered([ofLevels, Self.isValid(on: date)]),
        columns + [
          Derived("rank", .rank(of: .column(nil, "level"), among: levels.map(\.name)))
        ]))
  }

  /// The code of the one widest place, missing where there are none or several.
  var whole: Plan {
    let isOne = Scalar.binary(.count(nil), .equal, .number(1))
    let code = Scalar.either(
      when: isOne, then: .call(.min, [.column(nil, "code")]), otherwise: .null)
    return .step("whole", .group(widest, by: [], [Derived("code", code)]))
  }

  /// The code of the grand total where its row is needed, else no row: places do not add up to
  /// everything where there is not one widest place, or where a record names none.
  ///
  /// - Parameter records: Plans whose rows have a `place`, missing where a record names none.
  /// - Returns: A step of one row or of none.
  func total(of records: [Plan]) -> Plan {
    func sign(_ plan: Plan, _ condition: Scalar) -> Plan {
      .group(plan, by: [], [Derived("is_needed", .flag(condition))])
    }
    let tops = sign(widest, .binary(.count(nil), .notEqual, .number(1)))
    let absences = records.map {
      sign(
        .filter($0, .isNull(.column(nil, "place"))), .binary(.count(nil), .greater, .number(0)))
    }
    return .step(
      "total",
      .group(
        .union([tops] + absences), by: [], [Derived("code", .text(GrandTotal.code))],
        having: .isAny(.column(nil, "is_needed"))))
  }

  /// The grand total's code, whatever the records.
  static var total: Plan { .step("total", .values(["code"], [[.text(GrandTotal.code)]])) }

  /// The grand total, where there is one, as a row before those of places.
  func row(of total: Plan, named name: String) -> Plan {
    let fixed: [(String, Scalar)] = [
      ("level", .text(GrandTotal.level)), ("code", .column(nil, "code")), ("name", .text(name)),
    ]
    return .derive(
      total,
      (fixed + (known.names + attributes).map { ($0, .null) } + [("rank", .number(-1))])
        .map { Derived($0.0, $0.1) })
  }

  private var widest: Plan {
    .filter(
      rowPlace,
      .binary(.column(nil, "level"), .equal, .text(known.widest.name)))
  }

  /// One place a code: the one valid at a date, else the latest.
  static func chosen(on date: CalendarDate) -> Plan {
    let order = [
      Ordering(
        .either(when: isValid(on: date), then: .number(0), otherwise: .number(1)),
        mayBeMissing: false),
      Ordering(
        .call(.coalesce, [.column(nil, "valid_from"), .text("")]), isDescending: true,
        mayBeMissing: false),
    ]
    let choice = Window("#choice", .rowNumber, by: [.column(nil, "code")], order: order)
    return .filter(
      .window(.scan("place"), [choice]), .binary(.column(nil, "#choice"), .equal, .number(1)))
  }

  /// The condition under which a row of the place table is valid on a date.
  private static func isValid(on date: CalendarDate) -> Scalar {
    let day = Scalar.text(date.description)
    func isOpen(_ name: String, or symbol: Scalar.Operator) -> Scalar {
      let bound = Scalar.column(nil, name)
      return .binary(.isNull(bound), .or, .binary(bound, symbol, day))
    }
    return .binary(
      isOpen("valid_from", or: .lessOrEqual), .and, isOpen("valid_to", or: .greater))
  }
}

extension Scalar {
  /// The place of a text among some, from 0; missing where it is none of them.
  static func rank(of value: Scalar, among texts: [String]) -> Scalar {
    texts.enumerated().reversed()
      .reduce(Scalar.null) { other, text in
        .either(
          when: .binary(value, .equal, .text(text.element)),
          then: .number(Double(text.offset)), otherwise: other)
      }
  }
}
