internal import OfficeEncryption
internal import SurveyModel

/// Decrypts the records of an old workbook that has the default password ([MS-XLS] 2.2.10).
enum BIFFDecryption {
  private static let filePass = 0x002F

  /// Records whose content is never encrypted: besides those that start a part or say how the rest is
  /// encrypted, `InterfaceHdr`, `RRDHead`, `UsrExcl`, `FileLock` and `RRDInfo`.
  private static let plain = Set(
    BIFFRecord.bof + [filePass, 0x00E1, 0x0138, 0x0194, 0x0195, 0x0196])
  private static let boundSheet = 0x0085

  /// The records, decrypted where they are encrypted.
  ///
  /// - Throws: `RunFailure` when they have another password, or are encrypted in a way that is not
  ///   known.
  static func decrypted(_ stream: [UInt8], _ source: SourceName) throws(RunFailure) -> [UInt8] {
    let view = ByteView(bytes: stream)
    guard let first = BIFFRecord(view, at: 0), let version = BIFFVersion(first, in: view),
      let record = filePass(in: view)
    else { return stream }
    var keys: any KeyStream
    do throws(DecryptionFailure) {
      keys = try keyStream(record, view, version)
    } catch {
      throw source.failure(error)
    }
    var bytes = stream
    var offset = record.end
    while let record = BIFFRecord(view, at: offset) {
      offset = record.end
      guard !plain.contains(record.type) else { continue }
      // Where a worksheet starts stands in plain, so that it is found without the password.
      let start = record.body.lowerBound + (record.type == boundSheet ? 4 : 0)
      guard start < record.end else { continue }
      keys.decrypt(&bytes, start..<record.end, of: record.body)
    }
    return bytes
  }

  /// The record that says how the others are encrypted; it stands before all that are.
  private static func filePass(in view: ByteView) -> BIFFRecord? {
    var offset = 0
    while let record = BIFFRecord(view, at: offset), record.type != BIFFRecord.eof {
      if record.type == filePass { return record }
      offset = record.end
    }
    return nil
  }

  private static func keyStream(
    _ record: BIFFRecord, _ view: ByteView, _ version: BIFFVersion
  ) throws(DecryptionFailure) -> any KeyStream {
    let start = record.body.lowerBound
    guard version == .biff8 else { return try xor(view, at: start) }
    guard view.u16(start) != 0 else { return try xor(view, at: start + 2) }
    guard let major = view.u16(start + 2), let minor = view.u16(start + 4) else { throw .damaged }
    switch (major, minor) {
    case (1, 1):
      let parts = (0..<3).map { Array(view.slice(start + 6 + $0 * 16..<start + 22 + $0 * 16)) }
      guard parts.allSatisfy({ $0.count == 16 }), start + 54 <= record.end else { throw .damaged }
      return try RC4KeyStream(
        salt: parts[0], verifier: parts[1], verifierHash: parts[2], password: .fallback)
    case (2...4, 2):
      let verifier = try EncryptionVerifier(view, at: start + 6)
      guard verifier.algorithm == EncryptionVerifier.rc4 || verifier.algorithm == 0 else {
        throw .unknownScheme
      }
      return try RC4KeyStream(
        salt: verifier.salt, keyBits: verifier.keyBits == 0 ? 40 : verifier.keyBits,
        verifier: verifier.verifier, verifierHash: Array(verifier.hash.prefix(20)),
        password: .fallback)
    default: throw .unknownScheme
    }
  }

  private static func xor(
    _ view: ByteView, at offset: Int
  ) throws(DecryptionFailure) -> any KeyStream {
    guard let key = view.u16(offset), let verifier = view.u16(offset + 2) else { throw .damaged }
    return try XORKeyStream(key: key, verifier: verifier, password: .fallback)
  }
}
