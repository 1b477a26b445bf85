import OperatingSystem
package import SurveyModel

/// The files that a pipeline refers to, each read once: what is hashed is what is parsed.
package struct ReferenceContents: Sendable {
  /// One of them.
  struct File: Sendable {
    /// What it is, such as `gazetteer`.
    let role: Role
    /// The path relative to the root.
    let path: String
    /// All of it.
    let bytes: [UInt8]
    /// The SHA-256 of the bytes.
    let sha256: String
  }

  /// What a file is for.
  enum Role: String, CaseIterable, Sendable {
    case gazetteer
    case changes
    case decisions
    case catalogue
  }

  /// The files, in the order of their roles.
  let files: [File]

  /// Reads the files.
  ///
  /// - Throws: `RunFailure` of exit status `definition` when one cannot be read, `failed` where that is the machine's fault.
  package init(_ pipeline: PipelineDefinition) throws(RunFailure) {
    var files: [File] = []
    for role in Role.allCases {
      guard let path = Self.path(role, pipeline) else { continue }
      do throws(SystemFault) {
        let bytes = try FileRest(PathBytes("\(pipeline.root)/\(path)"))
          .awaited { file throws(SystemFault) in try file.contents() }
          .result
        files.append(File(role: role, path: path, bytes: bytes, sha256: ContentHash.of(bytes)))
      } catch {
        throw RunFailure(
          Diagnostic(
            .pipelineUnreadable, at: SourceLocation(file: path),
            "cannot read the \(role.rawValue): \(error.what)",
            remedy: error.isPassing ? "\(error.remedy)" : "check the path in \(pipeline.path)"),
          exit: error.isPassing ? .failed : .definition)
      }
    }
    self.files = files
  }

  /// The file of a role, or nil.
  func file(_ role: Role) -> File? { files.first { $0.role == role } }

  private static func path(_ role: Role, _ pipeline: PipelineDefinition) -> String? {
    switch role {
    case .gazetteer: pipeline.reference?.gazetteer
    case .changes: pipeline.reference?.changes
    case .decisions: pipeline.reference?.decisions
    case .catalogue: pipeline.catalogue
    }
  }
}
