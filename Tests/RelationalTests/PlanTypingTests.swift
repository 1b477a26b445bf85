import PropertyTesting
import Relational
import Testing

@Suite struct PlanTypingTests {
  @Test(arguments: 0..<40)
  func `a plan gives the columns that its types tell, to SQLite and to the reference engine`(
    lot: UInt64
  ) throws {
    for seed in (lot * 50)..<(lot * 50 + 50) {
      var random = RandomPlan(seed: seed)
      let tables = ["x": random.table(), "y": random.table()]
      let stored = tables.keys.map(RandomPlan.stored)
      let (plan, columns) = random.plan(Int.random(in: 1...5, using: &random.random))
      var typing = PlanTyping(stored)
      let typed = try typing.columns(of: plan)
      let names = typed.map(\.name)
      try #require(names == columns.map(\.name), "seed \(seed)")
      let store = try SampleTables(tables, as: stored)
      try #require(try store.names(of: plan) == names, "seed \(seed)")
      let expected = ReferenceEngine(tables: tables).rows(of: plan)
      try #require(expected.columns.map(\.name) == names, "seed \(seed)")
      // Nothing here can be anything.
      try #require(!typed.contains { $0.kind == .any }, "seed \(seed)")
      for (column, made) in zip(typed, columns) {
        try #require(column.kind.isOf(made.kind), "seed \(seed): \(column)")
      }
      for row in try store.cells(of: plan) {
        for (column, cell) in zip(typed, row) {
          try #require(column.takes(cell), "seed \(seed): \(column) \(String(describing: cell))")
        }
      }
      for row in expected.values {
        for (column, datum) in zip(typed, row) {
          try #require(column.takes(datum), "seed \(seed): \(column) \(String(describing: datum))")
        }
      }
    }
  }

  @Test func `types say of most columns more than that they may be anything`() throws {
    var (all, given, known) = (0, 0, 0)
    for seed in UInt64(0)..<500 {
      var random = RandomPlan(seed: seed)
      let (plan, _) = random.plan(Int.random(in: 1...5, using: &random.random))
      var typing = PlanTyping(["x", "y"].map(RandomPlan.stored))
      let columns = try typing.columns(of: plan)
      all += columns.count
      given += columns.count { !$0.mayBeMissing }
      known += columns.count { $0.kind != .any && $0.kind != .missing }
    }
    #expect(Double(known) > 0.9 * Double(all))
    #expect(Double(given) > 0.1 * Double(all))
  }

  // MARK: Single nodes

  private static let tables = [
    StoredTable(
      "household",
      [
        .required("origin", .integer), .init("village", .text), .init("members", .integer),
        .init("income", .number), .init("is_poor", .integer), .init("note", .any),
      ], key: ["origin"]),
    StoredTable(
      "village",
      [.required("code", .text), .required("name", .text), .init("village", .text)]),
  ]

  private static func columns(of plan: Plan) throws(PlanTypeError) -> [PlanColumn] {
    var typing = PlanTyping(tables)
    return try typing.columns(of: plan)
  }

  private static let households = Plan.scan("household")
  private static let members = Scalar.column(nil, "members")
  private static let income = Scalar.column(nil, "income")
  private static let village = Scalar.column(nil, "village")
  private static let origin = Scalar.column(nil, "origin")
  private static let note = Scalar.column(nil, "note")
  private static let isLarge = Scalar.binary(members, .greater, .number(4))
  private static let beside = Plan.named(households, "h")
    .joined(.left, .named(.scan("village"), "v"), on: .same(["village"], of: "v", and: "h"))

  @Test(arguments: [
    (Scalar.null, PlanColumn("x", .missing)),
    (.number(3), PlanColumn("x", .integer, mayBeMissing: false)),
    (.number(0.5), PlanColumn("x", .number, mayBeMissing: false)),
    (.number(0x1p53), PlanColumn("x", .number, mayBeMissing: false)),
    (.number(.infinity), PlanColumn("x", .missing)),
    (.one, PlanColumn("x", .number, mayBeMissing: false)),
    (.text(""), PlanColumn("x", .text, mayBeMissing: false)),
    (.boolean(true), PlanColumn("x", .condition, mayBeMissing: false)),
    (.parameter(1), PlanColumn("x", .any)), (note, PlanColumn("x", .any)),
    (origin, PlanColumn("x", .integer, mayBeMissing: false)),
    (.binary(origin, .plus, .number(1)), PlanColumn("x", .number, mayBeMissing: false)),
    (.binary(origin, .plus, .one), PlanColumn("x", .number)),
    (.binary(note, .times, members), PlanColumn("x", .number)),
    (.binary(origin, .divided, .number(2)), PlanColumn("x", .number)),
    (.binary(origin, .wholeQuotient, .number(8)), PlanColumn("x", .integer, mayBeMissing: false)),
    (.binary(origin, .remainder, .number(0)), PlanColumn("x", .integer)),
    (.binary(origin, .remainder, origin), PlanColumn("x", .integer)),
    (.negated(members), PlanColumn("x", .number)),
    (isLarge, PlanColumn("x", .condition)), (.not(isLarge), PlanColumn("x", .condition)),
    (.binary(.column(nil, "is_poor"), .and, isLarge), PlanColumn("x", .condition)),
    (.binary(village, .isDistinctFrom, .null), PlanColumn("x", .condition, mayBeMissing: false)),
    (.isNull(village), PlanColumn("x", .condition, mayBeMissing: false)),
    (.isBlank(note), PlanColumn("x", .condition, mayBeMissing: false)),
    (.among(origin, [.number(1)]), PlanColumn("x", .condition, mayBeMissing: false)),
    (.among(origin, [.number(1), .null]), PlanColumn("x", .condition)),
    (.call(.coalesce, [members, income]), PlanColumn("x", .number)),
    (
      .call(.coalesce, [members, .null, .number(0)]), PlanColumn("x", .integer, mayBeMissing: false)
    ),
    (.call(.coalesce, [note, village]), PlanColumn("x", .any)),
    (.call(.nullIf, [origin, .number(0)]), PlanColumn("x", .integer)),
    (.call(.abs, [income]), PlanColumn("x", .number)),
    (.call(.length, [.text("a")]), PlanColumn("x", .integer, mayBeMissing: false)),
    (.call(.substring, [village, .number(1), .number(4)]), PlanColumn("x", .text)),
    (.integer(village), PlanColumn("x", .integer)),
    (
      .either(when: isLarge, then: origin, otherwise: .one),
      PlanColumn("x", .number, mayBeMissing: false)
    ),
    (.either(when: isLarge, then: .null, otherwise: village), PlanColumn("x", .text)),
    (
      .either(when: isLarge, then: .boolean(true), otherwise: .number(2)),
      PlanColumn("x", .integer, mayBeMissing: false)
    ),
  ])
  func `a value over a row has its kind`(_ value: Scalar, _ expected: PlanColumn) throws {
    let plan = Plan.derive(Self.households, [Derived("x", value)])
    #expect(try Self.columns(of: plan) == [expected])
  }

  @Test(arguments: [
    (Scalar.count(nil), PlanColumn("x", .integer, mayBeMissing: false)),
    (.count(note), PlanColumn("x", .integer, mayBeMissing: false)),
    (.countDistinct(village), PlanColumn("x", .integer, mayBeMissing: false)),
    (.call(.sum, [origin]), PlanColumn("x", .integer, mayBeMissing: false)),
    (.call(.sum, [income]), PlanColumn("x", .number)),
    (.call(.sum, [note]), PlanColumn("x", .number)),
    (.call(.min, [origin]), PlanColumn("x", .integer, mayBeMissing: false)),
    (.call(.max, [village]), PlanColumn("x", .text)),
    (.filtered(.count(nil), where: isLarge), PlanColumn("x", .integer, mayBeMissing: false)),
    (.filtered(.call(.max, [origin]), where: isLarge), PlanColumn("x", .integer)),
    (village, PlanColumn("x", .text)), (.text("all"), PlanColumn("x", .text, mayBeMissing: false)),
    (.call(.length, [.column("h", "village")]), PlanColumn("x", .integer)),
    (.binary(.count(nil), .plus, .call(.length, [village])), PlanColumn("x", .number)),
    (.any(members, unknown: members), PlanColumn("x", .condition)),
  ])
  func `a value over a group has its kind`(_ value: Scalar, _ expected: PlanColumn) throws {
    let plan = Plan.group(
      .named(Self.households, "h"), by: [.column("h", "village")], [Derived("x", value)],
      having: .binary(.count(nil), .greater, .number(0)))
    #expect(try Self.columns(of: plan) == [expected])
  }

  @Test func `a group of no rows has no least value`() throws {
    let plan = Plan.group(
      Self.households, by: [],
      [Derived("least", .call(.min, [Self.origin])), Derived("rows", .count(nil))])
    #expect(
      try Self.columns(of: plan) == [
        PlanColumn("least", .integer), PlanColumn("rows", .integer, mayBeMissing: false),
      ])
  }

  @Test func `the right side of a left join may be missing`() throws {
    let names = ["origin", "code", "name"].map { Derived($0, .column(nil, $0)) }
    #expect(
      try Self.columns(of: .derive(Self.beside, names)) == [
        PlanColumn("origin", .integer, mayBeMissing: false), PlanColumn("code", .text),
        PlanColumn("name", .text),
      ])
    #expect(try Self.columns(of: .named(Self.beside, "j")).count == 9)
  }

  @Test func `a window stands behind the columns of its rows`() throws {
    let order = [Ordering(Scalar.column("h", "income"))]
    let plan = Plan.window(
      .named(Self.households, "h"),
      [
        Window("place", .rowNumber, by: [Self.village], order: order),
        Window("first", .first(Self.origin), by: [], order: order),
      ])
    #expect(
      try Self.columns(of: plan).suffix(3) == [
        PlanColumn("note", .any), PlanColumn("place", .integer, mayBeMissing: false),
        PlanColumn("first", .integer, mayBeMissing: false),
      ])
    #expect(try Self.columns(of: .derive(plan, [Derived("n", .column("h", "note"))])).count == 1)
  }

  @Test func `rows behind one another have the common kinds`() throws {
    let given = Plan.values(["a", "b"], [[.number(1), .null], [.null, .text("x")]])
    let none = Plan.values(["a", "b"], [])
    let others = Plan.values(["a", "b"], [[.number(0.5), .text("y")]])
    #expect(
      try Self.columns(of: given) == [PlanColumn("a", .integer), PlanColumn("b", .text)])
    #expect(
      try Self.columns(of: none) == [PlanColumn("a", .missing), PlanColumn("b", .missing)])
    #expect(
      try Self.columns(of: .union([others, given])) == [
        PlanColumn("a", .number), PlanColumn("b", .text),
      ])
    #expect(
      try Self.columns(
        of: .limited(.distinct(.order(others, [Ordering(.column(nil, "a"))])), to: 1))
        == [
          PlanColumn("a", .number, mayBeMissing: false),
          PlanColumn("b", .text, mayBeMissing: false),
        ])
  }

  @Test func `a view is a table with the columns of its plan`() throws {
    var typing = PlanTyping(Self.tables)
    let large = Plan.filter(Self.households, Self.isLarge)
    try typing.add(view: "large", of: .derive(large, [Derived("who", Self.origin)]))
    #expect(
      try typing.columns(of: .scan("large"))
        == [PlanColumn("who", .integer, mayBeMissing: false)])
  }

  @Test func `a step is looked at once, however often it stands in others`() throws {
    var plan = Plan.step("s0", Self.households)
    for number in 1...60 { plan = .step("s\(number)", .union([plan, plan])) }
    #expect(try Self.columns(of: plan).map(\.name) == Self.tables[0].columns.map(\.name))
  }
}

extension ScalarKind {
  /// Whether it is the kind of what random plans make.
  fileprivate func isOf(_ kind: RandomPlan.Kind) -> Bool {
    switch kind {
    case .number: [.integer, .number, .missing].contains(self)
    case .condition: [.condition, .integer, .missing].contains(self)
    case .text, .date: [.text, .missing].contains(self)
    }
  }
}

extension PlanColumn {
  /// Whether it may have a value that an engine gave.
  fileprivate func takes(_ value: StoredValue?) -> Bool {
    switch value {
    case nil: mayBeMissing
    case .integer?: [.integer, .number, .condition].contains(kind)
    case .real?: kind == .number
    case .text?: kind == .text
    case .blank?: false
    }
  }

  /// Whether it may have a value of the reference engine.
  fileprivate func takes(_ datum: Datum?) -> Bool {
    switch datum {
    case nil: mayBeMissing
    case .number(let number)?:
      kind == .number || [.integer, .condition].contains(kind) && number == number.rounded()
    case .text?: kind == .text
    case .collection?: kind == .collection
    case .weighted?: kind == .weightedCollection
    }
  }
}
