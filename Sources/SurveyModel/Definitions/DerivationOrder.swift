/// The variables that are derived across records, in an order in which each stands behind those that it
/// rests on.
package struct DerivationOrder: Sendable {
  /// A variable of a record.
  package struct Step: Hashable, Sendable {
    /// The record.
    package let record: String
    /// The variable.
    package let variable: String
    /// What gives its values.
    package let formula: Expression

    /// What its formula means by a name, behind the record's own name.
    func full(_ name: String) -> String {
      RecordRelations.path(name) == nil ? "\(record).\(name)" : name
    }
  }

  /// Variables that rest on each other.
  package struct Cycle: Error {
    /// Their names with their records, in the order in which each rests on the next; the first is the last.
    package let names: [String]
  }

  /// The variables.
  package private(set) var steps: [Step] = []

  /// Orders the variables of some records.
  ///
  /// - Parameter schemas: The variables of each record.
  /// - Throws: ``Cycle`` where variables rest on each other.
  package init(_ schemas: [RecordSchema]) throws(Cycle) {
    var waiting: [String: Step] = [:]
    for schema in schemas {
      let across = schema.acrossRecords
      for variable in schema.variables where across.contains(variable.name) {
        guard let formula = variable.derivation else { continue }
        waiting["\(schema.record).\(variable.name)"] = Step(
          record: schema.record, variable: variable.name, formula: formula)
      }
    }
    for name in waiting.keys.sorted() { try add(name, of: waiting, behind: []) }
  }

  private mutating func add(
    _ name: String, of all: [String: Step], behind path: [String]
  ) throws(Cycle) {
    guard let step = all[name], !steps.contains(step) else { return }
    if let start = path.firstIndex(of: name) { throw Cycle(names: path[start...] + [name]) }
    for other in step.formula.variables.sorted() {
      try add(step.full(other), of: all, behind: path + [name])
    }
    steps.append(step)
  }
}

extension DerivationOrder {
  /// The variables, behind the names of their records, that rest on what the gazetteer tells of places,
  /// whether or not others stand between.
  package func variables(of attributes: PlaceAttributes) -> Set<String> {
    var found: Set<String> = []
    for step in steps {
      let rests = step.formula.variables.contains { name in
        attributes[name] != nil || found.contains(step.full(name))
      }
      if rests { found.insert(step.full(step.variable)) }
    }
    return found
  }
}

extension PipelineDefinition {
  /// The variables that are derived across records, in the order in which they are computed.
  ///
  /// - Throws: ``DerivationOrder/Cycle`` where variables rest on each other, which no definition that was
  ///   read has.
  package func derivationsAcross() throws(DerivationOrder.Cycle) -> [DerivationOrder.Step] {
    var schemas: [RecordSchema] = []
    for schema in sources.compactMap(\.schema)
    where !schemas.contains(where: { $0.record == schema.record }) {
      schemas.append(schema)
    }
    return try DerivationOrder(schemas).steps
  }
}
