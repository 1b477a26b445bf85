import SurveyModel

/// Whether some variables of a record can be given values that satisfy all rules, the others staying
/// as they are.
struct ChangeTest {
  /// The variables that may change.
  let free: Set<Int>
  let variables: [VariableDefinition]
  let values: [Value]
  let lookup: (String) -> Value
  /// How many alternatives are followed before the answer is taken to be yes.
  private var budget = 20_000

  init(
    free: Set<Int>, variables: [VariableDefinition], values: [Value],
    lookup: @escaping (String) -> Value
  ) {
    self.free = free
    self.variables = variables
    self.values = values
    self.lookup = lookup
  }

  /// Whether values exist that satisfy the rules.
  mutating func canSatisfy(_ formulas: [EditFormula]) -> Bool {
    satisfies(formulas, Conditions(variables))
  }

  /// Conditions that the changed values must meet, of each kind on its own.
  private struct Conditions {
    var system: LinearSystem
    /// The texts that a variable may have; nil for any but the excluded ones.
    var allowed: [Int: Set<String>] = [:]
    var excluded: [Int: Set<String>] = [:]
    var flags: [Int: Bool] = [:]

    init(_ variables: [VariableDefinition]) {
      system = LinearSystem { variables[$0].kind == .integer || variables[$0].kind == .date }
    }

    /// Adds that a text is, or is not, among some; false when no text is left.
    mutating func restrict(
      _ variable: Int, _ texts: Set<String>, isAmong: Bool, codes: Set<String>?
    ) -> Bool {
      var left = allowed[variable] ?? codes
      if isAmong {
        left = left?.intersection(texts) ?? texts
      } else {
        excluded[variable, default: []].formUnion(texts)
      }
      left?.subtract(excluded[variable] ?? [])
      allowed[variable] = left
      return left?.isEmpty != true
    }
  }

  private mutating func satisfies(_ formulas: [EditFormula], _ conditions: Conditions) -> Bool {
    budget -= 1
    guard budget > 0 else { return true }
    var conditions = conditions
    var waiting = formulas
    var alternatives: [[EditFormula]] = []
    while let formula = waiting.popLast() {
      switch formula {
      case .all(let parts): waiting += parts
      case .any(let parts): alternatives.append(parts)
      case .atom(let atom):
        guard let result = add(atom, to: &conditions) else {
          // Not equal is more or less.
          guard case .linear(let sum, _) = atom.meaning else { return false }
          let fixed = substituted(sum)
          return [fixed, (-1) * fixed]
            .contains { side in
              var branch = conditions
              branch.system.add(side, .belowZero)
              return satisfies(waiting + alternatives.map(EditFormula.any), branch)
            }
        }
        guard result else { return false }
      }
    }
    guard conditions.system.isSolvable else { return false }
    // What holds whatever is chosen needs no choice.
    guard let choice = alternatives.first else { return true }
    let rest = alternatives.dropFirst().map(EditFormula.any)
    return choice.contains { satisfies([$0] + rest, conditions) }
  }

  /// Adds a condition; false when it cannot be met, nil when it asks for a choice.
  private func add(_ atom: EditFormula.Atom, to conditions: inout Conditions) -> Bool? {
    let changing = atom.variables.filter(free.contains)
    guard !changing.isEmpty else { return atom.holds(lookup) }
    // A condition on a value that stays missing is not tested.
    let staysMissing = atom.variables.contains { !free.contains($0) && values[$0].isMissing }
    switch atom.meaning {
    case .linear(let sum, let relation):
      if staysMissing { return true }
      let fixed = substituted(sum)
      if fixed.coefficients.isEmpty { return fixed.constant.compares(relation) }
      if relation == .notZero { return nil }
      conditions.system.add(fixed, relation)
      return true
    case .member(let variable, let texts, let isAmong):
      let kind = variables[variable].kind
      let codes = kind == .code ? Set(variables[variable].codes.values) : nil
      return conditions.restrict(variable, texts, isAmong: isAmong, codes: codes)
    case .flag(let variable, let flag):
      if let other = conditions.flags[variable], other != flag { return false }
      conditions.flags[variable] = flag
      return true
    case .missing(_, let isMissing): return !isMissing
    case .opaque: return true
    }
  }

  /// The sum with the values of the variables that stay.
  private func substituted(_ sum: Linear) -> Linear {
    sum.coefficients.keys.filter { !free.contains($0) }.sorted()
      .reduce(sum) { sum, variable in
        switch values[variable] {
        case .number(let number): sum.setting(variable, to: number)
        case .date(let date): sum.setting(variable, to: Double(date.daysSince1970))
        default: sum
        }
      }
  }
}

extension Double {
  /// Whether the number compares with 0 as asked.
  fileprivate func compares(_ relation: Linear.Relation) -> Bool {
    switch relation {
    case .atMostZero: self <= 1e-9
    case .belowZero: self < -1e-9
    case .zero: abs(self) <= 1e-9
    case .notZero: abs(self) > 1e-9
    }
  }
}
