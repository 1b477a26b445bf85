extension Expression {
  /// The cell of a formula over other cells.
  ///
  /// Its status is the worst of its parts'; what is divided by 0 is not applicable; a number beyond
  /// all bounds is not estimable. `and` and `or` follow Kleene, and `is missing` asks; neither tells
  /// anything of a part that is withheld.
  ///
  /// - Parameter lookup: The cell that a name stands for.
  /// - Returns: The cell; that of an aggregate, which has no value here, is missing.
  package func cell(_ lookup: (String) -> PublishedCell) -> PublishedCell {
    func cell(of parts: Expression..., by body: ([Value]) -> Value?) -> PublishedCell {
      Self.cell(of: parts.map { $0.cell(lookup) }, by: body)
    }
    switch self {
    case .number(let number): return PublishedCell(.number(number))
    case .text(let text): return PublishedCell(.text(text))
    case .boolean(let flag): return PublishedCell(.boolean(flag))
    case .variable(let name): return lookup(name)
    case .negated(let part):
      return cell(of: part) { values in Self.onNumber(values[0]) { -$0 } }
    case .arithmetic(let left, let symbol, let right):
      return cell(of: left, right) { values in
        symbol == .divided && values[1] == .number(0)
          ? nil : Self.compute(values[0], symbol, values[1])
      }
    case .comparison(let left, let symbol, let right):
      return cell(of: left, right) { Self.compare($0[0], symbol, $0[1]) }
    case .and(let left, let right):
      return Self.junction(left.cell(lookup), right.cell(lookup), decidedBy: false)
    case .or(let left, let right):
      return Self.junction(left.cell(lookup), right.cell(lookup), decidedBy: true)
    case .not(let part): return cell(of: part) { Self.opposite($0[0]) }
    case .among(let part, let parts):
      return Self.cell(of: ([part] + parts).map { $0.cell(lookup) }) { values in
        .boolean(
          values.dropFirst().contains { Self.compare(values[0], .equal, $0) == .boolean(true) })
      }
    case .isMissing(let part):
      let cell = part.cell(lookup)
      return cell.absence == .withheld ? cell : PublishedCell(.boolean(cell.value == nil))
    case .call(let function, let parts):
      let cells = parts.map { $0.cell(lookup) }
      return function.cell?(cells) ?? Self.cell(of: cells) { function.value($0) }
    case .aggregate: return .absent(.missing)
    }
  }

  /// The cell that values give; where a part has none, the worst of the parts' absences; not
  /// applicable where the values give none.
  private static func cell(
    of parts: [PublishedCell], by body: ([Value]) -> Value?
  ) -> PublishedCell {
    if let absence = parts.compactMap(\.absence).max() { return .absent(absence) }
    return body(parts.compactMap(\.value)).map { PublishedCell($0) } ?? .absent(.notApplicable)
  }

  private static func junction(
    _ left: PublishedCell, _ right: PublishedCell, decidedBy decisive: Bool
  ) -> PublishedCell {
    for cell in [left, right] where cell.absence == .withheld { return cell }
    for cell in [left, right] where cell == .figure(.boolean(decisive)) { return cell }
    return left.resting(on: right)
  }
}
