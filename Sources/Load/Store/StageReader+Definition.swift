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
  package func sourceFiles() throws(RunFailure) -> [(path: String, sha256: String)] {
    var files: [(path: String, sha256: String)] = []
    try engine.rows(of: .columns(["path", "sha256"], of: "source_file", by: ["rank"])) {
      row throws(RunFailure) in
      files.append((row[0]?.string ?? "", row[1]?.string ?? ""))
    }
    return files
  }
}
