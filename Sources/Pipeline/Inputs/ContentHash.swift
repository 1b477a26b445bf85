import Crypto
import DurableFiles
import Foundation
import OperatingSystem
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

  /// The digest of an open file, read in pieces.
  ///
  /// - Throws: `SystemFault` when the system does not read it.
  static func of(_ file: borrowing RegularFile) throws(SystemFault) -> String {
    var hash = SHA256()
    try file.read { piece in hash.update(data: piece) }
    return hexadecimal(hash.finalize())
  }

  /// The digest of a file that a run has written.
  ///
  /// - Throws: `RunFailure` when the system does not read it.
  static func of(fileAt path: String) throws(RunFailure) -> String {
    do throws(SystemFault) {
      return try of(RegularFile(PathBytes(path)))
    } catch {
      throw RunFailure(file: path, error)
    }
  }

  /// The digest of bytes.
  static func of(_ bytes: [UInt8]) -> String {
    hexadecimal(SHA256.hash(data: bytes))
  }

  private static let digits = Array("0123456789abcdef".utf8)

  /// Bytes as lower-case hexadecimal.
  static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(2 * bytes.underestimatedCount)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
