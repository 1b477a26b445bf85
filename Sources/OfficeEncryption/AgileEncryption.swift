/// The encryption of a package by Office 2010 and later ([MS-OFFCRYPTO] 2.3.4.10): AES of chained
/// blocks, in segments.
package struct AgileEncryption {
  /// How a key and what it encrypts are described.
  package struct Description: Sendable {
    /// The salt.
    package let salt: [UInt8]
    /// The bits of the key.
    package let keyBits: Int
    /// The hash.
    package let hash: HashAlgorithm

    package init(salt: [UInt8], keyBits: Int, hash: HashAlgorithm) {
      self.salt = salt
      self.keyBits = keyBits
      self.hash = hash
    }
  }

  /// What a password opens: the key of the data.
  package struct Lock: Sendable {
    /// How the key of the password is made.
    package let description: Description
    /// How often the password is hashed.
    package let rounds: Int
    /// The encrypted verifier.
    package let verifier: [UInt8]
    /// The encrypted hash of the verifier.
    package let verifierHash: [UInt8]
    /// The encrypted key of the data.
    package let key: [UInt8]

    package init(
      description: Description, rounds: Int, verifier: [UInt8], verifierHash: [UInt8], key: [UInt8]
    ) {
      self.description = description
      self.rounds = rounds
      self.verifier = verifier
      self.verifierHash = verifierHash
      self.key = key
    }
  }

  /// What a key of the password is for, mixed into it (2.3.4.11 to 2.3.4.13).
  enum Purpose {
    static let verifier: [UInt8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79]
    static let verifierHash: [UInt8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E]
    static let key: [UInt8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6]
  }

  /// The bytes of a segment.
  package static let segmentSize = 4096

  private let data: Description
  private let cipher: BlockCipher

  /// Opens a package.
  ///
  /// - Parameters:
  ///   - data: How the data are encrypted.
  ///   - lock: What the password opens.
  ///   - password: The password.
  ///   - mostRounds: How often a password may be hashed at most.
  /// - Throws: ``DecryptionFailure`` when the verifier tells another password, or the file asks for too
  ///   much.
  package init(
    _ data: Description, lock: Lock, password: Password, mostRounds: Int
  ) throws(DecryptionFailure) {
    guard (0...mostRounds).contains(lock.rounds) else { throw .tooManyRounds(lock.rounds) }
    let description = lock.description
    let spun = description.hash.spun(
      salt: description.salt, password: password, rounds: lock.rounds)
    let vector = Self.fitted(description.salt, to: BlockCipher.blockSize)
    func opened(_ bytes: [UInt8], _ purpose: [UInt8]) throws(DecryptionFailure) -> [UInt8] {
      let key = Self.key(of: spun, for: purpose, description)
      return try BlockCipher(key: key).decrypt(bytes[...], vector: vector)
    }
    let verifier = try opened(lock.verifier, Purpose.verifier)
      .prefix(max(description.salt.count, 1))
    let expected = try opened(lock.verifierHash, Purpose.verifierHash)
    let hash = description.hash.hash(Array(verifier))
    guard expected.count >= hash.count, expected.starts(with: hash) else { throw .otherPassword }
    let key = try opened(lock.key, Purpose.key)
    guard data.keyBits / 8 > 0, data.keyBits / 8 <= key.count else { throw .damaged }
    self.data = data
    cipher = try BlockCipher(key: Array(key.prefix(data.keyBits / 8)))
  }

  /// The key for a purpose, of a hash of the password.
  static func key(of hash: [UInt8], for purpose: [UInt8], _ description: Description) -> [UInt8] {
    fitted(description.hash.hash(hash + purpose), to: max(0, min(description.keyBits / 8, 64)))
  }

  /// Bytes cut or filled to a length (2.3.4.11).
  static func fitted(_ bytes: [UInt8], to count: Int) -> [UInt8] {
    (bytes + repeatElement(0x36, count: max(0, count - bytes.count))).prefix(count).map(\.self)
  }

  /// The initialization vector of a segment (2.3.4.12).
  static func vector(ofSegment segment: Int, _ data: Description) -> [UInt8] {
    fitted(data.hash.hash(data.salt + littleEndian(segment)), to: BlockCipher.blockSize)
  }

  /// Decrypts a segment: whole blocks.
  package func decrypt(
    _ bytes: ArraySlice<UInt8>, segment: Int
  ) throws(DecryptionFailure) -> [UInt8] {
    try cipher.decrypt(bytes, vector: Self.vector(ofSegment: segment, data))
  }
}
