internal import SurveyModel

/// Reads shared strings from the bytes of their part, as spreadsheet programs usually write them.
///
/// Rich text and phonetic runs are left to the parser.
@safe struct SharedStringScanner: PartScanner {
  let opening = Array("<sst".utf8)
  let itemEnd = Array("</si>".utf8)

  private let events: SharedStringEvents
  private let limits: ReadingLimits
  private var text = ScannedText()
  /// What follows the text of most items.
  private var tail = RepeatedTail()
  /// The texts of one scan, with room to write past the last one.
  private var texts: [UInt8] = []
  private var ends: [Int] = []
  private static let slack = 32

  init(_ events: SharedStringEvents, limits: ReadingLimits) {
    self.events = events
    self.limits = limits
  }

  var isReady: Bool { events.isInTable }

  mutating func yield() throws {}

  mutating func scan(_ bytes: [UInt8], _ range: Range<Int>) throws -> PartScan {
    tail.forget()
    var ends = self.ends
    self.ends = []
    ends.removeAll(keepingCapacity: true)
    // No text is longer than its markup.
    var texts = self.texts
    self.texts = []
    if texts.count < range.count + Self.slack {
      texts = [UInt8](repeating: 0, count: range.count + Self.slack)
    }
    let outcome = unsafe bytes.withUnsafeBufferPointer { buffer -> PartScan in
      unsafe texts.withUnsafeMutableBufferPointer { texts -> PartScan in
        guard let base = buffer.baseAddress, var target = texts.baseAddress else {
          return .all(range.upperBound)
        }
        var p = unsafe base + range.lowerBound
        let end = unsafe base + range.upperBound
        let first = unsafe target
        while true {
          while unsafe p < end, unsafe isBlank(p[0]) { unsafe p += 1 }
          guard unsafe p < end else { return .all(unsafe p - base) }
          guard let next = unsafe scanItem(p, end, &target) else {
            return .unusual(unsafe p - base)
          }
          unsafe p = next
          unsafe ends.append(target - first)
        }
      }
    }
    events.table.append(utf8: texts, ends: ends)
    self.texts = texts
    self.ends = ends
    try events.check()
    return outcome
  }

  /// Scans an item and writes its text to `target`, which then is the place behind it.
  @inline(__always) private mutating func scanItem(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>,
    _ target: inout UnsafeMutablePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    if unsafe load64(start) & 0xFF_FFFF_FFFF_FFFF == 0x3E_743C_3E69_733C,  // "<si><t>"
      let close = unsafe ScannedText.plainEnd(start + 7, end),
      unsafe tail.stands(at: close, before: end)
    {
      let length = unsafe close - (start + 7)
      guard length <= limits.textBytes else { return nil }
      if length <= Self.slack {
        // The input is padded by more than this, and the next text goes over what is too much.
        let bytes = unsafe UnsafeRawPointer(start + 7).loadUnaligned(as: SIMD32<UInt8>.self)
        unsafe UnsafeMutableRawPointer(target).storeBytes(of: bytes, as: SIMD32<UInt8>.self)
      } else {
        unsafe target.update(from: start + 7, count: length)
      }
      unsafe target += length
      return unsafe close + tail.count
    }
    return unsafe scanUncommonItem(start, end, &target)
  }

  /// Scans `<si><t>…</t></si>`, and what Chinese and Japanese Excel put behind the text.
  private mutating func scanUncommonItem(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>,
    _ target: inout UnsafeMutablePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    guard unsafe load32(start) == 0x3E69_733C, var p = unsafe text.scanElement(start + 4, end)
    else { return nil }
    let behindText = unsafe p
    if unsafe load64(p) == 0x6974_656E_6F68_703C {  // "<phoneti"
      guard unsafe p[8] == 0x63, unsafe p[9] == 0x50, unsafe p[10] == 0x72 else { return nil }
      unsafe p += 11
      var seen = ScannedAttributeNames()
      while unsafe p[0] == 0x20 {
        guard let attribute = unsafe ScannedAttribute(p + 1, end), seen.insert(attribute) else {
          return nil
        }
        unsafe p = attribute.end
        guard unsafe p < end else { return nil }
      }
      guard unsafe p[0] == 0x2F, unsafe p[1] == 0x3E else { return nil }
      unsafe p += 2
    }
    guard unsafe load32(p) == 0x6973_2F3C, unsafe p[4] == 0x3E,
      text.bytes.count <= limits.textBytes
    else { return nil }
    unsafe p += 5
    let close = unsafe behindText - 4
    if unsafe load32(close) == 0x3E74_2F3C { unsafe tail.remember(from: close, to: p) }  // "</t>"
    unsafe text.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      unsafe target.update(from: base, count: bytes.count)
    }
    unsafe target += text.bytes.count
    return unsafe p
  }
}
