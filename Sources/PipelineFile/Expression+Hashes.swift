import SurveyModel

extension Expression {
  /// A variable that is asked for its value where there is only a hash of it.
  ///
  /// A hash tells whether there is a value, how many different ones there are, and, against another hash,
  /// whether two are the same.
  ///
  /// - Parameter names: The variables of which there are hashes.
  /// - Returns: The first of them that is asked for more; nil where none is.
  func misuse(ofHashes names: Set<String>) -> String? {
    switch self {
    case .variable(let name): return names.contains(name) ? name : nil
    case .isMissing(.variable): return nil
    case .aggregate(.count, .variable, let condition),
      .aggregate(.countDistinct, .variable, let condition):
      return condition?.misuse(ofHashes: names)
    case .comparison(.variable(let left), let symbol, .variable(let right))
    where [.equal, .notEqual].contains(symbol) && names.contains(left) && names.contains(right):
      return nil
    default: return children.lazy.compactMap { $0.misuse(ofHashes: names) }.first
    }
  }
}
