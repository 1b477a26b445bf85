import Crypto
import DurableFiles
import Foundation
import OperatingSystem
import SurveyModel

/// A piece while it is stored.
final class PieceWriter {
  private let path: String
  private let part: String
  private let coding = PieceCoding()
  private var file: AppendedFile
  private var hash = SHA256()

  /// Begins a piece beside its place, which it takes when it is whole.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  init(_ path: String, of fingerprint: PieceFingerprint) throws(RunFailure) {
    self.path = path
    part = "\(path).\(UUID().uuidString)\(PieceFolder.unfinished)"
    do throws(SystemFault) {
      file = try AppendedFile(part, mode: 0o600)
    } catch {
      throw RunFailure(file: path, error)
    }
    try append(PieceFile.mark(of: fingerprint))
  }

  /// Adds a part.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  func append(_ part: PiecePart) throws {
    let (kind, bytes) = try coding.bytes(of: part)
    try append(kind, bytes)
  }

  /// Ends the piece, which can be found from now on.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  func finish() throws(RunFailure) {
    try append(.end, Array(hash.finalize()))
    do throws(SystemFault) {
      try file.flush()
      try DurableFile.rename(part, to: path)
    } catch {
      throw RunFailure(file: path, error)
    }
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
      throw RunFailure(file: path, error)
    }
  }
}
