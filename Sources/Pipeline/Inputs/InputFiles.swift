package import SurveyModel

/// The files of a run: found by the sources' patterns, hashed, numbered by their sorted paths.
package struct InputFiles {
  /// The files that are read, in the order of their numbers.
  package let files: [SourceFile]
  /// What was left out.
  package let log: DiagnosticLog

  /// Finds and hashes the files of a pipeline.
  ///
  /// A file whose content an earlier one has is left out, with a warning.
  ///
  /// - Throws: `RunFailure` when a pattern names no file, or when a file cannot be read.
  package init(_ pipeline: PipelineDefinition) throws(RunFailure) {
    var sources: [String: [String]] = [:]
    for source in pipeline.sources {
      for pattern in source.files {
        let found = FilePattern(pattern).files(in: pipeline.root)
        guard !found.isEmpty else { throw Self.notFound(pattern, source, pipeline) }
        for path in found where sources[path]?.contains(source.name) != true {
          sources[path, default: []].append(source.name)
        }
      }
    }
    var files: [SourceFile] = []
    var log = DiagnosticLog()
    var contents: [String: String] = [:]
    let paths = sources.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for path in paths {
      let (size, sha256) = try ContentHash.file("\(pipeline.root)/\(path)", named: path)
      if let twin = contents.updateValue(path, forKey: sha256) {
        contents[sha256] = twin
        log.record(
          Diagnostic(
            .sourceDuplicate, .warning, at: SourceLocation(file: path),
            "has the same content as \(twin) and is not read", remedy: "remove one of the two"))
        continue
      }
      files.append(
        SourceFile(
          index: UInt32(files.count), path: path, sources: sources[path] ?? [], size: size,
          sha256: sha256))
    }
    self.files = files
    self.log = log
  }

  private static func notFound(
    _ pattern: String, _ source: SourceDefinition, _ pipeline: PipelineDefinition
  ) -> RunFailure {
    RunFailure(
      Diagnostic(
        .sourceNotFound, at: SourceLocation(file: pipeline.path),
        "the source \(source.name) expects files like \(pattern) below \(pipeline.root), found none",
        remedy: "put the files there, or correct files: or root:"))
  }
}
