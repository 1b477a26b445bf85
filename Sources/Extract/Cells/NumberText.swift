/// Reads the numbers of XML and text.
enum NumberText {
  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The number that all of the bytes but blanks around them spell; nil when they spell none.
  ///
  /// Exact: a mantissa below 2⁵³ and a power of ten up to 10²² divide without error (Clinger), and
  /// the rest is left to the standard library.
  static func double(_ utf8: some Sequence<UInt8>) -> Double? {
    var mantissa: UInt64 = 0
    var digits = 0
    var scale = 0
    var isNegative = false
    var afterPoint = false
    var simple = true
    for byte in utf8 {
      let digit = byte &- 48
      if digit < 10 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        digits += 1
        if afterPoint { scale += 1 }
      } else if byte == UInt8(ascii: "."), !afterPoint {
        afterPoint = true
      } else if byte == UInt8(ascii: "-"), digits == 0, !afterPoint, !isNegative {
        isNegative = true
      } else {
        simple = false
        break
      }
    }
    if simple, digits > 0, digits < 19, mantissa <= 1 << 53, scale <= 22 {
      let value = Double(mantissa) / powers[scale]
      return isNegative ? -value : value
    }
    return general(Array(utf8))
  }

  private static func general(_ bytes: [UInt8]) -> Double? {
    func isBlank(_ byte: UInt8) -> Bool {
      byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
    var trimmed = bytes[...]
    while let first = trimmed.first, isBlank(first) { trimmed.removeFirst() }
    while let last = trimmed.last, isBlank(last) { trimmed.removeLast() }
    let spells = trimmed.allSatisfy { byte in
      (48...57).contains(byte) || "+-.eE".utf8.contains(byte)
    }
    guard spells, let value = Double(String(decoding: trimmed, as: UTF8.self)), value.isFinite
    else { return nil }
    return value
  }
}
