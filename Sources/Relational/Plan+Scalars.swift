extension Plan {
  /// The plan with other values in place of those that it names.
  ///
  /// - Parameters:
  ///   - names: The names of steps that stay as they are.
  ///   - other: What stands in the place of a value.
  /// - Returns: The plan.
  package func replacingScalars(
    exceptInSteps names: Set<String> = [], _ other: (Scalar) -> Scalar
  ) -> Plan {
    func derived(_ columns: [Derived]) -> [Derived] {
      columns.map { Derived($0.name, other($0.value)) }
    }
    func ordered(_ order: [Ordering]) -> [Ordering] {
      order.map {
        Ordering(other($0.value), isDescending: $0.isDescending, mayBeMissing: $0.mayBeMissing)
      }
    }
    if case .step(let name, _) = self, names.contains(name) { return self }
    let plan = mapped { $0.replacingScalars(exceptInSteps: names, other) }
    switch plan {
    case .scan, .named, .union, .distinct, .limited, .step, .inPieces: return plan
    case .filter(let plan, let condition): return .filter(plan, other(condition))
    case .derive(let plan, let columns): return .derive(plan, derived(columns))
    case .join(let left, let join, let right, let condition):
      return .join(left, join, right, on: other(condition))
    case .group(let plan, let keys, let columns, let condition):
      return .group(plan, by: keys.map(other), derived(columns), having: condition.map(other))
    case .window(let plan, let windows):
      return .window(
        plan,
        windows.map { window in
          let function: Window.Function =
            switch window.function {
            case .first(let value): .first(other(value))
            case .rowNumber: .rowNumber
            }
          return Window(
            window.name, function, by: window.partition.map(other), order: ordered(window.order))
        })
    case .order(let plan, let order): return .order(plan, ordered(order))
    case .values(let names, let rows): return .values(names, rows.map { $0.map(other) })
    }
  }
}

extension Scalar {
  /// The value with others in place of some of its parts, or of itself.
  ///
  /// - Parameter other: What stands in the place of a part; nil where the part stays and its own parts
  ///   are looked at.
  /// - Returns: The value.
  package func replacing(_ other: (Scalar) -> Scalar?) -> Scalar {
    other(self) ?? mapped { $0.replacing(other) }
  }

  /// The value over others in place of those that it is made of, each asked for once, in order.
  func mapped(_ part: (Scalar) -> Scalar) -> Scalar {
    switch self {
    case .null, .number, .one, .text, .boolean, .parameter, .column: return self
    case .negated(let value): return .negated(part(value))
    case .not(let value): return .not(part(value))
    case .binary(let left, let symbol, let right): return .binary(part(left), symbol, part(right))
    case .isNull(let value): return .isNull(part(value))
    case .isBlank(let value): return .isBlank(part(value))
    case .among(let value, let values): return .among(part(value), values.map(part))
    case .call(let function, let values): return .call(function, values.map(part))
    case .integer(let value): return .integer(part(value))
    case .countDistinct(let value): return .countDistinct(part(value))
    case .count(let value): return .count(value.map(part))
    case .filtered(let aggregate, let condition):
      return .filtered(part(aggregate), where: part(condition))
    case .either(let condition, let value, let otherwise):
      return .either(when: part(condition), then: part(value), otherwise: part(otherwise))
    }
  }
}
