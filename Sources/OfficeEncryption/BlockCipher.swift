internal import Crypto
internal import CryptoExtras

/// Decrypts whole blocks of AES.
struct BlockCipher {
  /// The bytes of a block.
  static let blockSize = 16

  private let key: SymmetricKey

  /// Makes the cipher of a key.
  ///
  /// - Parameter bytes: The key: 16, 24 or 32 bytes.
  /// - Throws: ``DecryptionFailure/damaged`` for a key of another length.
  init(key bytes: [UInt8]) throws(DecryptionFailure) {
    guard [16, 24, 32].contains(bytes.count) else { throw .damaged }
    key = SymmetricKey(data: bytes)
  }

  /// Decrypts chained blocks.
  ///
  /// - Parameters:
  ///   - bytes: Whole blocks.
  ///   - vector: The initialization vector, a block.
  /// - Returns: As many bytes.
  /// - Throws: ``DecryptionFailure/damaged`` when the lengths do not fit.
  func decrypt(
    _ bytes: ArraySlice<UInt8>, vector: [UInt8]
  ) throws(DecryptionFailure) -> [UInt8] {
    guard !bytes.isEmpty else { return [] }
    do {
      return Array(
        try AES._CBC.decrypt(
          bytes, using: key, iv: AES._CBC.IV(ivBytes: vector), noPadding: true))
    } catch {
      throw .damaged
    }
  }

  /// Decrypts blocks that stand for themselves (the codebook mode).
  ///
  /// - Parameter bytes: Whole blocks.
  /// - Returns: As many bytes.
  /// - Throws: ``DecryptionFailure/damaged`` when they are no whole blocks.
  func decrypt(_ bytes: ArraySlice<UInt8>) throws(DecryptionFailure) -> [UInt8] {
    // Chaining combines each block with the encrypted one before it, which is undone here.
    var plain = try decrypt(bytes, vector: [UInt8](repeating: 0, count: Self.blockSize))
    var index = Self.blockSize
    for byte in bytes.dropLast(Self.blockSize) {
      plain[index] ^= byte
      index += 1
    }
    return plain
  }
}
