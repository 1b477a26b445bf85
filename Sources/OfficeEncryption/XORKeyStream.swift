/// The key stream of a workbook that is obfuscated with its password ([MS-OFFCRYPTO] 2.3.7).
package struct XORKeyStream: KeyStream {
  private let array: [UInt8]

  /// Opens a workbook.
  ///
  /// - Parameters:
  ///   - key: The key that the workbook gives.
  ///   - verifier: The verifier that it gives.
  ///   - password: The password, of which the first 15 characters count.
  /// - Throws: ``DecryptionFailure/otherPassword`` when key and verifier tell another one.
  package init(key: Int, verifier: Int, password: Password) throws(DecryptionFailure) {
    let password = Array(password.text.utf8.prefix(15))
    guard !password.isEmpty, Self.key(of: password) == key, Self.verifier(of: password) == verifier
    else { throw .otherPassword }
    array = Self.array(of: password, key: key)
  }

  package mutating func decrypt(
    _ bytes: inout [UInt8], _ range: Range<Int>, of record: Range<Int>
  ) {
    // The array starts anew with each record, at the place where the record ends.
    for place in range {
      let key = array[(place + record.count) & 0xF]
      bytes[place] = Self.rotatedLeft(bytes[place], by: 3) ^ key
    }
  }

  /// The 16 bytes that repeat.
  static func array(of password: [UInt8], key: Int) -> [UInt8] {
    let halves = [UInt8(truncatingIfNeeded: key), UInt8(truncatingIfNeeded: key >> 8)]
    return (password + padding).prefix(16).enumerated()
      .map { index, byte in rotatedLeft(byte ^ halves[index & 1], by: 2) }
  }

  /// The key of a password (2.3.7.2).
  static func key(of password: [UInt8]) -> Int {
    var key = Int(initialCodes[password.count - 1])
    var element = matrix.count - 1
    for character in password.reversed() {
      for bit in 0..<7 {
        if character << bit & 0x40 != 0 { key ^= Int(matrix[element]) }
        element -= 1
      }
    }
    return key
  }

  /// The verifier of a password (2.3.7.1).
  static func verifier(of password: [UInt8]) -> Int {
    var verifier = 0
    for byte in password.reversed() + [UInt8(password.count)] {
      verifier = verifier << 1 & 0x7FFF | verifier >> 14
      verifier ^= Int(byte)
    }
    return verifier ^ 0xCE4B
  }

  private static func rotatedLeft(_ byte: UInt8, by count: Int) -> UInt8 {
    byte << count | byte >> (8 - count)
  }

  private static let padding: [UInt8] = [
    0xBB, 0xFF, 0xFF, 0xBA, 0xFF, 0xFF, 0xB9, 0x80, 0x00, 0xBE, 0x0F, 0x00, 0xBF, 0x0F, 0x00,
  ]

  private static let initialCodes: [UInt16] = [
    0xE1F0, 0x1D0F, 0xCC9C, 0x84C0, 0x110C, 0x0E10, 0xF1CE, 0x313E, 0x1872, 0xE139, 0xD40F, 0x84F9,
    0x280C, 0xA96A, 0x4EC3,
  ]

  private static let matrix: [UInt16] = [
    0xAEFC, 0x4DD9, 0x9BB2, 0x2745, 0x4E8A, 0x9D14, 0x2A09, 0x7B61, 0xF6C2, 0xFDA5, 0xEB6B, 0xC6F7,
    0x9DCF, 0x2BBF, 0x4563, 0x8AC6, 0x05AD, 0x0B5A, 0x16B4, 0x2D68, 0x5AD0, 0x0375, 0x06EA, 0x0DD4,
    0x1BA8, 0x3750, 0x6EA0, 0xDD40, 0xD849, 0xA0B3, 0x5147, 0xA28E, 0x553D, 0xAA7A, 0x44D5, 0x6F45,
    0xDE8A, 0xAD35, 0x4A4B, 0x9496, 0x390D, 0x721A, 0xEB23, 0xC667, 0x9CEF, 0x29FF, 0x53FE, 0xA7FC,
    0x5FD9, 0x47D3, 0x8FA6, 0x0F6D, 0x1EDA, 0x3DB4, 0x7B68, 0xF6D0, 0xB861, 0x60E3, 0xC1C6, 0x93AD,
    0x377B, 0x6EF6, 0xDDEC, 0x45A0, 0x8B40, 0x06A1, 0x0D42, 0x1A84, 0x3508, 0x6A10, 0xAA51, 0x4483,
    0x8906, 0x022D, 0x045A, 0x08B4, 0x1168, 0x76B4, 0xED68, 0xCAF1, 0x85C3, 0x1BA7, 0x374E, 0x6E9C,
    0x3730, 0x6E60, 0xDCC0, 0xA9A1, 0x4363, 0x86C6, 0x1DAD, 0x3331, 0x6662, 0xCCC4, 0x89A9, 0x0373,
    0x06E6, 0x0DCC, 0x1021, 0x2042, 0x4084, 0x8108, 0x1231, 0x2462, 0x48C4,
  ]
}
