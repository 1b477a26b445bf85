/// A code of a variable, and what it is called.
package struct Category: Hashable, Sendable, Encodable {
  /// The code, or the text of a band.
  package let code: String
  /// What people call it.
  package let label: Label

  /// Names a code.
  package init(_ code: String, label: Label = Label()) {
    self.code = code
    self.label = label
  }
}

extension VariableDefinition {
  /// The codes in the order of the definition; none of a variable that has no codes.
  package var orderedCategories: [Category] {
    switch kind {
    case .code, .answers:
      let known = Set(categories.map(\.code))
      return categories + Set(codes.values).subtracting(known).sorted().map { Category($0) }
    case .boolean: return categories
    default: return []
    }
  }
}
