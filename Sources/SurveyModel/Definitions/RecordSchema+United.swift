extension RecordSchema {
  /// The same record as another source has it besides: the variables of both, with the codes of both.
  package func united(with other: RecordSchema) -> RecordSchema {
    var variables = variables
    for variable in other.variables {
      guard let index = variables.firstIndex(where: { $0.name == variable.name }) else {
        variables.append(variable)
        continue
      }
      variables[index].unite(with: variable)
    }
    return RecordSchema(record: record, variables: variables)
  }
}

extension VariableDefinition {
  /// Adds the codes that another source has of the same variable, and whether that reads it from a column.
  package mutating func unite(with other: VariableDefinition) {
    codes.merge(other.codes) { own, _ in own }
    for category in other.categories where !categories.contains(where: { $0.code == category.code })
    {
      categories.append(category)
    }
    if headers.isEmpty, column == nil {
      headers = other.headers
      column = other.column
    }
  }
}
