extension VariableDefinition.Kind {
  /// The word of a pipeline file's `type:`.
  package var name: String {
    switch self {
    case .text: "text"
    case .integer: "integer"
    case .number: "number"
    case .date: "date"
    case .boolean: "boolean"
    case .code: "code"
    case .answers: "answers"
    case .place: "place"
    case .residentID: "resident_id"
    case .identifier: "identifier"
    }
  }

  /// The level of the places that the values name, or nil where they name none.
  package var level: PlaceLevel? {
    if case .place(let level, _) = self { level } else { nil }
  }
}
