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
  /// The file in a pipeline's folder of results.
  static let fileName = ".sensitive-key"

  /// That file, by a pipeline's folder of results.
  static func path(in folder: String) -> String { "\(folder)/\(fileName)" }

  private let code: KeyedHash
  /// The keys of what is locked and of its nonces, derived from it (HKDF, RFC 5869).
  private let lock: SymmetricKey
  private let nonces: SymmetricKey
  /// Whether it was made just now, so that no hash of before is like one of its own.
  let isNew: Bool

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
    isNew = try Self.isAbsent(path)
    if isNew { try Self.make(path) }
    let bytes = try Self.read(path)
    code = KeyedHash(key: bytes)
    let key = SymmetricKey(data: bytes)
    func derived(for use: String) -> SymmetricKey {
      HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Data(use.utf8), outputByteCount: 32)
    }
    lock = derived(for: "lock")
    nonces = derived(for: "nonces")
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

  /// What tells it from another key, and nothing of it.
  var identity: String { seal("the key itself") }

  /// The keyed hash of a value: HMAC-SHA-256 (RFC 2104), the first 128 bits in hexadecimal.
  package func seal(_ value: String) -> String {
    ContentHash.hexadecimal(code.of(Array(value.utf8)).prefix(16))
  }

  /// Bytes that only this key unlocks: AES-GCM (NIST SP 800-38D).
  ///
  /// The same bytes give the same, as those of a piece must: the nonce is the beginning of their own
  /// HMAC-SHA-256 with its name, so that other bytes have another one, but for once in 2⁹⁶ pairs.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - name: What they belong to, in clear; under another name they are not unlocked.
  /// - Returns: The locked bytes.
  /// - Throws: A `CryptoKitError`, which no bytes lead to.
  func locked(_ bytes: [UInt8], of name: [UInt8]) throws -> [UInt8] {
    let code = HMAC<SHA256>.authenticationCode(for: name + bytes, using: nonces)
    let nonce = try AES.GCM.Nonce(data: Array(code).prefix(12))
    guard
      let whole = try AES.GCM.seal(bytes, using: lock, nonce: nonce, authenticating: name)
        .combined
    else {
      throw CryptoKitError.incorrectParameterSize
    }
    return Array(whole)
  }

  /// The bytes that were locked.
  ///
  /// - Throws: A `CryptoKitError` when they are not what this key locked under the name.
  func unlocked(_ bytes: [UInt8], of name: [UInt8]) throws -> [UInt8] {
    let box = try AES.GCM.SealedBox(combined: bytes)
    return Array(try AES.GCM.open(box, using: lock, authenticating: name))
  }

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
