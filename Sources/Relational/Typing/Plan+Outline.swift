extension Plan {
  /// What a node is called.
  var title: String {
    switch self {
    case .scan: "scan"
    case .named(_, let name): "named “\(name)”"
    case .filter: "filter"
    case .derive: "derive"
    case .join: "join"
    case .group: "group"
    case .window: "window"
    case .union: "union"
    case .distinct: "distinct"
    case .order: "order"
    case .limited: "limited"
    case .values: "values"
    case .step(let name, _): "step “\(name)”"
    case .inPieces: "inPieces"
    }
  }

  /// The plan with nothing in place of what its steps are of, which tells steps of one name apart
  /// without a look at all that they rest on.
  var outline: Plan {
    if case .step(let name, _) = self { return .step(name, .values([], [])) }
    return mapped(\.outline)
  }
}
