/// The key stream of a workbook encrypted with RC4, which has another key for each 1,024 bytes.
package struct RC4KeyStream: KeyStream {
  /// How the key of a block is made.
  private enum Scheme {
    /// [MS-OFFCRYPTO] 2.3.6.2, of the first five bytes of a hash.
    case binary(hash: [UInt8])
    /// [MS-OFFCRYPTO] 2.3.5.2.
    case cryptoAPI(hash: [UInt8], keyBytes: Int)
  }

  private static let blockSize = 1024

  private let scheme: Scheme
  /// The cipher of a block, the block, and the place in the stream that its next byte is for.
  private var cipher = RC4(key: [0])
  private var block = -1
  private var position = 0

  /// Opens a workbook of Excel 97 ([MS-OFFCRYPTO] 2.3.6).
  ///
  /// - Parameters:
  ///   - salt: The salt, 16 bytes.
  ///   - verifier: The encrypted verifier, 16 bytes.
  ///   - verifierHash: The encrypted hash of the verifier, 16 bytes.
  ///   - password: The password.
  /// - Throws: ``DecryptionFailure/otherPassword`` when the verifier tells another one.
  package init(
    salt: [UInt8], verifier: [UInt8], verifierHash: [UInt8], password: Password
  ) throws(DecryptionFailure) {
    let first = HashAlgorithm.md5.hash(password.utf16).prefix(5)
    let salted = Array(repeatElement(first + salt, count: 16).joined())
    scheme = .binary(hash: Array(HashAlgorithm.md5.hash(salted).prefix(5)))
    try check(verifier, verifierHash, .md5)
  }

  /// Opens a workbook of Excel 2002 and later ([MS-OFFCRYPTO] 2.3.5).
  ///
  /// - Parameters:
  ///   - salt: The salt.
  ///   - keyBits: The bits of the key.
  ///   - verifier: The encrypted verifier.
  ///   - verifierHash: The encrypted hash of the verifier.
  ///   - password: The password.
  /// - Throws: ``DecryptionFailure`` when the verifier tells another password, or the key has no such
  ///   length.
  package init(
    salt: [UInt8], keyBits: Int, verifier: [UInt8], verifierHash: [UInt8], password: Password
  ) throws(DecryptionFailure) {
    guard (40...128).contains(keyBits), keyBits % 8 == 0 else { throw .damaged }
    scheme = .cryptoAPI(
      hash: HashAlgorithm.sha1.hash(salt + password.utf16), keyBytes: keyBits / 8)
    try check(verifier, verifierHash, .sha1)
  }

  private func check(
    _ verifier: [UInt8], _ hash: [UInt8], _ algorithm: HashAlgorithm
  ) throws(DecryptionFailure) {
    var cipher = RC4(key: key(ofBlock: 0))
    let plain = cipher.apply(to: verifier)
    guard algorithm.hash(plain) == cipher.apply(to: hash) else { throw .otherPassword }
  }

  private func key(ofBlock block: Int) -> [UInt8] {
    switch scheme {
    case .binary(let hash): return HashAlgorithm.md5.hash(hash + littleEndian(block))
    case .cryptoAPI(let hash, let keyBytes):
      let key = Array(HashAlgorithm.sha1.hash(hash + littleEndian(block)).prefix(keyBytes))
      // A key of 40 bits is one of 128 of which the rest is zero.
      return keyBytes == 5 ? key + [UInt8](repeating: 0, count: 11) : key
    }
  }

  package mutating func decrypt(
    _ bytes: inout [UInt8], _ range: Range<Int>, of record: Range<Int>
  ) {
    for place in range {
      if block != place / Self.blockSize || position > place {
        block = place / Self.blockSize
        position = block * Self.blockSize
        cipher = RC4(key: key(ofBlock: block))
      }
      while position < place {
        _ = cipher.next()
        position += 1
      }
      bytes[place] ^= cipher.next()
      position += 1
    }
  }
}
