/// Tells what scalars give over the rows of a plan, or over groups of them.
///
/// Whether a value may be missing is told on the safe side: it is never missing where that is not said.
/// Numbers that are no whole ones may leave what an engine can hold, and then a sum of them is none.
struct ScalarTyping {
  private let scope: PlanScope
  /// The keys of the groups; nil for rows.
  private let keys: [Scalar]?
  /// The columns among the keys.
  private var places: Set<PlanScope.Place> = []

  /// Tells what scalars give over rows.
  init(over scope: PlanScope) {
    self.scope = scope
    keys = nil
  }

  /// Tells what they give over groups of rows.
  init(over scope: PlanScope, by keys: [Scalar]) {
    self.scope = scope
    self.keys = keys
    for case .column(let plan, let name) in keys {
      if case .one(let place, _) = scope.find(name, of: plan) { places.insert(place) }
    }
  }

  /// What a scalar gives.
  ///
  /// - Throws: `PlanTypeError` when it names what is not there or mixes kinds.
  func type(of scalar: Scalar) throws(PlanTypeError) -> ScalarType {
    if let keys, keys.contains(scalar) { return try rows.type(of: scalar) }
    switch scalar {
    case .null: return .missing
    case .number(let number): return Self.literal(number)
    case .one: return .given(.number)
    case .text: return .given(.text)
    case .boolean: return .given(.condition)
    case .parameter: return ScalarType(.any, mayBeMissing: true)
    case .column(let plan, let name): return try column(name, of: plan)
    case .negated(let part): return try product(of: [number(part)])
    case .not(let part): return ScalarType(.condition, mayBeMissing: try condition(part))
    case .binary(let left, let symbol, let right): return try binary(left, symbol, right)
    case .isNull(let part), .isBlank(let part):
      _ = try type(of: part)
      return .given(.condition)
    case .among(let part, let parts):
      return ScalarType(.condition, mayBeMissing: try compare([part] + parts))
    case .call(let function, let parts): return try call(function, parts)
    case .integer(let part):
      _ = try text(part)
      // What is no text of digits need not be a number.
      return ScalarType(.integer, mayBeMissing: true)
    case .countDistinct(let part):
      _ = try ofRows().type(of: part)
      return .given(.integer)
    case .count(let part):
      let rows = try ofRows()
      if let part { _ = try rows.type(of: part) }
      return .given(.integer)
    case .filtered(let aggregate, let condition): return try filtered(aggregate, condition)
    case .either(let test, let value, let otherwise):
      _ = try condition(test)
      let (first, second) = (try type(of: value), try type(of: otherwise))
      return ScalarType(
        try Self.common(first, second), mayBeMissing: first.mayBeMissing || second.mayBeMissing)
    }
  }

  /// Whether a condition may be neither true nor false.
  ///
  /// - Throws: `PlanTypeError` when it is no condition, or means nothing.
  @discardableResult
  func condition(_ scalar: Scalar) throws(PlanTypeError) -> Bool {
    try expect(scalar, "a condition", \.isTestable).mayBeMissing
  }

  // MARK: Rows and groups

  /// The same over rows.
  private var rows: Self { Self(over: scope) }

  /// The same over the rows of a group, which an aggregate takes.
  private func ofRows() throws(PlanTypeError) -> Self {
    guard keys != nil else { throw PlanTypeError(.aggregateOutOfPlace) }
    return rows
  }

  private func column(_ name: String, of plan: String?) throws(PlanTypeError) -> ScalarType {
    switch scope.find(name, of: plan) {
    case .none:
      throw PlanTypeError(.unknownColumn(plan: plan, name: name), known: scope.names)
    case .several:
      throw PlanTypeError(.ambiguousColumn(plan: plan, name: name), known: scope.names)
    case .one(let place, let column):
      guard keys == nil || places.contains(place) else {
        let known = scope.names(of: places)
        throw PlanTypeError(.ungrouped(plan: plan, name: name), known: known)
      }
      return column.type
    }
  }

  private func filtered(
    _ aggregate: Scalar, _ condition: Scalar
  ) throws(PlanTypeError) -> ScalarType {
    try ofRows().condition(condition)
    switch aggregate {
    case .count, .countDistinct: return try type(of: aggregate)
    case .call(let function, _) where function.isAggregate:
      return try type(of: aggregate).optional
    default: throw PlanTypeError(.filteredNoAggregate)
    }
  }

  // MARK: Kinds

  private static func literal(_ number: Double) -> ScalarType {
    guard number.isFinite else { return .missing }
    let isWhole = Int64(exactly: number).map { $0.magnitude < 1 << 53 } ?? false
    return .given(isWhole ? .integer : .number)
  }

  /// A value of which something is expected.
  private func expect(
    _ scalar: Scalar, _ expected: String, _ isMet: (ScalarKind) -> Bool
  ) throws(PlanTypeError) -> ScalarType {
    let type = try type(of: scalar)
    guard isMet(type.kind) else {
      throw PlanTypeError(.unexpectedKind(type.kind, expected: expected))
    }
    return type
  }

  private func number(_ scalar: Scalar) throws(PlanTypeError) -> ScalarType {
    try expect(scalar, "a number", \.isCalculable)
  }

  private func whole(_ scalar: Scalar) throws(PlanTypeError) -> ScalarType {
    try expect(scalar, "a whole number", \.isWhole)
  }

  private func text(_ scalar: Scalar) throws(PlanTypeError) -> ScalarType {
    try expect(scalar, "a text", \.isTextual)
  }

  private static func common(
    _ first: ScalarType, _ second: ScalarType
  ) throws(PlanTypeError) -> ScalarKind {
    guard let kind = first.kind.common(with: second.kind) else {
      throw PlanTypeError(.unlikeKinds(first.kind, second.kind))
    }
    return kind
  }

  /// What is calculated from numbers.
  private func product(of parts: [ScalarType]) -> ScalarType {
    ScalarType(.number, mayBeMissing: parts.contains { $0.mayBeMissing || $0.kind != .integer })
  }

  // MARK: Operators

  private func binary(
    _ left: Scalar, _ symbol: Scalar.Operator, _ right: Scalar
  ) throws(PlanTypeError) -> ScalarType {
    switch symbol {
    case .plus, .minus, .times: return try product(of: [number(left), number(right)])
    case .divided: return try product(of: [number(left), number(right)]).optional
    case .wholeQuotient, .remainder:
      let (first, second) = (try whole(left), try whole(right))
      let isNeverZero = if case .number(let divisor) = right { divisor != 0 } else { false }
      return ScalarType(
        .integer, mayBeMissing: first.mayBeMissing || second.mayBeMissing || !isNeverZero)
    case .joined:
      let (first, second) = (try text(left), try text(right))
      return ScalarType(.text, mayBeMissing: first.mayBeMissing || second.mayBeMissing)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      return ScalarType(.condition, mayBeMissing: try compare([left, right]))
    case .isDistinctFrom, .isNotDistinctFrom:
      try compare([left, right])
      return .given(.condition)
    case .and, .or:
      let (first, second) = (try condition(left), try condition(right))
      return ScalarType(.condition, mayBeMissing: first || second)
    }
  }

  /// Compares the first of some values with the others.
  ///
  /// - Returns: Whether one of them may be missing.
  @discardableResult
  private func compare(_ parts: [Scalar]) throws(PlanTypeError) -> Bool {
    let first = try type(of: parts[0])
    var mayBeMissing = first.mayBeMissing
    for part in parts.dropFirst() {
      let other = try type(of: part)
      _ = try Self.common(first, other)
      mayBeMissing = mayBeMissing || other.mayBeMissing
    }
    return mayBeMissing
  }

  // MARK: Functions

  private func call(
    _ function: Scalar.Function, _ parts: [Scalar]
  ) throws(PlanTypeError) -> ScalarType {
    guard function.counts.contains(parts.count) else {
      throw PlanTypeError(.count(parts.count, expected: function.expectedCount))
    }
    switch function {
    case .abs: return try number(parts[0])
    case .coalesce:
      var whole = try type(of: parts[0])
      for part in parts.dropFirst() {
        let other = try type(of: part)
        whole = ScalarType(
          try Self.common(whole, other), mayBeMissing: whole.mayBeMissing && other.mayBeMissing)
      }
      return whole
    case .nullIf:
      let (first, second) = (try type(of: parts[0]), try type(of: parts[1]))
      _ = try Self.common(first, second)
      return first.optional
    case .length: return ScalarType(.integer, mayBeMissing: try text(parts[0]).mayBeMissing)
    case .substring:
      let types = [try text(parts[0]), try whole(parts[1]), try whole(parts[2])]
      return ScalarType(.text, mayBeMissing: types.contains(where: \.mayBeMissing))
    case .least, .greatest:
      var whole = try type(of: parts[0])
      for part in parts.dropFirst() {
        let other = try type(of: part)
        whole = ScalarType(
          try Self.common(whole, other), mayBeMissing: whole.mayBeMissing || other.mayBeMissing)
      }
      return whole
    case .floor: return try number(parts[0])
    case .round: return try product(of: [number(parts[0]), number(parts[1])]).optional
    case .position:
      let types = [try text(parts[0]), try text(parts[1])]
      return ScalarType(.integer, mayBeMissing: types.contains(where: \.mayBeMissing))
    case .matches:
      for part in parts { _ = try text(part) }
      return ScalarType(.condition, mayBeMissing: true)
    case .dayNumber:
      _ = try text(parts[0])
      // What is no date has no day.
      return ScalarType(.integer, mayBeMissing: true)
    case .sum: return try ofGroup(ofRows().sum(of: parts[0]))
    case .min, .max: return try ofGroup(ofRows().type(of: parts[0]))
    case .collect:
      _ = try ofRows().number(parts[0])
      return ScalarType(.collection, mayBeMissing: true)
    case .collectWeighted:
      for part in parts { _ = try ofRows().number(part) }
      return ScalarType(.weightedCollection, mayBeMissing: true)
    case .weightedQuantile:
      _ = try ofRows().expect(parts[0], "numbers with weights", \.hasWeightedNumbers)
      _ = try ofRows().number(parts[1])
      return ScalarType(.number, mayBeMissing: true)
    case .quantile, .deviation:
      _ = try ofRows().expect(parts[0], "numbers", \.hasNumbers)
      if parts.count > 1 { _ = try ofRows().number(parts[1]) }
      return ScalarType(.number, mayBeMissing: true)
    }
  }

  private func sum(of part: Scalar) throws(PlanTypeError) -> ScalarType {
    let type = try number(part)
    return type.kind == .integer || type.kind == .missing ? type : product(of: [type])
  }

  /// What an aggregate gives: of no rows, which only a group without a key can be of, nothing.
  private func ofGroup(_ type: ScalarType) -> ScalarType {
    keys?.isEmpty == true ? type.optional : type
  }
}

extension Scalar.Function {
  /// How many values it takes.
  fileprivate var counts: ClosedRange<Int> {
    switch self {
    case .abs, .length, .floor, .dayNumber, .sum, .min, .max, .collect, .deviation: 1...1
    case .coalesce, .least, .greatest: 2...Int.max
    case .nullIf, .position, .matches, .round, .quantile, .collectWeighted, .weightedQuantile: 2...2
    case .substring: 3...3
    }
  }

  /// The same in words.
  fileprivate var expectedCount: String {
    let count = "\(counts.lowerBound) value\(counts.lowerBound == 1 ? "" : "s")"
    return counts.upperBound > counts.lowerBound ? "\(count) or more" : count
  }
}
