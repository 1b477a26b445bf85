import GRDB
import PropertyTesting
import Relational
import SQLiteBulk
import SurveyModel
import Testing

/// Blocks copied as images of a database, held against the same blocks bound value by value.
@Suite struct BulkTableTests {
  private static let columns = ["key", "whole", "number", "word", "anything", "must"]
  private static let definition = """
    ("key" INTEGER PRIMARY KEY, "odd" INTEGER GENERATED ALWAYS AS ("key" & 1) VIRTUAL,
    "whole" INTEGER, "number" REAL, "word" TEXT, "anything" ANY, "absent" TEXT, "must" TEXT NOT NULL)
    STRICT
    """

  /// A connection as the store has it, with a table for images and its twin, whose index forbids them.
  private func database() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let queue = try DatabaseQueue(configuration: configuration)
    try queue.write { database in
      try database.execute(
        sql: """
          CREATE TABLE "copied" \(Self.definition);
          CREATE TABLE "bound" \(Self.definition);
          CREATE INDEX "any" ON "bound" ("word");
          """)
    }
    return queue
  }

  private enum Cell {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob
  }

  /// A block of columns of which the first has 64-bit numbers and the one of anything may have a mark.
  private func block(_ rows: [[Cell]], _ random: inout SeededGenerator) -> RowBlock {
    var texts = TextTable()
    var shared = TextTable()
    for row in rows {
      for case .text(let text) in row {
        texts.append(text)
        shared.append(text)
      }
    }
    var block = RowBlock(rows: rows.count, texts: texts, shared: SharedTexts(shared))
    for column in Self.columns.indices {
      var values = ValueColumn()
      var number = 0
      for row in rows {
        // The texts of all columns stand row by row.
        let before = row[..<column].reduce(0) { if case .text = $1 { $0 + 1 } else { $0 } }
        defer { number += row.reduce(0) { if case .text = $1 { $0 + 1 } else { $0 } } }
        switch row[column] {
        case .null: values.append(.blank)
        case .integer(let value): values.append(.number, UInt64(bitPattern: value))
        case .real(let value): values.append(.number, value.bitPattern)
        case .blob: values.append(.missing)
        case .text(let text):
          let bits =
            switch random.next() % 3 {
            case 0: UInt64(TextID.local(number + before).bits)
            case 1: UInt64(TextID.shared(number + before).bits)
            default: block.keep(text)
            }
          values.append(.text, bits)
        }
      }
      let form: RowBlock.Form =
        switch Self.columns[column] {
        case "key", "whole": .integers
        case "anything": [.whole, .marksMissing]
        default: []
        }
      block.append(RowBlock.Column(values, form))
    }
    return block
  }

  private func dump(_ table: String, _ queue: DatabaseQueue) throws -> [String] {
    let columns = (Self.columns + ["odd", "absent"])
      .map { "typeof(\"\($0)\") || ':' || quote(\"\($0)\")" }
    return try queue.read { database in
      try String.fetchAll(
        database,
        sql:
          "SELECT \(columns.joined(separator: " || ' ' || ")) FROM main.\(table) ORDER BY \"key\"")
    }
  }

  private func append(_ blocks: [RowBlock], to table: String, _ queue: DatabaseQueue) throws {
    try queue.unsafeReentrantWrite { database in
      try database.beginTransaction(.exclusive)
      var bulk = try BulkTable(table, columns: Self.columns, on: database)
      for block in blocks { try bulk.append(block, on: database) }
      try database.commit()
    }
  }

  private func imageRows(_ queue: DatabaseQueue) throws -> Int? {
    try queue.read { database in
      try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM bulk_image.copied")
    }
  }

  private func usual(_ key: Int64, _ random: inout SeededGenerator) -> [Cell] {
    let wholes: [Int64] = [
      0, 1, -1, 2, 127, 128, -128, -129, 32_767, 32_768, -32_769, 8_388_607, 8_388_608, -8_388_609,
      1 << 31, -(1 << 31) - 1, 1 << 47, -(1 << 47), .max, .min,
      Int64(truncatingIfNeeded: random.next()),
    ]
    let numbers: [Double] = [
      0, -0.0, 1, -1, 0.1, 12_000, 1e15, -140_737_488_355_328, 140_737_488_355_327, 1e300,
      .infinity,
      -.infinity, .leastNonzeroMagnitude, Double(random.next() % 100_000) / 8,
    ]
    let words = [
      "", "a", "王家沟村", "nul\0byte", String(repeating: "水", count: Int(random.next() % 60)),
      String(repeating: "x", count: 56 + Int(random.next() % 4)),
    ]
    func maybe(_ cell: Cell) -> Cell { random.happens(15) ? .null : cell }
    let whole = maybe(.integer(random.pick(wholes)))
    let number = maybe(.real(random.pick(numbers)))
    let word = maybe(.text(random.pick(words)))
    let anything: Cell =
      switch random.next() % 5 {
      case 0: .null
      case 1: .real(Double(random.pick(wholes) >> 12))
      case 2: .real(random.pick(numbers))
      case 3: .blob
      default: .text(random.pick(words))
      }
    return [.integer(key), whole, number, word, anything, .text(random.pick(words))]
  }

  @Test func `a copied block and a bound one give the same rows`() throws {
    for seed in UInt64(1)...15 {
      var random = SeededGenerator(seed: seed)
      var blocks: [RowBlock] = []
      var key = Int64(truncatingIfNeeded: random.next()) >> (random.next() % 62)
      var count = 0
      for _ in 0..<4 {
        let rows = (0..<Int(1 + random.next() % 3000))
          .map { _ in
            key += 1 + Int64(random.next() % 3)
            return usual(key, &random)
          }
        count = rows.count
        blocks.append(block(rows, &random))
      }
      let queue = try database()
      try append(blocks, to: "copied", queue)
      try append(blocks, to: "bound", queue)
      let copied = try dump("copied", queue)
      #expect(copied.count == blocks.reduce(0) { $0 + $1.rows }, "seed \(seed)")
      #expect(try copied == dump("bound", queue), "seed \(seed)")
      // The last block came as an image, or this test would hold the binding against itself.
      #expect(try imageRows(queue) == count, "seed \(seed)")
      for schema in ["main", "bulk_image"] {
        let found = try queue.read { database in
          try String.fetchAll(database, sql: "PRAGMA \(schema).integrity_check")
        }
        #expect(found == ["ok"], "seed \(seed)")
      }
    }
  }

  @Test func `blocks of more pages than an image has come in several`() throws {
    var random = SeededGenerator(seed: 7)
    let text = String(repeating: "长", count: 9000)
    let rows = (0..<400)
      .map { row -> [Cell] in
        [.integer(Int64(row)), .null, .null, .text(text), .null, .text("\(row)")]
      }
    let queue = try database()
    let blocks = [block(rows, &random)]
    try append(blocks, to: "copied", queue)
    try append(blocks, to: "bound", queue)
    #expect(try dump("copied", queue) == dump("bound", queue))
    let last = try #require(try imageRows(queue))
    #expect(last > 0 && last < 400)
  }

  /// Rows that SQLite must judge or convert: what it says of them bound, it says of them here.
  @Test(arguments: [
    ("a text that is a number", 1, Cell.text("12")), ("a text that is none", 1, .text("zwölf")),
    ("a whole number with a point", 1, .real(3)), ("a number between", 1, .real(3.5)),
    ("a whole number among numbers", 2, .integer(3)), ("no number at all", 2, .real(.nan)),
    ("a number among words", 3, .integer(3)), ("a blob among words", 3, .blob),
    ("not any number", 4, .real(.nan)), ("nothing where there must be", 5, .null),
    ("a row longer than a page", 3, .text(String(repeating: "z", count: 70_000))),
    ("a key that was there", 0, .integer(1)), ("a key before others", 0, .integer(-5)),
    ("no key", 0, .null), ("a key that is none", 0, .text("k")),
  ])
  private func `a row that SQLite must judge is judged alike`(
    _ name: String, _ column: Int, _ cell: Cell
  ) throws {
    var random = SeededGenerator(seed: 3)
    var rows = (1...6).map { usual($0, &random) }
    rows[3][column] = cell
    let blocks = [block(rows, &random), block([usual(9, &random)], &random)]
    let queue = try database()
    let outcomes = try ["copied", "bound"]
      .map { table in
        do {
          try append(blocks, to: table, queue)
          return "appended"
        } catch {
          try queue.unsafeReentrantWrite { database in
            if database.isInsideTransaction { try database.rollback() }
          }
          return "\(error)".replacing(table, with: "table")
        }
      }
    #expect(outcomes[0] == outcomes[1], "\(name)")
    if outcomes[0] == "appended" {
      #expect(try dump("copied", queue) == dump("bound", queue), "\(name)")
    }
  }

  @Test func `a table whose references are checked takes its rows bound`() throws {
    var random = SeededGenerator(seed: 5)
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    configuration.foreignKeysEnabled = true
    let queue = try DatabaseQueue(configuration: configuration)
    let definition = Self.definition.replacing(
      #""absent" TEXT"#, with: #""absent" TEXT REFERENCES "other""#)
    try queue.write { database in
      try database.execute(
        sql: """
          CREATE TABLE "other" ("name" TEXT PRIMARY KEY);
          CREATE TABLE "copied" \(definition);
          """)
    }
    let blocks = (0..<2)
      .map { number in
        block((0..<50).map { usual(Int64(number * 50 + $0), &random) }, &random)
      }
    try append(blocks, to: "copied", queue)
    #expect(try dump("copied", queue).count == 100)
  }

  @Test func `a name that is no column is refused`() throws {
    let queue = try database()
    #expect(throws: SQLiteBulkError.self) {
      try queue.read { database in
        _ = try BulkTable("copied", columns: ["key", "none"], on: database)
      }
    }
  }
}
