/// Bytes of XML under construction.
struct MarkupBuffer {
  private(set) var bytes: [UInt8] = []

  /// Adds markup as it stands.
  mutating func add(_ markup: String) {
    bytes.append(contentsOf: markup.utf8)
  }

  /// Adds text, its special characters escaped.
  mutating func add(escaped text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
      default: bytes.append(byte)
      }
    }
  }
}
