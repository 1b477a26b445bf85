/// The columns of a record: variables in the order in which they are stored.
package struct RecordSchema: Hashable, Sendable, Encodable {
  /// The record's name, such as `household`.
  package let record: String
  /// The record's variables.
  ///
  /// A place variable stores the code of the place it was resolved to.
  package let variables: [VariableDefinition]

  /// Describes a record.
  package init(record: String, variables: [VariableDefinition]) {
    self.record = record
    self.variables = variables
  }

  /// The index of a variable by its name.
  package func index(of name: String) -> Int? {
    variables.firstIndex { $0.name == name }
  }

  /// Whether a variable names places.
  package var namesPlaces: Bool { variables.contains { $0.kind.isPlace } }
}

extension VariableDefinition.Kind {
  /// Whether the values name places.
  package var isPlace: Bool { if case .place = self { true } else { false } }
}
