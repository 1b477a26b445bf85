/// Little-endian numbers in bytes; a place outside gives nil, never a trap.
struct ByteView: Sendable {
  /// The bytes.
  let bytes: [UInt8]

  /// The number of bytes.
  var count: Int { bytes.count }

  func u8(_ offset: Int) -> Int? {
    bytes.indices.contains(offset) ? Int(bytes[offset]) : nil
  }

  func u16(_ offset: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - 2 else { return nil }
    return Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
  }

  func u32(_ offset: Int) -> Int? {
    guard let low = u16(offset), let high = u16(offset + 2) else { return nil }
    return low | high << 16
  }

  func double(_ offset: Int) -> Double? {
    guard let low = u32(offset), let high = u32(offset + 4) else { return nil }
    return Double(bitPattern: UInt64(low) | UInt64(high) << 32)
  }

  /// The bytes of a range, cut to what there is.
  func slice(_ range: Range<Int>) -> ArraySlice<UInt8> {
    bytes[range.clamped(to: 0..<bytes.count)]
  }
}
