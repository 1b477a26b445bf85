import Foundation
import Load
import SurveyModel

/// What makes a run that run: the time, and the content of everything it depends on.
struct RunIdentity {
  /// The name of the run: UTC time and the first digits of the content hash.
  let id: String
  /// When the run began, ISO 8601 in UTC.
  let started: String
  /// What the definition means.
  let definition: DefinitionFingerprint
  /// The files besides the sources that the run depends on.
  let references: [RunReport.Reference]

  private let digits: String

  /// Hashes inputs, definition and program.
  ///
  /// - Throws: `RunFailure` when a file cannot be read.
  init(
    _ pipeline: PipelineDefinition, inputs: InputFiles, options: RunOptions
  ) throws(RunFailure) {
    started = Self.now()
    var hash = ContentHash()
    hash.add("version", MilletVersion.current)
    if let program = Bundle.main.executablePath {
      hash.add("program", try ProgramIdentity.of(program))
    }
    definition = DefinitionFingerprint(of: pipeline)
    hash.add("definition", definition.whole)
    var references: [RunReport.Reference] = []
    let files: [(role: String, path: String?)] = [
      ("gazetteer", pipeline.reference?.gazetteer), ("changes", pipeline.reference?.changes),
      ("decisions", pipeline.reference?.decisions), ("catalogue", pipeline.catalogue),
    ]
    for (role, path) in files {
      guard let path else { continue }
      let sha256: String
      do {
        sha256 = try ContentHash.file("\(pipeline.root)/\(path)", named: path).sha256
      } catch {
        throw RunFailure(
          Diagnostic(
            .pipelineUnreadable, at: SourceLocation(file: path), "cannot read the \(role)",
            remedy: "check the path in \(pipeline.path)"), exit: .definition)
      }
      references.append(RunReport.Reference(role: role, path: path, sha256: sha256))
      hash.add(role, sha256)
    }
    for file in inputs.files { hash.add(file.path, file.sha256) }
    self.references = references
    digits = String(hash.finished().prefix(12))
    let time = started.filter { $0 != "-" && $0 != ":" }
    id = "\(time)-\(digits)"
  }

  /// The latest run of a pipeline's folder, when it is one of the same content.
  func latest(in folder: String) -> String? {
    guard
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/latest")
    else { return nil }
    let name = String(target.split(separator: "/").last ?? "")
    let isSame = name.split(separator: "-").dropFirst().first.map { $0 == digits } ?? false
    return isSame && FileManager.default.fileExists(atPath: "\(folder)/latest/run.json")
      ? name : nil
  }

  /// The published run that this one's records are held against: the latest, or, where the latest is
  /// one of the same content, the one that it was itself held against.
  func previous(in folder: String) -> String? {
    guard
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/latest")
    else { return nil }
    let name = String(target.split(separator: "/").last ?? "")
    guard latest(in: folder) != nil else { return name }
    let report = FileManager.default.contents(atPath: "\(folder)/latest/run.json") ?? Data()
    let fields = (try? JSONSerialization.jsonObject(with: report)) as? [String: Any]
    guard let earlier = fields?["previous"] as? String,
      FileManager.default.fileExists(atPath: "\(folder)/runs/\(earlier)/\(LoadStage.storeName)")
    else { return nil }
    return earlier
  }

  /// The present time, ISO 8601 in UTC, to the second.
  static func now() -> String { Date.now.formatted(.iso8601) }
}
