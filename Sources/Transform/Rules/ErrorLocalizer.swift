import SurveyModel

/// Names the fields of a record that are most likely wrong: the smallest set whose change would
/// satisfy every rule.
///
/// The principle is that of I. P. Fellegi and D. Holt, "A systematic approach to automatic edit and
/// imputation", JASA 71 (1976); candidate sets are tried from the lightest, and a set is tested by
/// eliminating its variables from the rules, as T. de Waal, J. Pannekoek and S. Scholtus describe in
/// the "Handbook of Statistical Data Editing and Imputation" (2011). Nothing is changed. A missing
/// value breaks no rule, so none is ever named; a changed field gets a value.
struct ErrorLocalizer {
  /// How many sets of the same weight are named.
  private static let answers = 3
  /// How many sets are tried before a record is given up on.
  private static let limit = 4000

  let variables: [VariableDefinition]

  private let edits: [(formula: EditFormula, variables: Set<Int>, condition: Expression)]
  private let schema: RecordSchema

  /// Prepares the rules that a record must satisfy to pass.
  init(_ conditions: [Expression], schema: RecordSchema) {
    self.schema = schema
    variables = schema.variables
    edits = conditions.map {
      (
        EditFormula($0, schema: schema), Set($0.variables.compactMap(schema.index)), $0
      )
    }
  }

  /// The lightest sets of variables whose change would let the record pass, at most three.
  ///
  /// - Parameter values: The record's values, in the order of the schema.
  /// - Returns: Sets of one weight, each in the order of the schema; empty where the record breaks no
  ///   rule, where no change could satisfy the rules, or where that is too much to find out.
  func locate(_ values: [Value]) -> [[Int]] {
    let lookup = { (name: String) in schema.index(of: name).map { values[$0] } ?? .blank }
    let broken = edits.filter { $0.condition.evaluate(lookup) == .boolean(false) }
    guard !broken.isEmpty else { return [] }
    // Rules that share no variable with the broken ones, or with their neighbours, cannot matter.
    var reach = broken.reduce(into: Set<Int>()) { $0.formUnion($1.variables) }
    var related = broken.count
    while true {
      let touched = edits.filter { !$0.variables.isDisjoint(with: reach) }
      reach = touched.reduce(into: reach) { $0.formUnion($1.variables) }
      if touched.count == related { break }
      related = touched.count
    }
    let candidates = reach.filter { !values[$0].isMissing }
      .sorted { (variables[$0].weight, $0) < (variables[$1].weight, $1) }
    let formulas = edits.filter { !$0.variables.isDisjoint(with: reach) }.map(\.formula)
    var search = SubsetSearch(weights: candidates.map { variables[$0].weight })
    var found: [[Int]] = []
    var weight: Double?
    for _ in 0..<Self.limit {
      guard let subset = search.next() else { break }
      if let weight, subset.weight > weight { break }
      let free = Set(subset.members.map { candidates[$0] })
      guard broken.allSatisfy({ !$0.variables.isDisjoint(with: free) }) else { continue }
      var test = ChangeTest(free: free, variables: variables, values: values, lookup: lookup)
      guard test.canSatisfy(formulas) else { continue }
      weight = subset.weight
      found.append(free.sorted())
      if found.count == Self.answers { break }
    }
    return found
  }
}

/// The subsets of some weighted things, from the lightest.
struct SubsetSearch {
  private let weights: [Double]
  private var waiting: [(members: [Int], weight: Double)] = []

  /// Starts with the single things; weights must not be negative and must ascend.
  init(weights: [Double]) {
    self.weights = weights
    if let first = weights.first { waiting = [([0], first)] }
  }

  /// The next subset by weight, then by size and members; nil after the last.
  mutating func next() -> (members: [Int], weight: Double)? {
    guard let index = waiting.indices.min(by: { isBefore(waiting[$0], waiting[$1]) }) else {
      return nil
    }
    let subset = waiting.remove(at: index)
    if let last = subset.members.last, last + 1 < weights.count {
      waiting.append((subset.members + [last + 1], subset.weight + weights[last + 1]))
      waiting.append(
        (
          Array(subset.members.dropLast()) + [last + 1],
          subset.weight - weights[last] + weights[last + 1]
        ))
    }
    return subset
  }

  private func isBefore(
    _ left: (members: [Int], weight: Double), _ right: (members: [Int], weight: Double)
  ) -> Bool {
    if abs(left.weight - right.weight) > 1e-9 { return left.weight < right.weight }
    if left.members.count != right.members.count { return left.members.count < right.members.count }
    return left.members.lexicographicallyPrecedes(right.members)
  }
}
