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
  /// The codes, or the texts that its formula may give, in the order in which tables have them; none where
  /// others may occur.
  ///
  /// Codes stand in the order of the definition, and bands from the lowest.
  package var orderedCategories: [Category] {
    switch kind {
    case .code, .answers:
      let known = Set(categories.map(\.code))
      return categories + Set(codes.values).subtracting(known).sorted().map { Category($0) }
    case .text:
      guard let derivation, derivation.givenVariables.isEmpty, headers.isEmpty, column == nil else {
        return []
      }
      var texts: [String] = []
      for text in derivation.risingTexts where !texts.contains(text) { texts.append(text) }
      return texts.map { Category($0) }
    case .boolean: return categories
    default: return []
    }
  }
}

extension Expression {
  /// The texts that it may give, those of bands from the lowest.
  fileprivate var risingTexts: [String] {
    guard case .call(.choice, let parts) = self, Self.areFallingBounds(parts) else {
      return givenTexts
    }
    return givenTexts.reversed()
  }

  /// Whether the conditions of a choice are the bounds of one value, from the highest.
  private static func areFallingBounds(_ parts: [Expression]) -> Bool {
    var last: (value: Expression, bound: Double)?
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      guard case .comparison(let value, .greaterOrEqual, let part) = parts[index],
        let bound = part.literalNumber,
        last.map({ $0.value == value && $0.bound > bound }) ?? true
      else { return false }
      last = (value, bound)
    }
    return parts.count.isMultiple(of: 2)
  }
}
