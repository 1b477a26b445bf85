import Foundation
import Load
import OperatingSystem
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

  private let digits: String

  /// Hashes inputs, definition and program.
  ///
  /// - Throws: `RunFailure` when the program's own file cannot be read.
  init(
    _ pipeline: PipelineDefinition, inputs: InputFiles, _ contents: ReferenceContents
  ) throws(RunFailure) {
    started = Self.now()
    var hash = ContentHash()
    hash.add("program", try ProgramIdentity.current())
    definition = DefinitionFingerprint.whole(of: pipeline)
    hash.add("definition", definition)
    var references: [RunReport.Reference] = []
    for file in contents.files {
      let role = file.role.rawValue
      references.append(RunReport.Reference(role: role, path: file.path, sha256: file.sha256))
      hash.add(role, file.sha256)
    }
    for file in inputs.files { hash.add(file.path, file.sha256) }
    self.references = references
    digits = String(hash.finished().prefix(12))
    let time = started.filter { $0 != "-" && $0 != ":" }
    id = "\(time)-\(digits)"
  }

  /// What an earlier run says of itself.
  private struct Report: Decodable {
    struct Output: Decodable {
      let path: String
      let bytes: Int
    }

    let previous: String?
    let outputs: [Output]?
  }

  /// The latest run of a pipeline's folder, when it is one of the same content and all its files are
  /// still there.
  func latest(in folder: String) -> String? {
    guard let name = sameLatest(in: folder), let outputs = report(in: folder)?.outputs else {
      return nil
    }
    let isWhole = outputs.allSatisfy { output in
      // Whatever keeps a file from being found, it is not there for a reader either.
      (try? FileState(of: PathBytes("\(folder)/latest/\(output.path)")))
        .map { $0.kind == .regular && $0.size == output.bytes } ?? false
    }
    return isWhole ? name : nil
  }

  /// The published run that this one's records are held against: the latest, or, where the latest is
  /// one of the same content, the one that it was itself held against.
  func previous(in folder: String) -> String? {
    guard sameLatest(in: folder) != nil else { return latestName(in: folder) }
    guard let earlier = report(in: folder)?.previous,
      FileManager.default.fileExists(atPath: "\(folder)/runs/\(earlier)/\(LoadStage.storeName)")
    else { return nil }
    return earlier
  }

  /// Whether a run of the pipeline was ever published.
  func hasLatest(in folder: String) -> Bool { latestName(in: folder) != nil }

  private func latestName(in folder: String) -> String? {
    let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/latest")
    return target.map { String($0.split(separator: "/").last ?? "") }
  }

  private func sameLatest(in folder: String) -> String? {
    guard let name = latestName(in: folder),
      name.split(separator: "-").dropFirst().first.map({ $0 == digits }) ?? false
    else { return nil }
    return name
  }

  /// A report that cannot be read is one of a run whose files are gone.
  private func report(in folder: String) -> Report? {
    guard let bytes = try? RegularFile(PathBytes("\(folder)/latest/run.json")).contents() else {
      return nil
    }
    return try? JSONDecoder().decode(Report.self, from: Data(bytes))
  }

  /// The present time, ISO 8601 in UTC, to the second.
  static func now() -> String { Date.now.formatted(.iso8601) }
}
