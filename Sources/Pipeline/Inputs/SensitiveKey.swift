import Crypto
import DurableFiles
import Foundation
import OperatingSystem
package import SurveyModel

/// The key that turns values of sensitive variables into keyed hashes.
///
/// The same value gives the same hash for as long as the key file stays; without the file nobody can
/// try out which value a hash belongs to.
package struct SensitiveKey: Sendable {
  /// The code before its first byte, the key taken in: a copy of it starts each hash.
  private let start: HMAC<SHA256>

  /// The bytes of a key, at the least and at the most.
  private static let length = 32...4096

  /// Reads the key file, or makes one of 32 random bytes that only its owner may read.
  ///
  /// A key is made only where nothing at all stands under the path; another key would change every
  /// hash. Two processes must not do so at once.
  ///
  /// - Throws: `RunFailure` when the file cannot be read or made, is no file, too short, all zeros, or
  ///   can be read by others than its owner.
  package init(path: String) throws(RunFailure) {
    if try Self.isAbsent(path) {
      try Self.make(path)
    }
    start = HMAC(key: SymmetricKey(data: try Self.read(path)))
  }

  private static func isAbsent(_ path: String) throws(RunFailure) -> Bool {
    do throws(SystemFault) {
      // A link that leads nowhere is there.
      _ = try FileState(of: PathBytes(path), links: .kept)
      return false
    } catch {
      guard error == .notFound else { throw failure(path, error) }
      return true
    }
  }

  private static func read(_ path: String) throws(RunFailure) -> [UInt8] {
    let bytes: [UInt8]
    let mode: UInt16
    do throws(SystemFault) {
      let file = try RegularFile(PathBytes(path))
      mode = file.state.mode
      bytes = try file.contents(most: length.upperBound)
    } catch {
      throw failure(path, error)
    }
    guard mode & 0o077 == 0 else {
      throw failure(
        path, "expected a key that only its owner may read, found one of mode \(octal(mode))",
        remedy: "if nobody else has seen it, chmod 600 it; else make a new key and new hashes")
    }
    guard bytes.count >= length.lowerBound else {
      throw failure(
        path, "expected a key of \(length.lowerBound) bytes or more, found \(bytes.count)",
        remedy: restore)
    }
    guard bytes.contains(where: { $0 != 0 }) else {
      throw failure(path, "expected a random key, found only zeros", remedy: restore)
    }
    return bytes
  }

  private static func make(_ path: String) throws(RunFailure) {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<length.lowerBound)
      .map { _ in UInt8.random(in: 0...255, using: &generator) }
    do throws(SystemFault) {
      try DurableFile.write(bytes, to: path, mode: 0o600)
    } catch {
      throw failure(path, error)
    }
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

  private static let restore: Diagnostic.Message =
    "restore the key from its backup; where there is none, move the file away: every hash will change"

  private static func octal(_ mode: UInt16) -> String { String(mode, radix: 8) }

  private static func failure(_ path: String, _ fault: SystemFault) -> RunFailure {
    failure(
      path, "cannot read or make the key of sensitive values: \(fault.what)",
      remedy: "\(fault.remedy); a new key is made only where there is none")
  }

  private static func failure(
    _ path: String, _ message: Diagnostic.Message, remedy: Diagnostic.Message
  ) -> RunFailure {
    RunFailure(
      Diagnostic(.storeFailed, at: SourceLocation(file: path), message, remedy: remedy))
  }
}
