internal import TextEncoding

/// The two-byte characters of GBK, both ways.
///
/// Made once a process. User-defined pairs count as unassigned: programs that convert scraped text
/// drop them.
package struct GBKTable: Sendable {
  /// The table, or why there is none.
  package static let shared = try? GBKTable()

  /// Scalars by pair of bytes; 0 where the pair is unassigned.
  private let scalars: [UInt16]
  /// Pairs of bytes by scalar; 0 where GBK lacks the scalar.
  private let pairs: [UInt16]

  private init() throws(UndecodableText) {
    let leads: ClosedRange<UInt16> = 0x81...0xFE
    let trails = Array(0x40...0x7E) + Array(0x80...0xFE) as [UInt16]
    var decoder = try StreamDecoder(encoding: .gb18030)
    var bytes: [UInt8] = []
    for lead in leads {
      for trail in trails { bytes += [UInt8(lead), UInt8(trail), 0x0A] }
    }
    let lines = String(
      decoding: try decoder.utf8(of: bytes[...], position: .last), as: UTF8.self)
    var scalars = [UInt16](repeating: 0, count: 0x10000)
    var pairs = scalars
    var index = 0
    for line in lines.unicodeScalars.split(separator: "\n") {
      let lead = leads.lowerBound + UInt16(index / trails.count)
      let trail = trails[index % trails.count]
      index += 1
      guard let scalar = line.first, line.count == 1, let value = UInt16(exactly: scalar.value),
        !(0xE000...0xF8FF).contains(value), lead < 0xFE || trail < 0x50
      else { continue }
      scalars[Int(lead << 8 | trail)] = value
      pairs[Int(value)] = lead << 8 | trail
    }
    self.scalars = scalars
    self.pairs = pairs
  }

  /// The two bytes of a character; nil when GBK lacks it or writes it in one byte.
  package func bytes(of scalar: Unicode.Scalar) -> (lead: UInt8, trail: UInt8)? {
    guard scalar.value < 0x10000 else { return nil }
    let pair = pairs[Int(scalar.value)]
    return pair == 0 ? nil : (UInt8(pair >> 8), UInt8(pair & 0xFF))
  }

  /// The character of two bytes; nil when the pair is unassigned.
  package func scalar(lead: UInt8, trail: UInt8) -> Unicode.Scalar? {
    let value = scalars[Int(lead) << 8 | Int(trail)]
    return value == 0 ? nil : Unicode.Scalar(value)
  }

  /// Every character with a lead byte, in the order of the trail bytes.
  package func scalars(lead: UInt8) -> [Unicode.Scalar] {
    (0x40...0xFE).compactMap { scalar(lead: lead, trail: $0) }
  }

  /// Every character with a trail byte, in the order of the lead bytes.
  package func scalars(trail: UInt8) -> [Unicode.Scalar] {
    (0x81...0xFE).compactMap { scalar(lead: $0, trail: trail) }
  }

  /// Whether a Simplified character is of the 3755 that GB 2312 lists as common.
  package func isCommon(_ simplified: Unicode.Scalar) -> Bool {
    guard let bytes = bytes(of: simplified) else { return false }
    return (0xB0...0xD7).contains(bytes.lead) && bytes.trail >= 0xA1
  }
}
