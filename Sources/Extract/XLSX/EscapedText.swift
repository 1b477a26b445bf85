/// The escapes of characters that XML cannot hold (`_x000D_`; ECMA-376 part 1, 22.9.2.19).
enum EscapedText {
  /// Replaces every escape in a text by its character.
  static func decode(_ text: inout [UInt8]) {
    guard text.count >= 7, text.contains(UInt8(ascii: "_")) else { return }
    var decoded: [UInt8] = []
    var index = 0
    while index < text.count {
      guard let unit = unit(text, at: index) else {
        decoded.append(text[index])
        index += 1
        continue
      }
      index += 7
      var scalar = Unicode.Scalar(unit)
      if UTF16.isLeadSurrogate(unit), let low = Self.unit(text, at: index),
        UTF16.isTrailSurrogate(low)
      {
        index += 7
        scalar = Unicode.Scalar(
          0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
      }
      decoded.append(contentsOf: String(scalar ?? "\u{FFFD}").utf8)
    }
    text = decoded
  }

  private static func unit(_ text: [UInt8], at index: Int) -> UInt16? {
    guard index + 7 <= text.count, text[index] == UInt8(ascii: "_"),
      text[index + 1] == UInt8(ascii: "x"), text[index + 6] == UInt8(ascii: "_")
    else { return nil }
    var unit: UInt16 = 0
    for byte in text[(index + 2)..<(index + 6)] {
      switch byte {
      case 48...57: unit = unit << 4 | UInt16(byte - 48)
      case 65...70: unit = unit << 4 | UInt16(byte - 55)
      case 97...102: unit = unit << 4 | UInt16(byte - 87)
      default: return nil
      }
    }
    return unit
  }
}
