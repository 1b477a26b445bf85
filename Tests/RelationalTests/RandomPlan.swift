import PropertyTesting
import Relational

/// Plans and data by lot.
struct RandomPlan {
  /// What the values of a column are.
  enum Kind: CaseIterable { case number, text, condition, date }

  /// Columns with what their values are.
  typealias Columns = [(name: String, kind: Kind)]

  var random: SeededGenerator
  private var made = 0

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// The columns of every table.
  static let columns: Columns = [
    ("n", .number), ("m", .number), ("t", .text), ("it's \"quoted\"", .text), ("c", .condition),
    ("d", .date), ("k", .number),
  ]

  /// How the store has a table of them.
  static func stored(_ name: String) -> StoredTable {
    StoredTable(
      name,
      columns.map { column in
        switch column.kind {
        // The key is a whole number.
        case .number where column.name == "k": .required("k", .integer)
        case .number: .init(column.name, .number)
        case .condition: .init(column.name, .integer)
        case .text, .date: .init(column.name, .text)
        }
      })
  }

  /// Rows of a table: few different values, so that they meet, and missing ones.
  mutating func table() -> ReferenceEngine.Rows {
    let count = Int.random(in: 0...9, using: &random)
    let values = (0..<count)
      .map { index in
        Self.columns.map { column -> Datum? in
          // The key tells rows apart.
          if column.name == "k" { return .number(Double(index * 7)) }
          return random.happens(25) ? nil : datum(column.kind)
        }
      }
    return ReferenceEngine.Rows(columns: Self.columns.map { (nil, $0.name) }, values: values)
  }

  private mutating func datum(_ kind: Kind) -> Datum {
    switch kind {
    case .number: .number(random.pick([-2, 0, 1, 2, 3.5, 0.1, 1e9]))
    case .text: .text(random.pick(["", "a", "b", "it's", "沁县", "𠮷𠮷"]))
    case .condition: Datum(random.happens(50))
    case .date: .text(random.pick(["2020-01-31", "2021-10-31", "2021-12-01"]))
    }
  }

  /// A plan over the tables `x` and `y`, and its columns.
  mutating func plan(_ depth: Int) -> (plan: Plan, columns: Columns) {
    guard depth > 0 else { return leaf() }
    let (plan, columns) = self.plan(depth - 1)
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return (.filter(plan, condition(columns)), columns)
    case 1: return derived(plan, columns)
    case 2: return joined(plan, columns, depth)
    case 3: return grouped(plan, columns)
    case 4: return windowed(plan, columns)
    case 5:
      let other = filtered(plan, columns)
      return (.union([plan, other]), columns)
    case 6: return (.distinct(plan), columns)
    case 7: return stepped(plan, columns)
    case 8:
      let ordered = Plan.order(plan, order(columns))
      return (.limited(ordered, to: Int.random(in: 0...4, using: &random)), columns)
    default: return (.order(plan, order(columns)), columns)
    }
  }

  private mutating func leaf() -> (Plan, Columns) {
    switch Int.random(in: 0..<10, using: &random) {
    case 0:
      let rows = (0..<Int.random(in: 0...2, using: &random))
        .map { _ in [constant(.number), constant(.text)] }
      return (.values(["n", "t"], rows), [("n", .number), ("t", .text)])
    case 1: return pieces()
    default: return (.scan(random.pick(["x", "y"])), Self.columns)
    }
  }

  /// Groups of a table that are taken in pieces, put together.
  private mutating func pieces() -> (Plan, Columns) {
    let table = random.pick(["x", "y"])
    let key = random.pick(["t", "c", "d"])
    let keys = [Derived(key, .column(nil, key))]
    let number = Scalar.column(nil, "n")
    let weight = Scalar.column(nil, random.pick(["n", "k"]))
    let share = random.pick([0, 0.25, 0.5, 0.75, 1])
    let parts = Plan.group(
      filtered(.scan(table), Self.columns), by: keys.map(\.value),
      keys + [
        Derived("sum", .call(.sum, [number.fraction])), Derived("rows", .count(nil)),
        Derived("least", .call(.min, [number])),
        Derived("numbers", .call(.collect, [number.fraction])),
        Derived("pairs", .call(.collectWeighted, [number.fraction, weight.fraction])),
      ])
    made += 1
    let whole = Plan.group(
      .step("s\(made)", .inPieces(parts, of: table, by: "k")), by: keys.map(\.value),
      keys + [
        Derived("sum", .call(.sum, [.column(nil, "sum")])),
        Derived("rows", .call(.sum, [.column(nil, "rows")])),
        Derived("least", .call(.min, [.column(nil, "least")])),
        Derived("middle", .call(.quantile, [.column(nil, "numbers"), .number(0.5)])),
        Derived("spread", .call(.deviation, [.column(nil, "numbers")])),
        Derived("weighted", .call(.weightedQuantile, [.column(nil, "pairs"), .number(share)])),
      ])
    let kind = Self.columns.first { $0.name == key }?.kind ?? .text
    return (
      whole,
      [(key, kind)]
        + ["sum", "rows", "least", "middle", "spread", "weighted"].map { ($0, .number) }
    )
  }

  /// A step that a plan has twice.
  private mutating func stepped(_ plan: Plan, _ columns: Columns) -> (Plan, Columns) {
    made += 1
    let step = Plan.step("s\(made)", plan)
    return (.union([filtered(step, columns), filtered(step, columns)]), columns)
  }

  private mutating func filtered(_ plan: Plan, _ columns: Columns) -> Plan {
    random.happens(50) ? plan : .filter(plan, condition(columns))
  }

  /// New names, some of which hide those of the rows.
  private mutating func name(_ columns: Columns) -> String {
    made += 1
    return random.happens(30) ? columns[0].name : "v\(made)"
  }

  private mutating func derived(_ plan: Plan, _ columns: Columns) -> (Plan, Columns) {
    var derived: [Derived] = []
    var given: Columns = []
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let name = name(columns)
      guard !given.contains(where: { $0.name == name }) else { continue }
      let kind = random.pick(Kind.allCases)
      derived.append(Derived(name, value(kind, columns, 2)))
      given.append((name, kind))
    }
    return (.derive(plan, derived), given)
  }

  private mutating func joined(
    _ plan: Plan, _ columns: Columns, _ depth: Int
  ) -> (Plan, Columns) {
    let other = self.plan(min(depth - 1, 1))
    let left = columns.filter { $0.kind == .number || $0.kind == .text }
    let pairs = left.flatMap { column in
      other.columns.filter { $0.kind == column.kind }
        .map { Scalar.binary(.column("l", column.name), .equal, .column("r", $0.name)) }
    }
    guard !pairs.isEmpty else { return (plan, columns) }
    var first = Plan.named(plan, "l")
    while random.happens(30) {
      first = .filter(first, .isPresent(.column("l", random.pick(columns.map(\.name)))))
    }
    let join = Plan.join(
      first, random.pick([.inner, .left]), .named(other.plan, "r"),
      on: random.pick(pairs))
    let given = columns.map { ("l", $0) } + other.columns.map { ("r", $0) }
    made += 1
    let derived = given.enumerated()
      .map { Derived("j\(made)_\($0.offset)", .column($0.element.0, $0.element.1.name)) }
    return (
      .derive(join, derived), zip(derived, given).map { ($0.name, $1.1.kind) }
    )
  }

  private mutating func grouped(_ plan: Plan, _ columns: Columns) -> (Plan, Columns) {
    let keys = columns.filter { _ in random.happens(30) }
    let numbers = columns.filter { $0.kind == .number }.map(\.name)
    var derived = keys.map { Derived($0.name, .column(nil, $0.name)) }
    var given = keys
    let aggregates = Int.random(in: 0...3, using: &random)
    for _ in 0..<aggregates {
      made += 1
      derived.append(Derived("a\(made)", aggregate(numbers, columns)))
      given.append(("a\(made)", .number))
    }
    if derived.isEmpty || random.happens(20) {
      made += 1
      derived.append(Derived("a\(made)", constant(.text)))
      given.append(("a\(made)", .text))
    }
    let having: Scalar? =
      random.happens(30) ? .binary(.count(nil), .greater, .number(1)) : nil
    return (.group(plan, by: keys.map { .column(nil, $0.name) }, derived, having: having), given)
  }

  private mutating func aggregate(_ numbers: [String], _ columns: Columns) -> Scalar {
    let any = Scalar.column(nil, random.pick(columns).name)
    guard !numbers.isEmpty else {
      return random.pick([.count(nil), .count(any), .countDistinct(any)])
    }
    let number = Scalar.column(nil, random.pick(numbers))
    let fraction = Scalar.binary(.one, .times, number)
    let aggregate: Scalar = random.pick([
      .count(nil), .count(any), .countDistinct(any), .call(.sum, [fraction]),
      .call(.min, [number]), .call(.max, [number]), .call(.deviation, [fraction]),
      .call(.quantile, [fraction, .number(random.pick([0, 0.25, 0.5, 0.9, 1]))]),
    ])
    if random.happens(20) {
      return .quotient(.call(.sum, [fraction]), .count(number))
    }
    return random.happens(40) ? .filtered(aggregate, where: condition(columns)) : aggregate
  }

  private mutating func windowed(_ plan: Plan, _ columns: Columns) -> (Plan, Columns) {
    made += 1
    let column = random.pick(columns)
    let isNumber = random.happens(50)
    let partition = columns.filter { _ in random.happens(30) }.map { Scalar.column(nil, $0.name) }
    // The order is of all columns, so that only equal rows change places.
    let window = Window(
      "w\(made)", isNumber ? .rowNumber : .first(.column(nil, column.name)), by: partition,
      order: order(columns))
    return (
      .window(plan, [window]), columns + [("w\(made)", isNumber ? .number : column.kind)]
    )
  }

  /// An order by all columns, some of them downwards.
  mutating func order(_ columns: Columns) -> [Ordering] {
    columns.shuffled(using: &random)
      .map { Ordering(.column(nil, $0.name), isDescending: random.happens(50)) }
  }

  mutating func condition(_ columns: Columns, _ depth: Int = 2) -> Scalar {
    value(.condition, columns, depth)
  }

  /// A value of a kind over some columns.
  mutating func value(_ kind: Kind, _ columns: Columns, _ depth: Int) -> Scalar {
    let names = columns.filter { $0.kind == kind }.map(\.name)
    guard depth > 0 else {
      if let name = names.randomElement(using: &random), random.happens(70) {
        return .column(nil, name)
      }
      return constant(kind)
    }
    func part(_ kind: Kind) -> Scalar { value(kind, columns, depth - 1) }
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return constant(kind)
    case 1:
      return .either(when: part(.condition), then: part(kind), otherwise: part(kind))
    case 2:
      return .call(
        random.pick([.coalesce, .nullIf, .least, .greatest]), [part(kind), part(kind)])
    default: break
    }
    switch kind {
    case .number:
      return random.pick([
        Scalar.binary(part(.number), random.pick([.plus, .minus, .times]), part(.number)),
        .quotient(part(.number), part(.number)), .call(.abs, [part(.number)]),
        .negated(part(.number)), .call(.length, [part(.text)]),
        .integer(.call(.substring, [part(.date), .number(1), .number(4)])),
        .call(.floor, [part(.number)]),
        .call(.round, [part(.number), .number(random.pick([1, 10, 100]))]),
        .call(.position, [part(.text), part(.text)]), .call(.dayNumber, [part(.date)]),
      ])
    case .text, .date:
      return kind == .date
        ? part(.date)
        : random.pick([
          .call(.substring, [part(.text), .number(1), .number(2)]),
          .binary(part(.text), .joined, part(.text)),
        ])
    case .condition:
      let kind = random.pick([Kind.number, .text, .date])
      let symbol: Scalar.Operator = random.pick([
        .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .isDistinctFrom,
        .isNotDistinctFrom,
      ])
      return random.pick([
        Scalar.binary(part(kind), symbol, part(kind)),
        .binary(part(.condition), random.pick([.and, .or]), part(.condition)),
        .not(part(.condition)), .isNull(part(kind)),
        .call(.matches, [part(.text), .text(random.pick(["^t", "a.*b", "[0-9]", "甲|乙"]))]),
        .among(part(kind), [part(kind), part(kind)]),
      ])
    }
  }

  private mutating func constant(_ kind: Kind) -> Scalar {
    if random.happens(10) { return .null }
    switch datum(kind) {
    case .number(let number): return kind == .condition ? .boolean(number != 0) : .number(number)
    case .text(let text): return .text(text)
    case .collection, .weighted: return .null
    }
  }
}
