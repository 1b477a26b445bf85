/// Tells what columns plans give over the tables of a store.
///
/// A step is looked at once, however many plans have it: the plans that one and the same typing is
/// asked for are those that stand together, of which no two have different steps of one name.
package struct PlanTyping: Sendable {
  private struct Step: Sendable {
    let outline: Plan
    let columns: [PlanColumn]
  }

  private var tables: [String: PlanScope.Columns] = [:]
  private var steps: [String: Step] = [:]

  /// Takes the tables that plans may scan.
  ///
  /// - Parameter tables: The tables; of two of one name the last.
  package init(_ tables: [StoredTable]) {
    for table in tables {
      self.tables[table.name] = PlanScope.Columns(table.columns.map { PlanColumn($0) })
    }
  }

  /// Takes a view, which plans may scan from now on.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - plan: Its rows.
  /// - Throws: `PlanTypeError` when the plan means nothing.
  package mutating func add(view name: String, of plan: Plan) throws(PlanTypeError) {
    var alone = self
    alone.steps = [:]
    tables[name] = PlanScope.Columns(try alone.columns(of: plan))
  }

  /// The columns that a plan gives, in order.
  ///
  /// - Parameter plan: The plan.
  /// - Returns: Its columns; of a join, those of both sides with the names that they have there.
  /// - Throws: `PlanTypeError` when the plan names what is not there, or means nothing.
  /// - Complexity: O(n) in the size of the plan, of which each step counts once.
  package mutating func columns(of plan: Plan) throws(PlanTypeError) -> [PlanColumn] {
    try scope(of: plan).columns
  }

  /// What is known behind a node; an error names the node.
  private mutating func scope(of plan: Plan) throws(PlanTypeError) -> PlanScope {
    do throws(PlanTypeError) {
      return try scope(within: plan)
    } catch {
      throw error.within(plan.title)
    }
  }

  private mutating func scope(within plan: Plan) throws(PlanTypeError) -> PlanScope {
    switch plan {
    case .scan(let table): return PlanScope(try columns(ofTable: table))
    case .named(let plan, let name): return try scope(of: plan).named(name)
    case .filter(let plan, let condition):
      let scope = try scope(of: plan)
      try ScalarTyping(over: scope).condition(condition)
      return scope
    case .derive(let plan, let columns):
      return try PlanScope(columns, ScalarTyping(over: scope(of: plan)))
    case .join(let left, let join, let right, let condition):
      let (first, second) = (try scope(of: left), try scope(of: right))
      try ScalarTyping(over: first.beside(second)).condition(condition)
      return first.beside(join == .left ? second.optional : second)
    case .group(let plan, let keys, let columns, let condition):
      let scope = try scope(of: plan)
      for key in keys { _ = try ScalarTyping(over: scope).type(of: key) }
      let groups = ScalarTyping(over: scope, by: keys)
      if let condition { try groups.condition(condition) }
      return try PlanScope(columns, groups)
    case .window(let plan, let windows): return try scope(of: plan).with(windows)
    case .union(let plans):
      var parts: [[PlanColumn]] = []
      for plan in plans { parts.append(try columns(of: plan)) }
      return try PlanScope(rowsOf: parts)
    case .distinct(let plan), .limited(let plan, _): return try scope(of: plan)
    case .order(let plan, let order):
      let scope = try scope(of: plan)
      for ordering in order { _ = try ScalarTyping(over: scope).type(of: ordering.value) }
      return scope
    case .values(let names, let rows): return try PlanScope(valuesOf: rows, named: names)
    case .step(let name, let plan): return try scope(ofStep: name, plan)
    case .inPieces(let plan, let table, let key):
      try checkPieces(of: table, by: key)
      return try scope(of: plan)
    }
  }

  // MARK: Tables and steps

  private func columns(ofTable name: String) throws(PlanTypeError) -> PlanScope.Columns {
    guard let columns = tables[name] else {
      throw PlanTypeError(.unknownTable(name), known: tables.keys.sorted())
    }
    return columns
  }

  private func checkPieces(of table: String, by key: String) throws(PlanTypeError) {
    let scope = PlanScope(try columns(ofTable: table))
    let type = try ScalarTyping(over: scope).type(of: .column(nil, key))
    guard type.kind.isWhole, !type.mayBeMissing else {
      throw PlanTypeError(.noPieces(of: table, by: key))
    }
  }

  private mutating func scope(
    ofStep name: String, _ plan: Plan
  ) throws(PlanTypeError) -> PlanScope {
    let outline = plan.outline
    if let known = steps[name] {
      guard known.outline == outline else { throw PlanTypeError(.repeatedStep(name)) }
      return PlanScope(known.columns)
    }
    let columns = try columns(of: plan)
    steps[name] = Step(outline: outline, columns: columns)
    return PlanScope(columns)
  }
}
