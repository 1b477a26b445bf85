import PropertyTesting
import Relational
import SQLiteEngine
import SurveyModel
import Testing

@Suite struct SQLiteEngineTests {
  private static let columns = ["key", "name", "origin"]

  /// An engine with a table whose names are watched, and some rows.
  private func engine(in folder: TemporaryFolder, _ names: [String]) throws -> any Engine {
    let engine = try SQLiteProvider().make(at: "\(folder.path)/e.sqlite", version: 1)
    var table = StoredTable(
      "t", [.required("key", .integer), .init("name", .text), .init("origin", .integer)],
      key: ["key"])
    table.watched = [["name"]]
    try engine.make(table)
    var block = RowBlock(rows: names.count)
    block.append(integers: names.indices.map { Int64($0) })
    var column = ValueColumn()
    for name in names { column.append(.text, block.keep(name)) }
    block.append(RowBlock.Column(column))
    block.append(integers: names.indices.map { Int64($0 * 3) })
    try engine.append(block, to: "t", Self.columns)
    return engine
  }

  @Test func `values that are told apart may be the same once one of them changes`() throws {
    let folder = try TemporaryFolder()
    let engine = try engine(in: folder, ["a", "b"])
    #expect(!engine.mayRepeat(["name"], in: "t"))
    #expect(engine.mayRepeat(["origin"], in: "t"))
    let isFirst = Scalar.binary(.column(nil, "key"), .equal, .parameter(1))
    try engine.run(
      Update("t", set: [Derived("origin", .number(7))], where: isFirst), for: [[.integer(0)]])
    #expect(!engine.mayRepeat(["name"], in: "t"))
    try engine.run(
      Update("t", set: [Derived("name", .parameter(2))], where: isFirst),
      for: [[.integer(0), .text("b")]])
    #expect(engine.mayRepeat(["name"], in: "t"))
    try engine.close()
  }

  @Test func `rows get the values that a plan over the table as it was has for them`() throws {
    let folder = try TemporaryFolder()
    let engine = try engine(in: folder, ["a", "b", "c"])
    #expect(!engine.mayRepeat(["name"], in: "t"))
    // Each row but the last gets the name of the next, and the sum of all keys.
    let sum = Plan.group(.scan("t"), by: [], [Derived("sum", .call(.sum, [.column(nil, "key")]))])
    let next = Plan.named(.scan("t"), "r")
      .joined(
        .inner, .named(.scan("t"), "n"),
        on: .binary(.column("n", "key"), .equal, .binary(.column("r", "key"), .plus, .number(1)))
      )
      .crossed(with: .named(sum, "s"))
    let plan = Plan.derive(
      next,
      [
        Derived("key", .column("r", "key")), Derived("name", .column("n", "name")),
        Derived("origin", .column("s", "sum")),
      ])
    try engine.run(Replacement(in: "t", of: ["name", "origin"], by: "key", from: plan))
    var rows: [[StoredValue?]] = []
    try engine.rows(of: .order(.scan("t"), [Ordering(.column(nil, "key"))])) { rows.append($0) }
    #expect(
      rows == [
        [.integer(0), .text("b"), .integer(3)], [.integer(1), .text("c"), .integer(3)],
        [.integer(2), .text("c"), .integer(6)],
      ])
    #expect(engine.mayRepeat(["name"], in: "t"))
    try engine.close()
  }

  @Test func `a row that comes by itself may repeat one of a block`() throws {
    let folder = try TemporaryFolder()
    let engine = try engine(in: folder, ["a", "b"])
    try engine.append([[.integer(9), .text("a"), nil]], to: "t", Self.columns)
    #expect(engine.mayRepeat(["name"], in: "t"))
    try engine.close()
  }

  @Test func `steps are kept for a body and gone behind it, even when it fails`() throws {
    let folder = try TemporaryFolder()
    let engine = try engine(in: folder, ["a", "b", "a"])
    let name = Derived("name", .column(nil, "name"))
    let groups = Plan.group(
      .scan("t"), by: [name.value], [name, Derived("rows", .count(nil))])
    let step = Plan.step("groups", .inPieces(groups, of: "t", by: "key"))
    let isFirst = Scalar.binary(.column(nil, "key"), .equal, .parameter(1))
    let seen = try engine.holding([step]) { () throws(RunFailure) in
      // What the step was made of may change; its rows do not.
      try engine.run(
        Update("t", set: [Derived("name", .text("c"))], where: isFirst), for: [[.integer(1)]])
      return try engine.count(of: .filter(step, .binary(.column(nil, "name"), .equal, .text("b"))))
    }
    #expect(seen == 1)
    #expect(throws: RunFailure.self) {
      try engine.holding([step]) { () throws(RunFailure) in
        try engine.rows(of: .scan("nowhere")) { _ throws(RunFailure) in }
      }
    }
    #expect(try engine.count(of: step) == 2)
    #expect(try engine.tables() == ["t"])
    try engine.close()
  }

  @Test func `the engine does as much as it declares, and no more`() throws {
    let folder = try TemporaryFolder()
    let engine = try engine(in: folder, ["a", "b"])
    let can = SQLiteProvider().capabilities
    func joined(_ plans: Int) -> Plan {
      var plan = Plan.named(.scan("t"), "t0")
      for number in 1..<plans {
        let name = "t\(number)"
        plan = plan.joined(
          .inner, .named(.scan("t"), name), on: .same(["key"], of: name, and: "t0"))
      }
      return plan.filtered([.binary(.column("t0", "key"), .less, .number(1))])
    }
    #expect(try engine.count(of: joined(can.mostJoined)) == 1)
    #expect(throws: RunFailure.self) { try engine.count(of: joined(can.mostJoined + 1)) }
    func widened(_ columns: Int) -> Plan {
      .derive(.scan("t"), (0..<columns).map { Derived("c\($0)", .column(nil, "key")) })
    }
    try engine.rows(of: widened(can.mostColumns)) { row in #expect(row.count == can.mostColumns) }
    #expect(throws: RunFailure.self) {
      try engine.rows(of: widened(can.mostColumns + 1)) { _ in }
    }
    let first = Window(
      "first", .rowNumber, by: [], order: [Ordering(.column(nil, "key"), isDescending: true)])
    var numbers: [StoredValue?] = []
    try engine.rows(of: Plan.window(.scan("t"), [first]).keeping(["key", "first"])) { row in
      numbers += row
    }
    #expect(can.windows && numbers.count == 4 && numbers.contains(.integer(2)))
    try engine.close()
  }

  @Test func `an engine that a failed run lets go of leaves nothing behind that asks for it`()
    throws
  {
    // What is prepared of a connection is gone before it, with an open transaction too.
    for number in 0..<100 {
      let folder = try TemporaryFolder()
      let engine = try engine(in: folder, ["a", "b\(number)"])
      #expect(try engine.count(of: "t") == 2)
    }
  }

  @Test func `a block may have as many columns as a record`() throws {
    let folder = try TemporaryFolder()
    let engine = try SQLiteProvider().make(at: folder.path("e.sqlite"), version: 1)
    let names = (1..<ReservedNames.mostColumns).map { "c\($0)" }
    try engine.make(
      StoredTable(
        "t", [.required("key", .integer)] + names.map { .init($0, .number) }, key: ["key"]))
    var block = RowBlock(rows: 3)
    block.append(integers: [1, 2, 3])
    for number in names.indices {
      var column = ValueColumn()
      for row in 0..<3 { column.append(.number, Double(number * 3 + row).bitPattern) }
      block.append(RowBlock.Column(column))
    }
    try engine.append(block, to: "t", ["key"] + names)
    var rows: [[StoredValue?]] = []
    try engine.rows(of: .scan("t")) { row in rows.append(row) }
    #expect(rows.count == 3)
    #expect(rows.last?.last == .real(Double((names.count - 1) * 3 + 2)))
    try engine.close()
  }
}
