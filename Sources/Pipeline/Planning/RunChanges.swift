import Load
import SurveyModel

/// What is otherwise than when the latest run was made, in words.
struct RunChanges {
  /// What of the run is otherwise, whatever its files.
  private(set) var ofRun: [String] = []
  private let latest: FinishedRun.Report?
  private let definition: DefinitionFingerprint
  private let isOtherProgram: Bool
  private let hasOtherPlaces: Bool

  /// Compares what a run would be made of with what the latest says that it was made of.
  ///
  /// - Parameters:
  ///   - latest: The latest run, or nil where there is none.
  ///   - identity: The run.
  ///   - definition: What the definition means.
  ///   - inputs: The files.
  init(
    since latest: FinishedRun?, _ identity: RunIdentity, _ definition: DefinitionFingerprint,
    _ inputs: InputFiles
  ) {
    let report = latest?.report
    self.latest = report
    self.definition = definition
    isOtherProgram = report?.program.map { $0 != identity.program } ?? false
    guard let latest else {
      hasOtherPlaces = false
      ofRun = ["there is no earlier run"]
      return
    }
    guard let report else {
      hasOtherPlaces = false
      ofRun = ["the report of the latest run cannot be read"]
      return
    }
    let references = Self.references(report, identity.references)
    hasOtherPlaces = !references.isEmpty
    if !latest.isWhole { ofRun.append("files of the latest run are gone") }
    if isOtherProgram { ofRun.append("the program is another") }
    ofRun += Self.definition(report, definition) + references + Self.files(report, inputs)
  }

  /// Why a file is read, whose piece is not stored or does not hold.
  func ofFile(_ file: SourceFile) -> String {
    guard let latest, let inputs = latest.inputs else { return "nothing of it is stored" }
    guard let before = inputs.first(where: { $0.path == file.path }) else {
      let other = inputs.first { $0.sha256 == file.sha256 }
      return other.map { "it is new here; its content was at \($0.path)" } ?? "it is new"
    }
    if before.sha256 != file.sha256 { return "its content changed" }
    if before.sources != file.sources { return "other sources name it" }
    if isOtherProgram { return "the program is another" }
    for name in file.sources {
      let now = definition.sources.first { $0.name == name }?.hash
      if latest.definition?.sources?[name] != now { return "the definition of \(name) changed" }
    }
    return hasOtherPlaces
      ? "what it asked of places or the catalogue is answered otherwise"
      : "its piece is not stored any more"
  }

  /// Why a table would be another one, where its own definition changed.
  func ofTable(_ name: String) -> String? {
    guard let before = latest?.definition?.tables else { return nil }
    guard let hash = before[name] else { return "it is new" }
    return definition.tables.contains { $0.name == name && $0.hash == hash }
      ? nil : "its definition changed"
  }

  private static func definition(
    _ report: FinishedRun.Report, _ definition: DefinitionFingerprint
  ) -> [String] {
    guard let before = report.definition, before.sha256 != definition.whole else { return [] }
    let parts =
      changed("source", before.sources, definition.sources)
      + changed("rule", before.rules, definition.rules)
      + changed("table", before.tables, definition.tables)
    return ["the definition changed" + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))]
  }

  private static func changed(
    _ kind: String, _ before: [String: String]?, _ now: [DefinitionFingerprint.Part]
  ) -> [String] {
    guard let before else { return [] }
    let names = Set(now.map(\.name))
    let others = now.filter { before[$0.name] != $0.hash }
    return others.map { "\(kind) \($0.name)\(before[$0.name] == nil ? " (new)" : "")" }
      + before.keys.filter { !names.contains($0) }.sorted().map { "\(kind) \($0) (gone)" }
  }

  private static func references(
    _ report: FinishedRun.Report, _ references: [RunReport.Reference]
  ) -> [String] {
    let before = report.references ?? []
    let changed = references.filter { reference in
      !before.contains { $0.role == reference.role && $0.sha256 == reference.sha256 }
    }
    let gone = before.filter { old in !references.contains { $0.role == old.role } }
    return changed.map { "the \($0.role) changed (\($0.path))" }
      + gone.map { "there is no \($0.role) any more" }
  }

  private static func files(_ report: FinishedRun.Report, _ inputs: InputFiles) -> [String] {
    guard let before = report.inputs else { return [] }
    let paths = Set(inputs.files.map(\.path))
    let hashes = Dictionary(
      before.map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first })
    let counts = [
      ("new", inputs.files.count { hashes[$0.path] == nil }),
      (
        "changed",
        inputs.files.count { file in hashes[file.path].map { $0 != file.sha256 } ?? false }
      ),
      ("gone", before.count { !paths.contains($0.path) }),
    ]
    let words = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
    return words.isEmpty ? [] : ["of the files \(words.joined(separator: ", "))"]
  }
}
