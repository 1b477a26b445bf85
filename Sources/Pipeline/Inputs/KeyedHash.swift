import Crypto

/// HMAC-SHA-256 (RFC 2104) of many short values under one key.
///
/// The library's own takes a third longer for values as short as these; what computes stays the library's
/// SHA-256, and a test holds one against the other.
struct KeyedHash: Sendable {
  /// The inner and the outer hash, the key taken in: a copy of each starts a code.
  private let inner: SHA256
  private let outer: SHA256

  init(key: [UInt8]) {
    var bytes = key
    if bytes.count > SHA256.blockByteCount { bytes = Array(SHA256.hash(data: bytes)) }
    bytes += Array(repeating: 0, count: SHA256.blockByteCount - bytes.count)
    func started(_ pad: UInt8) -> SHA256 {
      var hash = SHA256()
      hash.update(data: bytes.map { $0 ^ pad })
      return hash
    }
    inner = started(0x36)
    outer = started(0x5C)
  }

  /// The 32 bytes of a value's code.
  func of(_ value: [UInt8]) -> [UInt8] {
    var hash = inner
    hash.update(data: value)
    var code = outer
    code.update(data: Array(hash.finalize()))
    return Array(code.finalize())
  }
}
