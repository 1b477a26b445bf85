import Crypto
import Foundation
package import SurveyModel

/// The key that turns values of sensitive variables into keyed hashes.
///
/// The same value gives the same hash for as long as the key file stays; without the file nobody can
/// try out which value a hash belongs to.
package struct SensitiveKey: Sendable {
  /// The code before its first byte, the key taken in: a copy of it starts each hash.
  private let start: HMAC<SHA256>

  /// Reads the key file, or makes one of 32 random bytes that only its owner may read.
  ///
  /// - Throws: `RunFailure` when the file cannot be read or made, or is too short.
  package init(path: String) throws(RunFailure) {
    if let data = FileManager.default.contents(atPath: path) {
      guard data.count >= 32 else {
        throw Self.failure(path, "expected a key of 32 bytes or more, found \(data.count)")
      }
      start = HMAC(key: SymmetricKey(data: data))
      return
    }
    var generator = SystemRandomNumberGenerator()
    let data = Data((0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) })
    start = HMAC(key: SymmetricKey(data: data))
    let made = FileManager.default.createFile(
      atPath: path, contents: data, attributes: [.posixPermissions: 0o600])
    guard made else { throw Self.failure(path, "cannot write the key file") }
  }

  /// The keyed hash of a value: HMAC-SHA-256 (RFC 2104), the first 128 bits in hexadecimal.
  package func seal(_ value: String) -> String {
    var code = start
    code.update(data: Array(value.utf8))
    var text: [UInt8] = []
    text.reserveCapacity(32)
    for byte in code.finalize() where text.count < 32 {
      text.append(Self.digits[Int(byte >> 4)])
      text.append(Self.digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func failure(_ path: String, _ message: Diagnostic.Message) -> RunFailure {
    RunFailure(
      Diagnostic(
        .storeFailed, at: SourceLocation(file: path), message,
        remedy: "check the folder's permissions, or restore the key from its backup"))
  }
}
