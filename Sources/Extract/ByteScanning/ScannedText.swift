/// Takes characters out of markup: references are decoded, and anything that XML forbids or that
/// needs more thought is left to the parser.
@safe struct ScannedText {
  /// The UTF-8 of the text that was scanned last.
  private(set) var bytes: [UInt8] = []
  private var hasUnderscore = false

  /// Scans characters up to the next tag.
  ///
  /// - Returns: The place of the tag, or nil when the characters are unusual.
  mutating func scan(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    bytes.removeAll(keepingCapacity: true)
    hasUnderscore = false
    var p = unsafe start
    var run = unsafe start
    while unsafe p < end {
      let byte = unsafe p[0]
      if byte == 0x3C { break }
      if byte >= 0x80 {
        let length = unsafe Self.character(p)
        guard length > 0 else { return nil }
        unsafe p += length
        continue
      }
      switch byte {
      case 0x26:
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: run, count: p - run))
        guard let next = unsafe reference(p, end) else { return nil }
        unsafe p = next
        unsafe run = next
        continue
      case 0x5F: hasUnderscore = true
      case 0x5D: if unsafe p[1] == 0x5D { return nil }
      case 0x00...0x08, 0x0B...0x1F: return nil
      default: break
      }
      unsafe p += 1
    }
    guard unsafe p < end else { return nil }
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: run, count: p - run))
    return unsafe p
  }

  /// Replaces `_x000D_` and its like.
  mutating func decode() {
    if hasUnderscore { EscapedText.decode(&bytes) }
  }

  /// Scans `<t>…</t>`, with or without `xml:space`; nil when it is anything else.
  mutating func scanElement(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    guard unsafe load32(start) & 0xFFFF == 0x743C else { return nil }  // "<t"
    var p = unsafe start + 2
    if unsafe p[0] == 0x20 {
      guard let attribute = unsafe ScannedAttribute(p + 1, end), attribute.isNamed("xml:space"),
        unsafe attribute.valueLength == 8 && load64(attribute.value) == 0x6576_7265_7365_7270
      else { return nil }
      unsafe p = attribute.end
    }
    if unsafe p[0] == 0x2F, unsafe p[1] == 0x3E {
      bytes.removeAll(keepingCapacity: true)
      return unsafe p + 2
    }
    guard unsafe p[0] == 0x3E, let tag = unsafe scan(p + 1, end),
      unsafe load32(tag) == 0x3E74_2F3C
    else { return nil }
    decode()
    return unsafe tag + 4
  }

  /// Scans `<is><t>…</t></is>`; nil when it is anything else.
  mutating func scanInline(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    guard unsafe load32(start) == 0x3E73_693C, let p = unsafe scanElement(start + 4, end),
      unsafe load32(p) == 0x7369_2F3C, unsafe p[4] == 0x3E
    else { return nil }
    return unsafe p + 5
  }

  /// Decodes the reference at a place and gives the place behind it; nil when XML knows none such.
  private mutating func reference(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    var p = unsafe start + 1
    while unsafe p < end, unsafe p[0] != 0x3B {
      guard unsafe p - start < 10 else { return nil }
      unsafe p += 1
    }
    guard unsafe p < end else { return nil }
    let name = unsafe String(
      decoding: UnsafeBufferPointer(start: start + 1, count: p - start - 1), as: UTF8.self)
    switch name {
    case "amp": bytes.append(0x26)
    case "lt": bytes.append(0x3C)
    case "gt": bytes.append(0x3E)
    case "quot": bytes.append(0x22)
    case "apos": bytes.append(0x27)
    default:
      guard name.hasPrefix("#") else { return nil }
      let digits = name.dropFirst()
      let isHexadecimal = digits.hasPrefix("x")
      let number = isHexadecimal ? digits.dropFirst() : digits
      guard number.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }),
        let code = UInt32(number, radix: isHexadecimal ? 16 : 10),
        code >= 0x20 || code == 9 || code == 10 || code == 13, code & ~1 != 0xFFFE,
        let scalar = Unicode.Scalar(code)
      else { return nil }
      bytes.append(contentsOf: String(scalar).utf8)
    }
    return unsafe p + 1
  }

  /// The end of characters that stand for themselves: valid, without references, escapes and `]]`.
  ///
  /// - Returns: The place of the tag behind them, or nil when they are to be scanned one by one.
  @inline(__always) static func plainEnd(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    var p = unsafe start
    while unsafe p < end {
      let byte = unsafe p[0]
      if byte >= 0x80 {
        let length = unsafe character(p)
        guard length > 0 else { return nil }
        unsafe p += length
      } else if byte == 0x3C {
        return unsafe p
      } else {
        guard byte >= 0x20 || byte == 0x09 || byte == 0x0A, byte != 0x26, byte != 0x5F, byte != 0x5D
        else { return nil }
        unsafe p += 1
      }
    }
    return nil
  }

  /// The length of the character of several bytes at a place; 0 when it is no valid UTF-8 or none
  /// that XML allows (Unicode 15.0, table 3-7).
  @inline(__always) private static func character(_ p: UnsafePointer<UInt8>) -> Int {
    let first = unsafe p[0]
    // Nearly all Chinese characters: three bytes, of which the first rules nothing out.
    if first &- 0xE1 < 0x0C, unsafe load32(p) & 0xC0_C000 == 0x80_8000 { return 3 }
    let second = unsafe p[1]
    switch first {
    case 0xC2...0xDF:
      return second & 0xC0 == 0x80 ? 2 : 0
    case 0xE0...0xEF:
      let third = unsafe p[2]
      guard second & 0xC0 == 0x80, third & 0xC0 == 0x80 else { return 0 }
      if first == 0xE0 && second < 0xA0 || first == 0xED && second > 0x9F { return 0 }
      return first == 0xEF && second == 0xBF && third >= 0xBE ? 0 : 3
    case 0xF0...0xF4:
      guard second & 0xC0 == 0x80, unsafe p[2] & 0xC0 == 0x80, unsafe p[3] & 0xC0 == 0x80 else {
        return 0
      }
      return first == 0xF0 && second < 0x90 || first == 0xF4 && second > 0x8F ? 0 : 4
    default: return 0
    }
  }
}
