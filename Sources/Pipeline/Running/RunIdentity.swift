import Foundation
import Load
import SurveyModel

/// What makes a run that run: the time, and the content of everything it depends on.
struct RunIdentity {
  /// The name of the run: UTC time and the first digits of the content hash.
  let id: String
  /// When the run began, ISO 8601 in UTC.
  let started: String
  /// The hash of what the definition means, the whole of its fingerprint.
  let definition: String
  /// The files besides the sources that the run depends on.
  let references: [RunReport.Reference]

  /// The program.
  let program: String
  /// The first digits of the content hash.
  let digits: String

  /// Hashes inputs, definition and program.
  ///
  /// - Throws: `RunFailure` when the program's own file cannot be read.
  init(
    _ pipeline: PipelineDefinition, inputs: InputFiles, _ contents: ReferenceContents
  ) throws(RunFailure) {
    started = Self.now()
    var hash = ContentHash()
    program = try ProgramIdentity.current()
    hash.add("program", program)
    definition = DefinitionFingerprint.whole(of: pipeline)
    hash.add("definition", definition)
    var references: [RunReport.Reference] = []
    for file in contents.files {
      let role = file.role.rawValue
      references.append(RunReport.Reference(role: role, path: file.path, sha256: file.sha256))
      hash.add(role, file.sha256)
    }
    for file in inputs.files { hash.add(file.path, file.sha256) }
    for finding in inputs.log.diagnostics where finding.severity > .note {
      hash.add("finding", "\(finding)")
    }
    self.references = references
    digits = String(hash.finished().prefix(12))
    let time = started.filter { $0 != "-" && $0 != ":" }
    id = "\(time)-\(digits)"
  }

  /// Whether a run is one of the same content, or one of that content came to the same, and all its files are
  /// still there.
  func isUnchanged(since run: FinishedRun) -> Bool { run.isOf(digits) && run.isWhole }

  /// The published run that this one's records are held against: the latest, or, where the latest is
  /// one of the same content, the one that it was itself held against.
  func previous(of latest: FinishedRun) -> String? {
    latest.isOf(digits) ? latest.previous : latest.id
  }

  /// The present time, ISO 8601 in UTC, to the second.
  static func now() -> String { Date.now.formatted(.iso8601) }
}
