import PipelineFile
public import SurveyModel

/// Loads pipeline definitions.
public enum PipelineLoader {
  /// Reads a pipeline file and what it refers to.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - settings: Values to put in the place of the file's, by dotted key.
  /// - Returns: The definition, its expressions checked.
  /// - Throws: `RunFailure` of exit status `definition` with line and column.
  public static func load(
    path: String, settings: [(key: String, value: String)] = []
  ) throws(RunFailure) -> PipelineDefinition {
    try PipelineFile.read(path: path, settings: settings)
  }
}
