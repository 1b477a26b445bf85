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
  /// How many fields, of all sets together, are set free for one group of rules before a record is
  /// given up on.
  private static let trials = 500

  /// A rule, and the variables that it names.
  private struct Edit {
    let formula: EditFormula
    let variables: [Int]
    let condition: Expression
  }

  /// Rules that no other rule shares a variable with: what one of them asks for is nothing to others.
  private struct Group {
    var edits: [Edit] = []
    var variables: Set<Int> = []
  }

  let variables: [VariableDefinition]

  private let groups: [Group]
  private let indices: [String: Int]
  /// The place of each variable among all of them, the lightest first.
  private let ranks: [Int]
  /// The variables by their rank.
  private let ranked: [Int]

  /// Prepares the rules that a record must satisfy to pass.
  init(_ conditions: [Expression], schema: RecordSchema) {
    let variables = schema.variables
    self.variables = variables
    indices = Dictionary(
      variables.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let ranked = variables.indices.sorted {
      (variables[$0].confidence, $0) < (variables[$1].confidence, $1)
    }
    var ranks = Array(repeating: 0, count: ranked.count)
    for (rank, variable) in ranked.enumerated() { ranks[variable] = rank }
    self.ranked = ranked
    self.ranks = ranks
    var groups: [Group] = []
    for condition in conditions {
      let edit = Edit(
        formula: EditFormula(condition, schema: schema),
        variables: condition.variables.compactMap(schema.index), condition: condition)
      var joined = Group(edits: [edit], variables: Set(edit.variables))
      for group in groups where !group.variables.isDisjoint(with: joined.variables) {
        joined.edits = group.edits + joined.edits
        joined.variables.formUnion(group.variables)
      }
      groups.removeAll { !$0.variables.isDisjoint(with: joined.variables) }
      groups.append(joined)
    }
    self.groups = groups
  }

  /// The lightest sets of variables whose change would let the record pass, at most three.
  ///
  /// - Parameter values: The record's values, in the order of the schema.
  /// - Returns: Sets of one weight, each in the order of the schema; empty where the record breaks no
  ///   rule, where no change could satisfy the rules, or where that is too much to find out.
  func locate(_ values: [Value]) -> [[Int]] {
    let lookup = { (name: String) in indices[name].map { values[$0] } ?? .blank }
    var located: [[Int]] = []
    for group in groups {
      let broken = group.edits.filter { $0.condition.evaluate(lookup) == .boolean(false) }
      if broken.isEmpty { continue }
      let sets = lightest(of: group, broken, values, lookup)
      if sets.isEmpty { return [] }
      located = located.isEmpty ? sets : Self.joined(located, sets)
    }
    return located.map { set in set.map { ranked[$0] }.sorted() }
  }

  /// The lightest sets of one group of rules, by the ranks of their variables.
  private func lightest(
    of group: Group, _ broken: [Edit], _ values: [Value], _ lookup: @escaping (String) -> Value
  ) -> [[Int]] {
    let candidates = group.variables.filter { !values[$0].isMissing }.map { ranks[$0] }.sorted()
    let formulas = group.edits.map(\.formula)
    var search = ChangeSearch(
      candidates: candidates, weights: candidates.map { variables[ranked[$0]].confidence },
      broken: broken.map { $0.variables.filter { !values[$0].isMissing }.map { ranks[$0] } })
    var found: [[Int]] = []
    var weight: Double?
    var trials = 0
    while trials < Self.trials, let set = search.next() {
      trials += set.members.count
      if let weight, set.weight > weight + 1e-9 { break }
      var test = ChangeTest(
        free: Set(set.members.map { ranked[$0] }), variables: variables, values: values,
        lookup: lookup)
      guard test.canSatisfy(formulas) else {
        search.extend(set)
        continue
      }
      weight = set.weight
      found.append(set.members)
      if found.count == Self.answers { break }
    }
    return found
  }

  /// The first of the sets that are one of the left and one of the right.
  private static func joined(_ left: [[Int]], _ right: [[Int]]) -> [[Int]] {
    let pairs = left.flatMap { first in right.map { (first + $0).sorted() } }
    return Array(
      pairs.sorted {
        $0.count != $1.count ? $0.count < $1.count : $0.lexicographicallyPrecedes($1)
      }
      .prefix(answers))
  }
}
