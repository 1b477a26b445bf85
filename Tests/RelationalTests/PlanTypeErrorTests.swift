import Relational
import Testing

/// What plans mean nothing, and what is said of them.
@Suite struct PlanTypeErrorTests {
  private static let tables = [
    StoredTable(
      "household",
      [
        .required("origin", .integer), .init("village", .text), .init("members", .integer),
        .init("income", .number),
      ], key: ["origin"]),
    StoredTable("village", [.required("code", .text), .init("village", .text)]),
  ]

  private static func message(of plan: Plan) throws -> String {
    var typing = PlanTyping(tables)
    return try #require(throws: PlanTypeError.self) { try typing.columns(of: plan) }.description
  }

  private static let households = Plan.scan("household")
  private static let named = Plan.named(households, "h")
  private static let members = Scalar.column(nil, "members")
  private static let village = Scalar.column(nil, "village")
  private static let beside = named.joined(
    .left, .named(.scan("village"), "v"), on: .same(["village"], of: "v", and: "h"))

  private static func derived(_ value: Scalar) -> Plan {
    .derive(households, [Derived("x", value)])
  }

  private static func grouped(_ value: Scalar, by keys: [Scalar] = [village]) -> Plan {
    .group(households, by: keys, [Derived("x", value)])
  }

  @Test(arguments: [
    (Plan.scan("hamlet"), "scan: unknown table “hamlet”; known there: household, village"),
    (
      derived(.column(nil, "colour")),
      "derive > “x”: unknown column “colour”; known there: origin, village, members, income"
    ),
    (
      derived(.column("h", "village")),
      "derive > “x”: unknown column “h.village”; known there: origin, village, members, income"
    ),
    (
      .filter(beside, .isNull(.column("v", "members"))),
      """
      filter: unknown column “v.members”; known there: h.origin, h.village, h.members, h.income, \
      v.code, v.village
      """
    ),
    (
      .order(beside, [Ordering(village)]),
      """
      order: expected one column “village”, found several; known there: h.origin, h.village, \
      h.members, h.income, v.code, v.village
      """
    ),
    (
      named.joined(.inner, named, on: .isNull(.column("h", "members"))),
      """
      join: expected one column “h.members”, found several; known there: h.origin, h.village, \
      h.members, h.income, h.origin, h.village, h.members, h.income
      """
    ),
  ])
  func `a name that is not there, or not one, is told`(_ plan: Plan, _ message: String) throws {
    #expect(try Self.message(of: plan) == message)
  }

  @Test(arguments: [
    Plan.derive(named, [Derived("village", .column("h", "village"))]),
    .group(named, by: [.column("h", "village")], [Derived("village", .column("h", "village"))]),
    .union([named]), .step("s", named), .named(named, "other"),
  ])
  func `the name of a plan is known up to the next columns of one's own`(_ plan: Plan) throws {
    let message = try Self.message(of: .filter(plan, .isNull(.column("h", "village"))))
    #expect(message.hasPrefix("filter: unknown column “h.village”; known there: "))
  }

  @Test(arguments: [
    (derived(.binary(village, .plus, .number(1))), "expected a number, found a text"),
    (
      derived(.binary(.isNull(village), .times, .number(2))), "expected a number, found a condition"
    ),
    (derived(.negated(village)), "expected a number, found a text"),
    (derived(.call(.abs, [village])), "expected a number, found a text"),
    (derived(.call(.length, [members])), "expected a text, found a whole number"),
    (derived(.integer(members)), "expected a text, found a whole number"),
    (
      derived(.call(.substring, [village, .number(0.5), .number(1)])),
      "expected a whole number, found a number"
    ),
    (
      derived(.binary(.column(nil, "income"), .remainder, .number(2))),
      "expected a whole number, found a number"
    ),
    (derived(.not(village)), "expected a condition, found a text"),
    (derived(.binary(.one, .and, .boolean(true))), "expected a condition, found a number"),
    (
      derived(.either(when: village, then: .null, otherwise: .null)),
      "expected a condition, found a text"
    ),
    (grouped(.call(.sum, [village])), "expected a number, found a text"),
    (grouped(.call(.sum, [.isNull(members)])), "expected a number, found a condition"),
    (grouped(.filtered(.count(nil), where: village)), "expected a condition, found a text"),
  ])
  func `a value of another kind than is asked for is told`(_ plan: Plan, _ message: String) throws {
    #expect(try Self.message(of: plan).hasSuffix(" > “x”: \(message)"))
  }

  @Test(arguments: [
    (Plan.filter(households, village), "filter: expected a condition, found a text"),
    (
      households.joined(.inner, .scan("village"), on: .text("")),
      "join: expected a condition, found a text"
    ),
    (
      .group(households, by: [], [], having: .call(.max, [village])),
      "group: expected a condition, found a text"
    ),
  ])
  func `rows are chosen by conditions alone`(_ plan: Plan, _ message: String) throws {
    #expect(try Self.message(of: plan) == message)
  }

  @Test(arguments: [
    derived(.binary(village, .equal, members)), derived(.among(village, [.text("a"), members])),
    derived(.call(.coalesce, [village, members])), derived(.call(.nullIf, [village, members])),
    derived(.either(when: .boolean(true), then: village, otherwise: members)),
    derived(.binary(village, .isNotDistinctFrom, members)),
    .union([derived(village), derived(members)]),
    .values(["x"], [[.text("")], [.number(1)]]),
  ])
  func `values of kinds that have nothing in common are told`(_ plan: Plan) throws {
    let message = try Self.message(of: plan)
    #expect(
      message.hasSuffix("“x”: expected values of one kind, found a text and a whole number"))
  }

  @Test(arguments: [
    (derived(.call(.coalesce, [village])), "derive > “x”: expected 2 values or more, found 1"),
    (derived(.call(.nullIf, [village])), "derive > “x”: expected 2 values, found 1"),
    (grouped(.call(.min, [members, members])), "group > “x”: expected 1 value, found 2"),
    (.values(["a", "b"], [[.null]]), "values: expected 2 values in a row, found 1"),
  ])
  func `a wrong number of values is told`(_ plan: Plan, _ message: String) throws {
    #expect(try Self.message(of: plan) == message)
  }

  @Test(arguments: [
    (
      grouped(members),
      "group > “x”: expected a key or an aggregate, found the column “members”; known there: village"
    ),
    (
      grouped(.binary(.count(nil), .plus, members), by: []),
      "group > “x”: expected a key or an aggregate, found the column “members”"
    ),
    (derived(.count(nil)), "derive > “x”: expected a value of one row, found an aggregate"),
    (
      grouped(.call(.sum, [.count(nil)])),
      "group > “x”: expected a value of one row, found an aggregate"
    ),
    (
      .group(households, by: [.call(.max, [members])], []),
      "group: expected a value of one row, found an aggregate"
    ),
    (
      derived(.filtered(.count(nil), where: .boolean(true))),
      "derive > “x”: expected a value of one row, found an aggregate"
    ),
    (
      grouped(.filtered(village, where: .boolean(true))),
      "group > “x”: expected an aggregate of the rows that meet a condition"
    ),
  ])
  func `what is no value of its rows is told`(_ plan: Plan, _ message: String) throws {
    #expect(try Self.message(of: plan) == message)
  }

  @Test(arguments: [
    (
      Plan.union([households, .scan("village")]),
      "union: expected the columns origin, village, members, income, found code, village"
    ),
    (.union([]), "union: expected plans to put one behind the other, found none"),
    (
      households.keeping(["village", "members", "village"]),
      "derive: expected other names, found “village” twice"
    ),
    (
      .inPieces(households, of: "household", by: "income"),
      "inPieces: expected a whole number in each row of “household” to take it in pieces, found “income”"
    ),
    (
      .inPieces(households, of: "household", by: "members"),
      "inPieces: expected a whole number in each row of “household” to take it in pieces, found “members”"
    ),
    (
      .inPieces(households, of: "household", by: "number"),
      "inPieces: unknown column “number”; known there: origin, village, members, income"
    ),
    (
      .union([.step("s", households), .step("s", .distinct(households))]),
      "union > step “s”: expected one step “s”, found another of that name"
    ),
    (
      .window(households, [Window("w", .rowNumber, by: [.column(nil, "x")], order: [])]),
      "window > “w”: unknown column “x”; known there: origin, village, members, income"
    ),
  ])
  func `columns that do not fit together are told`(_ plan: Plan, _ message: String) throws {
    #expect(try Self.message(of: plan) == message)
  }

  @Test func `the nodes that the error stands in are told from the outermost`() throws {
    let step = Plan.step("inner", .named(Self.derived(.column(nil, "y")), "n"))
    #expect(
      try Self.message(of: .limited(.distinct(step), to: 1))
        .hasPrefix("limited > distinct > step “inner” > named “n” > derive > “x”: unknown column"))
  }

  @Test func `of many names the first are told`() throws {
    let columns = (0..<100).map { StoredTable.Column("c\($0)", .any) }
    var typing = PlanTyping([StoredTable("wide", columns)])
    let error = try #require(throws: PlanTypeError.self) {
      try typing.columns(of: .filter(.scan("wide"), .column(nil, "d")))
    }
    #expect(error.known.count == 100)
    #expect(error.description.hasSuffix("c28, c29 and 70 more"))
  }

  @Test func `a view that means nothing is told`() throws {
    var typing = PlanTyping(Self.tables)
    let error = try #require(throws: PlanTypeError.self) {
      try typing.add(view: "v", of: .scan("w"))
    }
    #expect(error.fault == .unknownTable("w"))
  }
}
