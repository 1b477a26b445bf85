import Crypto
import DurableFiles
import Foundation
import OperatingSystem
import SurveyModel

/// A piece while it is stored.
final class PieceWriter {
  private let folder: String
  private let fingerprint: PieceFingerprint
  private let part: String
  private let coding = PieceCoding()
  private var file: AppendedFile
  private var hash = SHA256()
  private var hashOfParts = SHA256()

  /// Begins a piece in a folder, which gets its name when it is whole.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  init(in folder: String, of fingerprint: PieceFingerprint) throws(RunFailure) {
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
    try append(kind, bytes)
  }

  /// Ends the piece, which can be found from now on.
  ///
  /// - Parameters:
  ///   - asked: What its file asked of places.
  ///   - key: What the questions are locked with: a name that is none of a place may be a person's.
  /// - Returns: The name, and the digest of what the file gives, in hexadecimal.
  /// - Throws: `RunFailure` when the disk refuses; nothing else that can happen to a key that was read.
  @discardableResult
  func finish(
    _ asked: AnsweredQuestions, _ key: SensitiveKey
  ) throws -> (name: PieceName, content: String) {
    let mark = PieceFile.mark(of: fingerprint)
    let content = Array(hashOfParts.finalize())
    try append(.content, content)
    try append(.questions, try key.locked(try coding.bytes(of: asked), of: mark))
    try append(.end, Array(hash.finalize()))
    let name = PieceName(fingerprint, asked)
    do throws(SystemFault) {
      try file.flush()
      try DurableFile.rename(part, to: "\(folder)/\(name.file)")
    } catch {
      throw RunFailure(file: part, error)
    }
    return (name, ContentHash.hexadecimal(content))
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
