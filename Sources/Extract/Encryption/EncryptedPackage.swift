internal import OfficeEncryption
internal import SurveyModel

/// A package of Office 2007 and later that is encrypted inside a compound file
/// ([MS-OFFCRYPTO] 2.3.4).
struct EncryptedPackage {
  private let description: [UInt8]
  private let stream: [UInt8]

  /// The most bytes of what says how the package is encrypted.
  private static let longestDescription = 1 << 20

  /// Nil for a compound file that holds no such package.
  ///
  /// - Throws: ``CompoundFile/Damage`` when its streams cannot be read.
  init?(in file: CompoundFile) throws(CompoundFile.Damage) {
    guard let stream = try file.stream(named: "EncryptedPackage"),
      let description = try file.stream(named: "EncryptionInfo")
    else { return nil }
    self.stream = stream
    self.description = description
  }

  /// The package, decrypted with the default password.
  ///
  /// - Parameter mostRounds: How often a password may be hashed at most.
  /// - Returns: The bytes of a zip archive.
  /// - Throws: ``DecryptionFailure`` when it has another password, or is encrypted in a way that is not
  ///   known.
  func decrypted(mostRounds: Int) throws(DecryptionFailure) -> [UInt8] {
    let view = ByteView(bytes: description)
    guard let major = view.u16(0), let minor = view.u16(2),
      description.count <= Self.longestDescription
    else { throw .damaged }
    switch (major, minor) {
    case (4, 4): return try agile(mostRounds)
    case (2...4, 2): return try standard(view)
    default: throw .unknownScheme
    }
  }

  private func standard(_ view: ByteView) throws(DecryptionFailure) -> [UInt8] {
    let verifier = try EncryptionVerifier(view, at: 4)
    guard verifier.algorithm == 0 || EncryptionVerifier.aes[verifier.keyBits] == verifier.algorithm
    else { throw .unknownScheme }
    let encryption = try StandardEncryption(
      salt: verifier.salt, keyBits: verifier.keyBits, verifier: verifier.verifier,
      verifierHash: verifier.hash, password: .fallback)
    return try pieces(of: 1 << 20) { piece, _ throws(DecryptionFailure) in
      try encryption.decrypt(piece)
    }
  }

  private func agile(_ mostRounds: Int) throws(DecryptionFailure) -> [UInt8] {
    // Some writers fill the stream's last sector with zeros.
    let xml = description.dropFirst(8).reversed().drop { $0 == 0 }.reversed()
    let (data, lock) = try AgileDescription.read(Array(xml))
    let encryption = try AgileEncryption(
      data, lock: lock, password: .fallback, mostRounds: mostRounds)
    return try pieces(of: AgileEncryption.segmentSize) { piece, index throws(DecryptionFailure) in
      try encryption.decrypt(piece, segment: index)
    }
  }

  /// The package, decrypted piece by piece and without what fills its last block.
  private func pieces(
    of size: Int,
    _ decrypt: (_ piece: ArraySlice<UInt8>, _ index: Int) throws(DecryptionFailure) -> [UInt8]
  ) throws(DecryptionFailure) -> [UInt8] {
    let view = ByteView(bytes: stream)
    // The upper half of the length is reserved to some writers, and no package is so long.
    guard let length = view.u32(0), length <= stream.count - 8 else { throw .damaged }
    let end = 8 + min((length + 15) & ~15, (stream.count - 8) & ~15)
    var package: [UInt8] = []
    package.reserveCapacity(end)
    for (index, start) in stride(from: 8, to: end, by: size).enumerated() {
      package += try decrypt(stream[start..<min(start + size, end)], index)
    }
    guard package.count >= length else { throw .damaged }
    package.removeSubrange(length...)
    return package
  }
}
