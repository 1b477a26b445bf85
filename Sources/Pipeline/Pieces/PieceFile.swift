import Crypto
import DurableFiles
import Foundation
import OperatingSystem
import SurveyModel

/// The form of a stored piece: a mark with its fingerprint, then parts, each with its kind, its length and
/// its bytes, the last of them the SHA-256 of all before.
enum PieceFile {
  /// What a stored piece begins with; the number is that of the form.
  static func mark(of fingerprint: PieceFingerprint) -> [UInt8] {
    Array("millet piece 2 \(fingerprint.digest)\n".utf8)
  }
  /// The bytes before those of a part: its kind and its length.
  static let headBytes = 9
  /// The bytes of the last part.
  static let endBytes = headBytes + SHA256.byteCount

  static func head(_ kind: PieceCoding.Kind, count: Int) -> [UInt8] {
    var bytes = PieceBytes()
    bytes.append(UInt64(count))
    return [kind.rawValue] + bytes.bytes
  }
}

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

  /// Takes away what was stored of a piece that will not be whole.
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

/// A stored piece.
final class PieceReader {
  private let file: RegularFile
  private let mark: [UInt8]

  /// Opens the piece of a fingerprint and compares every byte with its digest.
  ///
  /// - Returns: Nil where there is none, or none that is whole.
  init?(_ path: String, of fingerprint: PieceFingerprint) {
    guard let file = try? RegularFile(PathBytes(path)) else { return nil }
    self.file = file
    mark = PieceFile.mark(of: fingerprint)
    guard isWhole else { return nil }
  }

  private var isWhole: Bool {
    let size = file.state.size - PieceFile.endBytes
    guard size >= mark.count, (try? bytes(mark.count, at: 0)) == mark,
      (try? bytes(PieceFile.headBytes, at: size))
        == PieceFile.head(.end, count: SHA256.byteCount)
    else { return false }
    var hash = SHA256()
    var position = 0
    let digest = try? bytes(SHA256.byteCount, at: size + PieceFile.headBytes)
    let isRead: Void? = try? file.read { piece in
      let rest = piece.prefix(max(0, size - position))
      hash.update(data: rest)
      position += piece.count
    }
    return isRead != nil && digest == Array(hash.finalize())
  }

  /// Gives the parts, in order.
  ///
  /// - Parameters:
  ///   - schemas: The variables of each source.
  ///   - sink: Takes the parts; what it throws ends the reading.
  /// - Throws: ``PieceDamage`` when the bytes are none of a piece.
  func read(
    _ schemas: [String: RecordSchema], into sink: (PiecePart) throws -> Void
  ) throws {
    let coding = PieceCoding()
    var position = mark.count
    while true {
      let head = try bytes(PieceFile.headBytes, at: position)
      var length = PieceBytesReader(Array(head.dropFirst()))
      position += PieceFile.headBytes
      guard let kind = PieceCoding.Kind(rawValue: head[0]),
        let count = Int(exactly: try length.number()), count <= file.state.size - position
      else { throw PieceDamage() }
      let bytes = try bytes(count, at: position)
      position += count
      switch kind {
      case .end: return
      case .records, .worksheet, .facts, .findings:
        if let part = try coding.part(kind, bytes, schemas) { try sink(part) }
      }
    }
  }

  private func bytes(_ count: Int, at position: Int) throws -> [UInt8] {
    let bytes = try file.bytes(count, at: position)
    guard bytes.count == count else { throw PieceDamage() }
    return bytes
  }
}
