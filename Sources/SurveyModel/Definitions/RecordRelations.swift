/// How records are found from one another, by the keys that the pipeline gives them.
///
/// A rule of a record may speak of its members (`count(person)`, where persons carry the household's
/// key), of the one record that it belongs to (`village_profile.cadres`, whose key it carries), of
/// itself in the latest published run (`previous.members`), and of the place in which it counts
/// (`place.population`). The formulas of a table may speak of the record that it belongs to and of itself
/// in the wave before and the one after (`before.members`, `after.members`).
package struct RecordRelations: Hashable, Sendable {
  /// The name under which a record's counterpart of the latest published run goes.
  package static let previous = "previous"
  /// The name under which a record's own in the wave before goes.
  package static let before = "before"
  /// The name under which a record's own in the wave after goes.
  package static let after = "after"
  /// The names under which its own in other waves go.
  package static let waves = [before, after]
  /// The name under which the place goes in which a record counts.
  package static let place = "place"

  private let variables: [String: [VariableDefinition]]
  private let keys: [String: [String]]

  /// Relates the records of a pipeline.
  ///
  /// - Parameters:
  ///   - variables: The variables of each record.
  ///   - keys: The key of each record that has one.
  package init(variables: [String: [VariableDefinition]], keys: [String: [String]]) {
    self.variables = variables
    self.keys = keys.filter { !$0.value.isEmpty }
  }

  /// The record and the variable that a dotted name means; nil for a name without a dot.
  package static func path(_ name: String) -> (record: String, variable: String)? {
    guard let dot = name.firstIndex(of: ".") else { return nil }
    return (String(name[..<dot]), String(name[name.index(after: dot)...]))
  }

  /// The variables by which the members `other` of a record are found: the record's key, which each
  /// of them carries; nil when they do not.
  package func members(_ other: String, of record: String) -> [String]? {
    guard other != record, let key = keys[record] else { return nil }
    return has(other, key, as: record) ? key : nil
  }

  /// The variables by which the one record `other` is found that a record belongs to: the other's
  /// key; nil when the record does not carry it.
  package func counterpart(_ other: String, of record: String) -> [String]? {
    if other == Self.previous { return keys[record] }
    if Self.waves.contains(other) {
      guard let key = keys[record], key.contains(Waves.variable) else { return nil }
      let own = key.filter { $0 != Waves.variable }
      // The code of a place may be another one in another wave.
      let hasPlace = variables[record]?.contains { own.contains($0.name) && $0.kind.isPlace }
      return own.isEmpty || hasPlace == true ? nil : own
    }
    guard other != record, let key = keys[other] else { return nil }
    return has(record, key, as: other) ? key : nil
  }

  /// The records whose members or counterparts a record's rules may name.
  package func others(of record: String) -> [String] {
    variables.keys.filter { $0 != record }.sorted()
  }

  /// The variables of a record, or of a record's own earlier self.
  package func variables(of other: String, seenFrom record: String) -> [VariableDefinition] {
    variables[([Self.previous] + Self.waves).contains(other) ? record : other] ?? []
  }

  /// What the formulas of a table over a record may name of the records that belong to each: of the one
  /// that it is a part of, and of its own in the waves before and after.
  ///
  /// Places are none of it, since those of two days cannot be compared.
  package func related(to record: String) -> [(name: String, variable: VariableDefinition)] {
    (others(of: record) + Self.waves).filter { counterpart($0, of: record) != nil }
      .flatMap { other in
        variables(of: other, seenFrom: record).filter { !$0.kind.isPlace }
          .map { ("\(other).\($0.name)", $0) }
      }
  }

  /// The variables that an expression over the records of a schema may name, and what they are: its own, and
  /// behind their names those of other records.
  package func known(seenFrom schema: RecordSchema) -> [(String, VariableDefinition)] {
    schema.variables.map { ($0.name, $0) }
      + others(of: schema.record)
      .flatMap { other in
        variables(of: other, seenFrom: schema.record).map { ("\(other).\($0.name)", $0) }
      }
  }

  /// Whether a record has variables of some names, of the types that another has: a number and a text are
  /// never the same.
  private func has(_ record: String, _ names: [String], as other: String) -> Bool {
    func type(_ name: String, of record: String) -> ExpressionType? {
      variables[record]?.first { $0.name == name }.map { ExpressionType(kept: $0) }
    }
    return names.allSatisfy { name in
      type(name, of: record).map { $0 == type(name, of: other) } ?? false
    }
  }
}
