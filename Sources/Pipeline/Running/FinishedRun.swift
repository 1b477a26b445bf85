import DurableFiles
import Foundation
import Load
import OperatingSystem
import SurveyModel

/// What a run of a pipeline that ended says of itself, and which others came to the same.
struct FinishedRun {
  /// What stands in its `run.json`.
  struct Report: Decodable {
    struct Input: Decodable {
      let path: String
      let sources: [String]
      let sha256: String
      let content: String?
    }

    struct Reference: Decodable {
      let role: String
      let path: String
      let sha256: String
    }

    struct Output: Decodable {
      let path: String
      let bytes: Int
    }

    struct Gate: Decodable {
      let name: String
      let passed: Bool
    }

    struct Definition: Decodable {
      let sha256: String
      let sources: [String: String]?
      let rules: [String: String]?
      let tables: [String: String]?
    }

    let status: String?
    let previous: String?
    let program: String?
    let key: String?
    let inputWarnings: Int?
    let definition: Definition?
    let inputs: [Input]?
    let references: [Reference]?
    let outputs: [Output]?
    let gates: [Gate]?
  }

  /// The contents of which a run came to the same as the latest.
  private struct Same: Codable {
    /// The name of the latest.
    let run: String
    /// The digits of the others' contents, the last at the end.
    var digits: [String]
  }

  /// A file whose bytes are others than those that the latest run read.
  struct ChangedFile {
    let input: InputFile
    /// The digest of what it gave.
    let content: String
  }

  /// Its name.
  let id: String
  private let folder: String
  /// What it says of itself; nil where that cannot be read.
  let report: Report?

  /// Looks at the run that `latest` names in a pipeline's folder; nil where it names none.
  init?(latestIn folder: String) {
    guard let name = RunFolder.run(in: folder) else { return nil }
    self.init(named: name, in: folder)
  }

  /// Looks at the run of a name in a pipeline's folder.
  init(named id: String, in folder: String) {
    self.folder = folder
    self.id = id
    report = Self.report(ofRun: "\(folder)/runs/\(id)")
  }

  /// Whether it is a run of some content, or one of that content came to the same.
  func isOf(_ digits: String) -> Bool { isItself(of: digits) || same.digits.contains(digits) }

  /// Whether it is itself a run of some content.
  func isItself(of digits: String) -> Bool {
    id.split(separator: "-").dropFirst().first.map { $0 == digits } ?? false
  }

  /// Its folder.
  var path: String { "\(folder)/runs/\(id)" }

  /// What the run in a folder says of itself; nil where it cannot be read, as of a run whose files are gone.
  private static func report(ofRun path: String) -> Report? {
    guard let bytes = try? RegularFile(PathBytes("\(path)/run.json")).contents() else { return nil }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try? decoder.decode(Report.self, from: Data(bytes))
  }

  /// Whether it can be read what it says of itself.
  var isReadable: Bool { report != nil }

  /// The keyed hash of a text that tells one key of sensitive values from another; nil where it says none.
  var key: String? { report?.key }

  /// Whether the run in a folder was published, by what it says of itself.
  static func isPublished(_ run: String) -> Bool {
    report(ofRun: run)?.status == RunReport.Status.published.rawValue
  }

  /// The stores of the newest published runs in a pipeline's folder, the earliest first.
  static func keptStores(in folder: String) -> [KeptStore] {
    let newest = RunName.all(in: folder).reversed().lazy
      .filter { isPublished("\(folder)/runs/\($0.text)") }.prefix(KeptStore.most)
    return newest.reversed()
      .map { name in
        KeptStore(
          began: name.began.formatted(
            .iso8601.dateTimeSeparator(.space).year().month().day()
              .time(includingFractionalSeconds: false)),
          path: "\(folder)/runs/\(name.text)/\(LoadStage.storeName)")
      }
  }

  /// The run that its own records were held against, as far as that is still there.
  var previous: String? {
    guard let earlier = report?.previous,
      FileManager.default.fileExists(atPath: "\(folder)/runs/\(earlier)/\(LoadStage.storeName)")
    else { return nil }
    return earlier
  }

  /// Whether all its files are still there.
  var isWhole: Bool {
    report?.outputs?
      .allSatisfy { output in
        // Whatever keeps a file from being found, it is not there for a reader either.
        (try? FileState(of: PathBytes("\(path)/\(output.path)")))
          .map { $0.kind == .regular && $0.size == output.bytes } ?? false
      } ?? false
  }

  // MARK: What came to the same

  /// The files whose bytes changed, where nothing else can have made another result but the files that the
  /// pipeline refers to.
  ///
  /// - Parameters:
  ///   - inputs: The files.
  ///   - identity: The definition and the program.
  ///   - key: The key of sensitive values.
  /// - Returns: The files, the smallest first; nil where the definition, the program, the key or the paths are
  ///   others, where something is said of files, or it is not known what a file gave.
  func changedFiles(
    _ inputs: InputFiles, _ identity: RunIdentity, _ key: SensitiveKey
  ) -> [ChangedFile]? {
    guard isWhole, let report, report.program == identity.program, report.key == key.identity,
      report.inputWarnings == 0, inputs.warnings == 0,
      report.definition?.sha256 == identity.definition, let earlier = report.inputs,
      earlier.map(\.path) == inputs.files.map(\.path),
      earlier.map(\.sources) == inputs.files.map(\.sources)
    else { return nil }
    var changed: [ChangedFile] = []
    for (input, before) in zip(inputs.inputs, earlier) where input.file.sha256 != before.sha256 {
      guard let content = before.content else { return nil }
      changed.append(ChangedFile(input: input, content: content))
    }
    return changed.sorted { $0.input.file.size < $1.input.file.size }
  }

  /// Whether it is of a definition, by the hash of what that means.
  func hasDefinition(_ hash: String) -> Bool { report?.definition?.sha256 == hash }

  /// Whether the pipeline referred to files of the same content.
  func hasReferences(_ references: [RunReport.Reference]) -> Bool {
    report?.references?.map { [$0.role, $0.path, $0.sha256] }
      == references.map { [$0.role, $0.path, $0.sha256] }
  }

  /// Whether everything that a run has written for others is byte for byte what this one has, and nothing else
  /// was found that somebody should hear of.
  func hasFiles(of other: String) -> Bool {
    guard let own = files, let others = RunFiles(of: other), own.differences(from: others).isEmpty,
      let findings = Self.findings(of: path)
    else { return false }
    return findings == Self.findings(of: other)
  }

  /// What it has written for others; nil where that cannot be read.
  private var files: RunFiles? { RunFiles(of: path) }

  /// The lines of what was found that somebody should hear of; nil where they cannot be read.
  private static func findings(of run: String) -> [Substring]? {
    guard let text = try? String(contentsOfFile: "\(run)/diagnostics.jsonl", encoding: .utf8) else {
      return nil
    }
    return text.split(separator: "\n").filter { !$0.contains(#""severity":"note""#) }
  }

  /// Notes that a run of other content came to the same.
  ///
  /// What cannot be noted is found out again by the next run.
  func note(_ digits: String) {
    var same = same
    same.digits = same.digits.filter { $0 != digits }.suffix(Self.most - 1) + [digits]
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let bytes = try? encoder.encode(same) else { return }
    try? DurableFile.write(Array(bytes), to: sameFile, mode: 0o644)
  }

  /// How many contents are remembered: those of as many days.
  private static let most = 64

  private var sameFile: String { "\(folder)/.unchanged" }

  private var same: Same {
    let none = Same(run: id, digits: [])
    guard let bytes = try? RegularFile(PathBytes(sameFile)).contents(),
      let known = try? JSONDecoder().decode(Same.self, from: Data(bytes)), known.run == id
    else { return none }
    return known
  }
}
