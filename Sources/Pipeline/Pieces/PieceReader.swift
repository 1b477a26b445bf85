import Crypto
import OperatingSystem
import SurveyModel

/// A stored piece.
final class PieceReader {
  private let file: RegularFile
  private let mark: [UInt8]
  private let coding = PieceCoding()

  /// Opens the piece of a fingerprint.
  ///
  /// - Returns: Nil where there is none.
  init?(_ path: String, of fingerprint: PieceFingerprint) {
    guard let file = try? RegularFile(PathBytes(path)) else { return nil }
    self.file = file
    mark = PieceFile.mark(of: fingerprint)
  }

  /// Whether every byte is as it was written, by the digest of them; to be asked before the parts are read.
  var isWhole: Bool {
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
  ///   - key: What locked parts are unlocked with.
  ///   - sink: Takes the parts; what it throws ends the reading.
  /// - Throws: ``PieceDamage`` when the bytes are none of a piece, and what unlocking throws.
  func read(
    _ schemas: [String: RecordSchema], _ key: SensitiveKey, into sink: (PiecePart) throws -> Void
  ) throws {
    try walk { kind, place in
      let stored = try bytes(place.count, at: place.lowerBound)
      let part =
        try kind == .lockedRecords
        ? coding.part(.records, try key.unlocked(stored, of: mark), schemas)
        : coding.part(kind, stored, schemas)
      if let part { try sink(part) }
    }
  }

  /// What the file asked of places when the piece was made; nobody without the key can have written it
  /// otherwise.
  ///
  /// - Throws: ``PieceDamage``, and what unlocking and decoding throws, where it is not as it was written.
  func questions(_ key: SensitiveKey) throws -> AnsweredQuestions {
    var found: AnsweredQuestions?
    try walk { kind, place in
      guard kind == .questions else { return }
      found = try coding.questions(
        try key.unlocked(try bytes(place.count, at: place.lowerBound), of: mark))
    }
    guard let found else { throw PieceDamage() }
    return found
  }

  /// The keyed hash of what the file gives, whatever bytes it gives it by.
  ///
  /// - Throws: ``PieceDamage`` where there is none.
  func content() throws -> String {
    var found: [UInt8]?
    try walk { kind, place in
      if kind == .content { found = try bytes(place.count, at: place.lowerBound) }
    }
    guard let found else { throw PieceDamage() }
    return String(decoding: found, as: UTF8.self)
  }

  /// Gives the kind of each part, and where its bytes stand.
  private func walk(_ body: (PieceCoding.Kind, Range<Int>) throws -> Void) throws {
    var position = mark.count
    while true {
      let head = try bytes(PieceFile.headBytes, at: position)
      var length = PieceBytesReader(Array(head.dropFirst()))
      position += PieceFile.headBytes
      guard let kind = PieceCoding.Kind(rawValue: head[0]),
        let count = Int(exactly: try length.number()), count <= file.state.size - position
      else { throw PieceDamage() }
      if kind == .end { return }
      try body(kind, position..<(position + count))
      position += count
    }
  }

  private func bytes(_ count: Int, at position: Int) throws -> [UInt8] {
    let bytes = try file.bytes(count, at: position)
    guard bytes.count == count else { throw PieceDamage() }
    return bytes
  }
}
