import Crypto
import Foundation
import SurveyModel

/// SHA-256 over files and settings.
struct ContentHash {
  private var hash = SHA256()

  /// Adds a labelled text.
  mutating func add(_ label: String, _ text: String) {
    hash.update(data: Data("\(label)\u{0}\(text)\u{0}".utf8))
  }

  /// Adds bytes.
  mutating func add(_ bytes: Data) {
    hash.update(data: bytes)
  }

  /// The digest in lower-case hexadecimal.
  func finished() -> String { Self.hexadecimal(hash.finalize()) }

  /// The size and digest of a file, read in pieces.
  ///
  /// - Throws: `RunFailure` when the file cannot be read.
  static func file(
    _ path: String, named name: String
  ) throws(RunFailure) -> (size: Int, sha256: String) {
    do {
      let handle = try FileHandle(forReadingFrom: URL(filePath: path))
      defer { try? handle.close() }
      var hash = SHA256()
      var size = 0
      while let piece = try handle.read(upToCount: 1 << 17), !piece.isEmpty {
        hash.update(data: piece)
        size += piece.count
      }
      return (size, hexadecimal(hash.finalize()))
    } catch {
      throw RunFailure(
        Diagnostic(
          .sourceUnreadable, at: SourceLocation(file: name), "cannot read the file",
          remedy: "check that it exists and that this user may read it"))
    }
  }

  /// Bytes as lower-case hexadecimal.
  static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
