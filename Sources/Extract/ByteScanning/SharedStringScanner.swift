internal import SurveyModel

/// Reads shared strings from the bytes of their part, as spreadsheet programs usually write them.
///
/// Rich text and phonetic runs are left to the parser.
@safe struct SharedStringScanner: PartScanner {
  let opening = Array("<sst".utf8)
  let itemEnd = Array("</si>".utf8)

  private let events: SharedStringEvents
  private let limits: ReadingLimits
  private let text = ScannedText()

  init(_ events: SharedStringEvents, limits: ReadingLimits) {
    self.events = events
    self.limits = limits
  }

  var isReady: Bool { events.isInTable }

  mutating func yield() throws {}

  mutating func scan(_ bytes: [UInt8], _ range: Range<Int>) throws -> PartScan {
    let outcome = unsafe bytes.withUnsafeBufferPointer { buffer -> PartScan in
      guard let base = buffer.baseAddress else { return .all(range.upperBound) }
      var p = unsafe base + range.lowerBound
      let end = unsafe base + range.upperBound
      while true {
        while unsafe p < end, unsafe isBlank(p[0]) { unsafe p += 1 }
        guard unsafe p < end else { return .all(unsafe p - base) }
        guard let next = unsafe scanItem(p, end) else { return .unusual(unsafe p - base) }
        unsafe p = next
      }
    }
    try events.check()
    return outcome
  }

  /// Scans `<si><t>…</t></si>`, and what Chinese and Japanese Excel put behind the text.
  private func scanItem(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    guard unsafe load32(start) == 0x3E69_733C, var p = unsafe text.scanElement(start + 4, end)
    else { return nil }
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
    events.table.append(utf8: text.bytes)
    return unsafe p + 5
  }
}
