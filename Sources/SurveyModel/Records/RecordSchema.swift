/// The columns of a record: variables in the order in which they are stored.
public struct RecordSchema: Hashable, Sendable, Encodable {
  /// The record's name, such as `household`.
  public let record: String
  /// The record's variables.
  ///
  /// A place variable stores the code of the place it was resolved to.
  public let variables: [VariableDefinition]

  /// Describes a record.
  public init(record: String, variables: [VariableDefinition]) {
    self.record = record
    self.variables = variables
  }

  /// The index of a variable by its name.
  public func index(of name: String) -> Int? {
    variables.firstIndex { $0.name == name }
  }
}
