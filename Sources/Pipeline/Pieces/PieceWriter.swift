import Crypto
import DurableFiles
import Foundation
import OperatingSystem
import SurveyModel

/// A piece while it is stored.
final class PieceWriter {
  private let folder: String
  private let fingerprint: PieceFingerprint
  private let source: SourceFile
  private let part: String
  private let key: SensitiveKey
  private let coding = PieceCoding()
  private var file: AppendedFile
  private var hash = SHA256()
  private var hashOfParts = SHA256()

  /// Begins a piece in a folder, which gets its name when it is whole.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - fingerprint: What decides what the file gives.
  ///   - source: The file.
  ///   - key: What is locked is locked with it: the questions, since a name that is none of a place may be a
  ///     person's, and records with sensitive values that are kept as they were read.
  /// - Throws: `RunFailure` when the disk refuses.
  init(
    in folder: String, of fingerprint: PieceFingerprint, _ source: SourceFile, _ key: SensitiveKey
  ) throws(RunFailure) {
    self.source = source
    self.key = key
    self.folder = folder
    self.fingerprint = fingerprint
    part = "\(folder)/\(UUID().uuidString)\(PieceFolder.unfinished)"
    do throws(SystemFault) {
      file = try AppendedFile(part, mode: 0o600)
    } catch {
      throw RunFailure(file: part, error)
    }
    try append(PieceFile.mark(of: fingerprint))
  }

  /// Adds a part.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  func append(_ part: PiecePart) throws {
    let (kind, bytes) = try coding.bytes(of: part)
    hashOfParts.update(data: PieceFile.head(kind, count: bytes.count))
    hashOfParts.update(data: bytes)
    guard case .records(let batch, _) = part, batch.schema.variables.contains(where: \.isClear)
    else {
      return try append(kind, bytes)
    }
    try append(.lockedRecords, try key.locked(bytes, of: PieceFile.mark(of: fingerprint)))
  }

  /// Ends the piece, which can be found from now on.
  ///
  /// - Parameter asked: What its file asked of places.
  /// - Returns: The name, and the keyed hash of what the file gives: nobody without the key may try it out.
  /// - Throws: `RunFailure` when the disk refuses; nothing else that can happen to a key that was read.
  @discardableResult
  func finish(_ asked: AnsweredQuestions) throws -> (name: PieceName, content: String) {
    let mark = PieceFile.mark(of: fingerprint)
    let content = key.seal(ContentHash.hexadecimal(hashOfParts.finalize()))
    try append(.content, Array(content.utf8))
    try append(.questions, try key.locked(try coding.bytes(of: asked), of: mark))
    try append(.end, Array(hash.finalize()))
    let name = PieceName(fingerprint, of: source, asked)
    do throws(SystemFault) {
      try file.flush()
      try DurableFile.rename(part, to: "\(folder)/\(name.file)")
    } catch {
      throw RunFailure(file: part, error)
    }
    return (name, content)
  }

  /// Takes away what was stored of a piece that will not be whole; what stays, the next run takes away.
  func discard() { try? FileManager.default.removeItem(atPath: part) }

  private func append(_ kind: PieceCoding.Kind, _ bytes: [UInt8]) throws(RunFailure) {
    try append(PieceFile.head(kind, count: bytes.count))
    try append(bytes)
  }

  private func append(_ bytes: [UInt8]) throws(RunFailure) {
    hash.update(data: bytes)
    do throws(SystemFault) {
      try file.append(bytes)
    } catch {
      throw RunFailure(file: part, error)
    }
  }
}
