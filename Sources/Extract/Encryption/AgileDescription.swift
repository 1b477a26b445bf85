internal import Foundation
internal import OfficeEncryption
internal import SurveyModel
internal import XMLStream

/// Reads how Office 2010 and later encrypted a package, from the XML that says so
/// ([MS-OFFCRYPTO] 2.3.4.10).
enum AgileDescription {
  private enum Names: Int, CaseIterable {
    case keyData
    case encryptedKey
    case saltValue
    case keyBits
    case hashAlgorithm
    case cipherAlgorithm
    case cipherChaining
    case spinCount
    case encryptedVerifierHashInput
    case encryptedVerifierHashValue
    case encryptedKeyValue

    static let vocabulary = XMLVocabulary(
      groups: [
        [
          "http://schemas.microsoft.com/office/2006/encryption",
          "http://schemas.microsoft.com/office/2006/keyEncryptor/password", "",
        ]
      ], names: allCases.map { .init(0, "\($0)") })
  }

  /// What was read so far.
  private final class Found {
    var data: AgileEncryption.Description?
    var lock: AgileEncryption.Lock?
    var failure: DecryptionFailure?
  }

  /// Reads the XML.
  ///
  /// - Throws: ``DecryptionFailure`` when it is damaged, or names ciphers that are not known.
  static func read(
    _ xml: [UInt8]
  ) throws(DecryptionFailure) -> (data: AgileEncryption.Description, lock: AgileEncryption.Lock) {
    let found = Found()
    let events = ClosureEvents()
    events.onStart = { tag in
      do throws(DecryptionFailure) {
        switch Names(rawValue: tag.name) {
        case .keyData: found.data = try description(tag)
        case .encryptedKey: if found.lock == nil { found.lock = try lock(tag) }
        default: break
        }
      } catch {
        found.failure = found.failure ?? error
      }
    }
    do {
      let parser = XMLStreamParser(Names.vocabulary, events: events)
      try parser.feed(xml.span)
      try parser.finish()
    } catch {
      throw .damaged
    }
    if let failure = found.failure { throw failure }
    guard let data = found.data else { throw .damaged }
    // Without a key for a password there is one for a certificate.
    guard let lock = found.lock else { throw .otherPassword }
    return (data, lock)
  }

  private static func description(
    _ tag: borrowing XMLStartTag
  ) throws(DecryptionFailure) -> AgileEncryption.Description {
    guard tag.string(Names.cipherAlgorithm.rawValue) == "AES",
      tag.string(Names.cipherChaining.rawValue) == "ChainingModeCBC",
      let name = tag.string(Names.hashAlgorithm.rawValue),
      let hash = HashAlgorithm(rawValue: name.replacing("-", with: ""))
    else { throw .unknownScheme }
    guard let bits = tag.integer(Names.keyBits.rawValue), [128, 192, 256].contains(bits) else {
      throw .damaged
    }
    return AgileEncryption.Description(
      salt: try bytes(tag, .saltValue), keyBits: bits, hash: hash)
  }

  private static func lock(
    _ tag: borrowing XMLStartTag
  ) throws(DecryptionFailure) -> AgileEncryption.Lock {
    guard let rounds = tag.integer(Names.spinCount.rawValue) else { throw .damaged }
    return AgileEncryption.Lock(
      description: try description(tag), rounds: rounds,
      verifier: try bytes(tag, .encryptedVerifierHashInput),
      verifierHash: try bytes(tag, .encryptedVerifierHashValue),
      key: try bytes(tag, .encryptedKeyValue))
  }

  private static func bytes(
    _ tag: borrowing XMLStartTag, _ name: Names
  ) throws(DecryptionFailure) -> [UInt8] {
    guard let text = tag.string(name.rawValue), text.utf8.count < 4096,
      let data = Data(base64Encoded: text)
    else { throw .damaged }
    return Array(data)
  }
}
