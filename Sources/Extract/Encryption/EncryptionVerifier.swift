internal import OfficeEncryption

/// How something is encrypted, and what tells its password: an encryption header and the verifier
/// behind it ([MS-OFFCRYPTO] 2.3.2 and 2.3.3).
struct EncryptionVerifier {
  /// The number of the stream cipher RC4.
  static let rc4 = 0x6801
  /// The numbers of the block cipher AES, by its key's bits.
  static let aes = [128: 0x660E, 192: 0x660F, 256: 0x6610]

  /// The number of the cipher; 0 where the flags alone say it.
  let algorithm: Int
  let keyBits: Int
  let salt: [UInt8]
  let verifier: [UInt8]
  /// The encrypted hash of the verifier, with what fills its last block.
  let hash: [UInt8]

  /// Reads the flags at an offset, the length of the header, the header and the verifier.
  ///
  /// - Throws: ``DecryptionFailure/damaged`` when they are not all there.
  init(_ view: ByteView, at offset: Int) throws(DecryptionFailure) {
    let header = offset + 8
    guard let length = view.u32(offset + 4), (32...4096).contains(length),
      let algorithm = view.u32(header + 8), let keyBits = view.u32(header + 16),
      view.u32(header + length) == 16
    else { throw .damaged }
    let start = header + length + 4
    self.algorithm = algorithm
    self.keyBits = keyBits
    salt = Array(view.slice(start..<start + 16))
    verifier = Array(view.slice(start + 16..<start + 32))
    hash = Array(view.slice(start + 36..<start + 68))
    guard salt.count == 16, verifier.count == 16, hash.count >= 20 else { throw .damaged }
  }
}
