internal import SurveyModel

extension PipelineDefinition {
  /// The record of a source that carries a variable's values down over blank cells.
  ///
  /// - Parameters:
  ///   - source: The name of the source.
  ///   - variable: The variable.
  /// - Returns: The record; nil where the source does not, or where the store does not keep what was read, so
  ///   that nobody can tell.
  func record(of source: String, fillingDown variable: String) -> String? {
    guard keep == .all,
      let definition = sources.first(where: { $0.name == source }),
      definition.filledDown.contains(variable)
    else { return nil }
    return definition.schema?.record
  }
}
