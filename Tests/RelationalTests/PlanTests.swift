import PropertyTesting
import Relational
import SQLDialect
import Testing

@Suite struct PlanTests {
  private static func isClose(_ left: Datum?, _ right: Datum?) -> Bool {
    guard let first = left?.number, let second = right?.number else { return left == right }
    return abs(first - second) <= 1e-12 * max(1, abs(first), abs(second))
  }

  /// Rows in an order of their own: sums differ in their last digits by the order of their parts.
  private static func sorted(_ rows: [[Datum?]]) -> [[Datum?]] {
    func key(_ row: [Datum?]) -> String {
      row.map { datum in
        switch datum {
        case .number(let number)?: "\(Float(number) == 0 ? 0 : Float(number))"
        case .text(let text)?: "t\(text)"
        case .collection(let numbers)?: "c\(numbers)"
        case .weighted(let pairs)?: "w\(pairs)"
        case nil: "-"
        }
      }
      .joined(separator: "|")
    }
    return rows.map { (key($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  @Test(arguments: 0..<40) func `a plan means the same to SQLite and to the reference engine`(
    lot: UInt64
  ) throws {
    for seed in (lot * 50)..<(lot * 50 + 50) {
      var random = RandomPlan(seed: seed)
      let tables = ["x": random.table(), "y": random.table()]
      let store = try SampleTables(tables, as: tables.keys.map(RandomPlan.stored))
      var (plan, columns) = random.plan(Int.random(in: 1...5, using: &random.random))
      let isOrdered = random.random.happens(50)
      if isOrdered { plan = .order(plan, random.order(columns)) }
      let expected = ReferenceEngine(tables: tables).rows(of: plan).values
      let literal = BoundStatement(text: SQLDialect.text(of: plan), values: [])
      for query in [SQLDialect.query(of: plan), literal] {
        let found = try store.rows(of: query)
        let (left, right) = (Self.sorted(expected), Self.sorted(found))
        try #require(left.count == right.count, "seed \(seed): \(query)")
        for (left, right) in zip(left, right) {
          try #require(
            left.count == right.count && zip(left, right).allSatisfy(Self.isClose),
            "seed \(seed): \(left) \(right) \(query)")
        }
      }
    }
  }

  @Test func `no text of a plan stands in its statement`() throws {
    let texts = ["o'clock", "\"; DROP TABLE t; --", "甲村", "?77", "a%b"]
    let word = Scalar.column(nil, "w")
    let isOne = Scalar.among(word, texts.map { .text($0) })
    // What the rows are grouped by stands twice, and is the same twice.
    let kind = Scalar.either(when: isOne, then: .text(texts[0]), otherwise: .text(texts[1]))
    let plan = Plan.order(
      .group(
        .filter(.scan("t"), .not(.binary(word, .equal, .text("none")))), by: [kind],
        [Derived("kind", kind), Derived("count", .count(nil)), Derived("share", .number(0.1))]),
      [Ordering(.column(nil, "kind"))])
    let statement = SQLDialect.query(of: plan)
    for text in texts + ["none", "0.1"] { #expect(!statement.text.contains(text), "\(text)") }
    #expect(statement.values.count == texts.count + 2)
    let rows = ReferenceEngine.Rows(
      columns: [(nil, "w")], values: (texts + ["none", "x"]).map { [.text($0)] })
    let expected: [[Datum?]] = [
      [.text(texts[1]), .number(1), .number(0.1)], [.text(texts[0]), .number(5), .number(0.1)],
    ]
    #expect(ReferenceEngine(tables: ["t": rows]).rows(of: plan).values == expected)
    let table = StoredTable("t", [.init("w", .any)])
    #expect(try SampleTables(["t": rows], as: [table]).rows(of: plan) == expected)
  }

  @Test(arguments: [Plan.Join.inner, .left], [Plan.Join.inner, .left])
  func `a condition holds however many joins stand around it`(
    _ inner: Plan.Join, _ outer: Plan.Join
  ) throws {
    let table = StoredTable("t", [.init("a", .any)])
    let rows = ReferenceEngine.Rows(
      columns: [(nil, "a")], values: [[.number(1)], [.number(2)], [.number(3)]])
    func named(_ name: String) -> Plan { .named(.scan("t"), name) }
    func same(_ left: String, _ right: String) -> Scalar {
      .binary(.column(left, "a"), .equal, .column(right, "a"))
    }
    let few = named("x").filtered([.binary(.column("x", "a"), .greater, .number(1))])
    let pair = few.joined(inner, named("y"), on: same("x", "y"))
    // On the left of another join, and on its right.
    for plan in [
      pair.joined(outer, named("z"), on: same("x", "z")),
      named("z").joined(outer, pair, on: same("x", "z")),
    ] {
      let columns = ["x", "y", "z"].map { Derived($0, .column($0, "a")) }
      let ordered = Plan.derive(.order(plan, [Ordering(.column("z", "a"))]), columns)
      #expect(
        try SampleTables(["t": rows], as: [table]).rows(of: ordered)
          == ReferenceEngine(tables: ["t": rows]).rows(of: ordered).values, "\(ordered)")
    }
  }

  @Test func `an ordered plan gives its rows in that order`() throws {
    let table = StoredTable("t", [.init("a", .any), .init("b", .any)])
    let rows = ReferenceEngine.Rows(
      columns: [(nil, "a"), (nil, "b")],
      values: [
        [.number(2), .text("x")], [nil, .text("y")], [.number(1), nil], [.number(2), nil],
      ])
    // The column that is given as `a` is not the one that the rows are ordered by.
    let plan = Plan.derive(
      .order(
        .scan("t"),
        [
          Ordering(.column(nil, "a"), isDescending: true), Ordering(.column(nil, "b")),
        ]), [Derived("a", .column(nil, "b")), Derived("c", .column(nil, "a"))])
    let expected: [[Datum?]] = [
      [.text("x"), .number(2)], [nil, .number(2)], [nil, .number(1)], [.text("y"), nil],
    ]
    #expect(ReferenceEngine(tables: ["t": rows]).rows(of: plan).values == expected)
    #expect(try SampleTables(["t": rows], as: [table]).rows(of: plan) == expected)
  }

  @Test func `clauses that do not change one another's meaning are one statement`() {
    let households = Plan.filter(
      .named(.scan("household"), "h"), .isPresent(.column("h", "village")))
    let plan = Plan.derive(
      .order(households, [Ordering(.column("h", "origin"), mayBeMissing: false)]),
      [Derived("origin", .column("h", "origin"))])
    #expect(
      SQLDialect.text(of: plan) == """
        SELECT "h"."origin" AS "origin"
        FROM "household" "h"
        WHERE (NOT ("h"."village" IS NULL))
        ORDER BY "h"."origin"
        """)
  }
}
