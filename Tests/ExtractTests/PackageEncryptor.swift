import Crypto
import CryptoExtras
import Foundation
import OfficeEncryption

/// Encrypts a package into a compound file, as Office does.
struct PackageEncryptor {
  enum Scheme: CaseIterable {
    case standard128, standard256, agileSHA1, agileSHA512
  }

  let scheme: Scheme
  let password: String
  var rounds = 1000

  private let salt: [UInt8] = (0..<16).map { $0 &* 37 &+ 5 }
  private let verifier: [UInt8] = (0..<16).map { $0 &* 11 &+ 3 }
  private let zero = [UInt8](repeating: 0, count: 16)

  /// A compound file that holds the package.
  func file(_ package: [UInt8]) throws -> [UInt8] {
    let (information, content) =
      switch scheme {
      case .standard128, .standard256: try standard(package)
      case .agileSHA1, .agileSHA512: try agile(package)
      }
    return CompoundFixture.file([
      ("EncryptionInfo", information),
      ("EncryptedPackage", BIFFStream.u32(package.count) + BIFFStream.u32(0) + content),
    ])
  }

  private func spun(_ hash: HashAlgorithm, rounds: Int) -> [UInt8] {
    let start = hash.hash(salt + BIFFStream.utf16(password))
    return (0..<rounds).reduce(start) { hash.hash(BIFFStream.u32($1) + $0) }
  }

  private func chained(_ bytes: [UInt8], _ key: [UInt8], vector: [UInt8]) throws -> [UInt8] {
    let padded = bytes + [UInt8](repeating: 0, count: (16 - bytes.count % 16) % 16)
    return Array(
      try AES._CBC.encrypt(
        padded, using: SymmetricKey(data: key), iv: AES._CBC.IV(ivBytes: vector), noPadding: true))
  }

  private func standard(_ package: [UInt8]) throws -> (information: [UInt8], content: [UInt8]) {
    let u32 = BIFFStream.u32
    let bits = scheme == .standard128 ? 128 : 256
    let sha1 = HashAlgorithm.sha1
    let hash = sha1.hash(spun(sha1, rounds: 50_000) + u32(0)) + [UInt8](repeating: 0, count: 44)
    let long = sha1.hash(hash.map { $0 ^ 0x36 }) + sha1.hash(hash.map { $0 ^ 0x5C })
    let key = Array(long.prefix(bits / 8))
    func blocks(_ bytes: [UInt8]) throws -> [UInt8] {
      var encrypted: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: 16) {
        encrypted += try chained(
          Array(bytes[start..<min(start + 16, bytes.count)]), key, vector: zero)
      }
      return encrypted
    }
    let name = BIFFStream.utf16("AES Provider\0")
    var header = u32(0x24) + u32(0) + u32(bits == 128 ? 0x660E : 0x6610) + u32(0x8004)
    header += u32(bits) + u32(0x18) + u32(0) + u32(0) + name
    var information = BIFFStream.u16(4) + BIFFStream.u16(2) + u32(0x24) + u32(header.count) + header
    information += u32(16) + salt
    information += try blocks(verifier)
    information += u32(20)
    information += try blocks(sha1.hash(verifier))
    return (information, try blocks(package))
  }

  private func agile(_ package: [UInt8]) throws -> (information: [UInt8], content: [UInt8]) {
    let isOld = scheme == .agileSHA1
    let hash: HashAlgorithm = isOld ? .sha1 : .sha512
    let bits = isOld ? 128 : 256
    let spun = spun(hash, rounds: min(rounds, 1000))
    func opened(_ bytes: [UInt8], _ purpose: [UInt8]) throws -> String {
      let key = Array(hash.hash(spun + purpose).prefix(bits / 8))
      return Data(try chained(bytes, key, vector: salt)).base64EncodedString()
    }
    let key = [UInt8](repeating: 0x5A, count: bits / 8)
    let description = """
      saltSize="16" blockSize="16" keyBits="\(bits)" hashSize="\(isOld ? 20 : 64)" \
      cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" \
      hashAlgorithm="\(isOld ? "SHA1" : "SHA512")" saltValue="\(Data(salt).base64EncodedString())"
      """
    let xml = """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" \
      xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password">\
      <keyData \(description)/><keyEncryptors><keyEncryptor \
      uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password">\
      <p:encryptedKey spinCount="\(rounds)" \(description) encryptedVerifierHashInput="\
      \(try opened(verifier, [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79]))" \
      encryptedVerifierHashValue="\
      \(try opened(hash.hash(verifier), [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E]))" \
      encryptedKeyValue="\
      \(try opened(key, [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6]))"/></keyEncryptor>\
      </keyEncryptors></encryption>
      """
    var content: [UInt8] = []
    for (index, start) in stride(from: 0, to: package.count, by: 4096).enumerated() {
      content += try chained(
        Array(package[start..<min(start + 4096, package.count)]), key,
        vector: Array(hash.hash(salt + BIFFStream.u32(index)).prefix(16)))
    }
    let head = BIFFStream.u16(4) + BIFFStream.u16(4) + BIFFStream.u32(0x40)
    return (head + Array(xml.utf8), content)
  }
}
