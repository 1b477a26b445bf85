/// The encryption of a package by Office 2007 ([MS-OFFCRYPTO] 2.3.4.5): AES of blocks that stand for
/// themselves.
package struct StandardEncryption {
  /// How often the password is hashed.
  private static let rounds = 50_000

  private let cipher: BlockCipher

  /// Opens a package.
  ///
  /// - Parameters:
  ///   - salt: The salt.
  ///   - keyBits: The bits of the key.
  ///   - verifier: The encrypted verifier.
  ///   - verifierHash: The encrypted hash of the verifier, whole blocks.
  ///   - password: The password.
  /// - Throws: ``DecryptionFailure`` when the verifier tells another password, or the key has no such
  ///   length.
  package init(
    salt: [UInt8], keyBits: Int, verifier: [UInt8], verifierHash: [UInt8], password: Password
  ) throws(DecryptionFailure) {
    cipher = try BlockCipher(key: Self.key(salt: salt, keyBits: keyBits, password: password))
    let plain = try cipher.decrypt(verifier[...])
    let hash = HashAlgorithm.sha1.hash(plain)
    guard try cipher.decrypt(verifierHash[...]).starts(with: hash) else { throw .otherPassword }
  }

  /// The key of a password (2.3.4.7).
  static func key(salt: [UInt8], keyBits: Int, password: Password) -> [UInt8] {
    let sha1 = HashAlgorithm.sha1
    let hash = sha1.hash(
      sha1.spun(salt: salt, password: password, rounds: rounds) + littleEndian(0))
    func derived(_ byte: UInt8) -> [UInt8] {
      sha1.hash((0..<64).map { $0 < hash.count ? hash[$0] ^ byte : byte })
    }
    return Array((derived(0x36) + derived(0x5C)).prefix(max(0, keyBits / 8)))
  }

  /// Decrypts whole blocks of the package.
  package func decrypt(_ bytes: ArraySlice<UInt8>) throws(DecryptionFailure) -> [UInt8] {
    try cipher.decrypt(bytes)
  }
}
