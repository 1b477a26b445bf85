import Extract
import Foundation
import SurveyModel

/// What decides what a file gives, but for places: pieces of one fingerprint are the same where places
/// answer their questions alike.
///
/// It is made of the file's bytes, path and number, of what the definition says of the sources that read
/// it (see `DefinitionFingerprint.sources`), of the tables by which characters are folded, of the key of
/// sensitive values, and of the program; where a source has facts, of the catalogue, the programs that
/// convert documents, and all places of the day. What records ask of places stands in the piece; see
/// ``PlaceAnswers``.
struct PieceFingerprint: Hashable, Sendable {
  /// SHA-256 in hexadecimal.
  let digest: String

  /// Whether a text is such a digest.
  static func isDigest(_ text: String) -> Bool {
    text.utf8.count == 64 && text.allSatisfy { $0.isHexDigit && !$0.isUppercase }
  }
}

/// Gives the pieces of a run their fingerprints.
struct PieceFingerprints: Sendable {
  /// What all pieces of the run have in common.
  private let program: String
  /// What decides what a file of each source gives, by the source's name.
  private let sources: [String: String]

  /// Takes in what a run reads files with.
  ///
  /// - Parameters:
  ///   - pipeline: The definition.
  ///   - definition: Its fingerprint.
  ///   - contents: The files that it refers to.
  ///   - context: What is made of them.
  ///   - key: The key of sensitive values.
  /// - Throws: `RunFailure` when the program's own file cannot be read.
  init(
    _ pipeline: PipelineDefinition, _ definition: DefinitionFingerprint,
    _ contents: ReferenceContents, _ context: RunContext, _ key: SensitiveKey
  ) throws(RunFailure) {
    var hash = ContentHash()
    hash.add("program", try ProgramIdentity.current())
    hash.add("key", key.seal("a piece"))
    hash.add("folding", context.foldingDigest)
    // Without places nobody is asked, and names stay as they are.
    hash.add("places", context.resolvers.isEmpty ? "none" : "some")
    program = hash.finished()
    var sources: [String: String] = [:]
    for part in definition.sources {
      guard let source = pipeline.sources.first(where: { $0.name == part.name }) else { continue }
      var hash = ContentHash()
      hash.add("reading", part.hash)
      if source.content == .facts {
        hash.add("places", context.reportPlacesDigest)
        hash.add("catalogue", contents.file(.catalogue)?.sha256 ?? "")
        hash.add("converters", DocumentConverter.installed)
      }
      sources[part.name] = hash.finished()
    }
    self.sources = sources
  }

  /// The fingerprint of a file's piece.
  func fingerprint(of file: SourceFile) -> PieceFingerprint {
    var hash = ContentHash()
    hash.add("program", program)
    hash.add("bytes", file.sha256)
    hash.add("path", file.path)
    hash.add("number", String(file.number))
    for name in file.sources { hash.add("source \(name)", sources[name] ?? "") }
    return PieceFingerprint(digest: hash.finished())
  }
}
