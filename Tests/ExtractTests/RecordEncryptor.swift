import OfficeEncryption

/// Encrypts the records of an old workbook, as Excel does.
struct RecordEncryptor {
  enum Scheme: CaseIterable {
    case xor, rc4, cryptoAPI40, cryptoAPI128
  }

  let scheme: Scheme
  let password: String

  private let salt: [UInt8] = (0..<16).map { $0 &* 37 &+ 5 }
  private let verifier: [UInt8] = (0..<16).map { $0 &* 11 &+ 3 }

  /// The password in UTF-16.
  private var utf16: [UInt8] { BIFFStream.utf16(password) }

  /// The content of the record that says how the others are encrypted.
  var filePass: [UInt8] {
    let u16 = BIFFStream.u16
    let u32 = BIFFStream.u32
    switch scheme {
    case .xor: return u16(0) + xorHead
    case .rc4:
      let stream = keyStream(0)
      let hash = HashAlgorithm.md5.hash(verifier)
      return u16(1) + u16(1) + u16(1) + salt + combined(verifier, stream)
        + combined(hash, stream[16...])
    case .cryptoAPI40, .cryptoAPI128:
      let stream = keyStream(0)
      let hash = HashAlgorithm.sha1.hash(verifier)
      let bits = scheme == .cryptoAPI40 ? 40 : 128
      let name = BIFFStream.utf16("Cryptographic Provider\0")
      var header = u32(4) + u32(0) + u32(0x6801) + u32(0x8004) + u32(bits)
      header += u32(1) + u32(0) + u32(0) + name
      var record = u16(1) + u16(2) + u16(2) + u32(4) + u32(header.count) + header
      record += u32(16) + salt + combined(verifier, stream)
      return record + u32(20) + combined(hash, stream[16...])
    }
  }

  /// Encrypts what stands behind the record with ``filePass`` in a stream of records.
  func encrypted(_ records: [UInt8]) -> [UInt8] {
    var bytes = records
    var offset = 0
    var isBehind = false
    var streams: [Int: [UInt8]] = [:]
    while offset + 4 <= bytes.count {
      let type = Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
      let length = Int(bytes[offset + 2]) | Int(bytes[offset + 3]) << 8
      let body = (offset + 4)..<(offset + 4 + length)
      offset = body.upperBound
      if type == 0x002F {
        isBehind = true
      } else if isBehind, type != 0x0809, type != 0x00E1 {
        for place in body.dropFirst(type == 0x0085 ? 4 : 0) {
          if scheme == .xor {
            let mixed = bytes[place] ^ xorArray[(place + length) & 0xF]
            bytes[place] = mixed >> 3 | mixed << 5
          } else {
            let stream = streams[place / 1024] ?? keyStream(place / 1024)
            streams[place / 1024] = stream
            bytes[place] ^= stream[place % 1024]
          }
        }
      }
    }
    return bytes
  }

  private func combined(_ bytes: [UInt8], _ stream: some Sequence<UInt8>) -> [UInt8] {
    zip(bytes, stream).map { $0 ^ $1 }
  }

  /// The bytes that RC4 gives for a block.
  private func keyStream(_ block: Int) -> [UInt8] {
    let number = BIFFStream.u32(block)
    let key: [UInt8]
    if scheme == .rc4 {
      let start = HashAlgorithm.md5.hash(utf16).prefix(5) + salt
      let mixed = HashAlgorithm.md5.hash(Array(repeatElement(start, count: 16).joined()))
      key = HashAlgorithm.md5.hash(mixed.prefix(5) + number)
    } else {
      let hash = HashAlgorithm.sha1.hash(HashAlgorithm.sha1.hash(salt + utf16) + number)
      key =
        scheme == .cryptoAPI40
        ? hash.prefix(5) + [UInt8](repeating: 0, count: 11) : Array(hash.prefix(16))
    }
    var state = (0...255).map { UInt8($0) }
    var j = 0
    for i in 0..<256 {
      j = (j + Int(state[i]) + Int(key[i % key.count])) % 256
      state.swapAt(i, j)
    }
    var (i, k) = (0, 0)
    return (0..<1024)
      .map { _ in
        i = (i + 1) % 256
        k = (k + Int(state[i])) % 256
        state.swapAt(i, k)
        return state[(Int(state[i]) + Int(state[k])) % 256]
      }
  }

  /// The key and the verifier of VelvetSweatshop, as every workbook with it has them.
  private var xorHead: [UInt8] {
    password == "VelvetSweatshop" ? [0x59, 0xB3, 0x0A, 0x9A] : [0x12, 0x34, 0x56, 0x78]
  }

  private var xorArray: [UInt8] {
    let text =
      Array(password.utf8) + [0xBB, 0xFF, 0xFF, 0xBA, 0xFF, 0xFF, 0xB9, 0x80, 0, 0xBE, 0x0F]
    return text.prefix(16).enumerated()
      .map { index, byte in
        let mixed = byte ^ (index % 2 == 0 ? 0x59 : 0xB3)
        return mixed << 2 | mixed >> 6
      }
  }
}
