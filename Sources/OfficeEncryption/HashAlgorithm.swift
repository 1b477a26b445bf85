internal import Crypto

/// The hashes of Office's encryption.
package enum HashAlgorithm: String, Sendable {
  case md5 = "MD5"
  case sha1 = "SHA1"
  case sha256 = "SHA256"
  case sha384 = "SHA384"
  case sha512 = "SHA512"

  /// The hash of bytes.
  package func hash(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .md5: Array(Insecure.MD5.hash(data: bytes))
    case .sha1: Array(Insecure.SHA1.hash(data: bytes))
    case .sha256: Array(SHA256.hash(data: bytes))
    case .sha384: Array(SHA384.hash(data: bytes))
    case .sha512: Array(SHA512.hash(data: bytes))
    }
  }

  /// The hash of a salt and a password, hashed again for so many rounds, each with its number.
  func spun(salt: [UInt8], password: Password, rounds: Int) -> [UInt8] {
    var hash = hash(salt + password.utf16)
    for round in 0..<rounds { hash = self.hash(littleEndian(round) + hash) }
    return hash
  }
}

/// The four bytes of a number.
package func littleEndian(_ number: Int) -> [UInt8] {
  (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
}
