internal import Relational
package import SurveyModel

extension StageReader {
  /// What the run's definition was read from, and where the root of its paths lies as seen from the folder of
  /// the pipeline's results; nil where the run does not keep it.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  package func definition() throws(RunFailure) -> (texts: DefinitionTexts, root: String)? {
    var (pipeline, codebook): (DefinitionTexts.File?, DefinitionTexts.File?)
    var settings: [DefinitionTexts.Setting] = []
    var root = "."
    let columns = ["role", "name", "text"]
    try engine.rows(of: .columns(columns, of: "definition", by: ["number"])) {
      row throws(RunFailure) in
      guard let role = row[0]?.string.flatMap(DefinitionRole.init), let text = row[2]?.string else {
        return
      }
      let name = row[1]?.string ?? ""
      switch role {
      case .pipeline: pipeline = DefinitionTexts.File(path: name, text: text)
      case .codebook: codebook = DefinitionTexts.File(path: name, text: text)
      case .setting: settings.append(DefinitionTexts.Setting(key: name, value: text))
      case .root: root = text
      }
    }
    return pipeline.map {
      (DefinitionTexts(pipeline: $0, codebook: codebook, settings: settings), root)
    }
  }
}

extension StageReader {
  /// The files that the run read, in order.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  package func sourceFiles() throws(RunFailure) -> [(number: UInt32, path: String, sha256: String)]
  {
    var files: [(number: UInt32, path: String, sha256: String)] = []
    let columns = ["file", "path", "sha256"]
    try engine.rows(of: .columns(columns, of: "source_file", by: ["rank"])) {
      row throws(RunFailure) in
      guard case .integer(let number)? = row[0] else { return }
      files.append((UInt32(number), row[1]?.string ?? "", row[2]?.string ?? ""))
    }
    return files
  }
}
