internal import SurveyModel

/// Reads the shared strings of a BIFF8 workbook, whose record goes on in `CONTINUE` records.
struct BIFFStrings {
  private let view: ByteView
  private let segments: [Range<Int>]
  private let fonts: BIFFFonts
  private var segment = 0
  private var position: Int

  /// Reads the table whose `SST` record is followed by others at their offsets.
  static func read(_ view: ByteView, _ record: BIFFRecord, _ fonts: BIFFFonts) -> TextTable {
    var segments = [record.body]
    var next = record.end
    while let more = BIFFRecord(view, at: next), more.type == BIFFRecord.continue {
      segments.append(more.body)
      next = more.end
    }
    var reader = Self(view: view, segments: segments, fonts: fonts)
    return reader.table()
  }

  private init(view: ByteView, segments: [Range<Int>], fonts: BIFFFonts) {
    self.view = view
    self.fonts = fonts
    self.segments = segments
    position = segments[0].lowerBound
  }

  private mutating func table() -> TextTable {
    var table = TextTable()
    guard number(4) != nil, let count = number(4) else { return table }
    while table.count < count, let text = text() { table.append(utf8: text) }
    return table
  }

  private mutating func text() -> [UInt8]? {
    guard let length = number(2), let flags = number(1) else { return nil }
    var runs = 0
    var phonetic = 0
    if flags & 8 != 0 { runs = number(2) ?? 0 }
    if flags & 4 != 0 { phonetic = number(4) ?? 0 }
    var units: [UInt16] = []
    units.reserveCapacity(min(length, 1 << 15))
    var width = flags & 1 == 0 ? 1 : 2
    while units.count < length {
      if position >= segments[segment].upperBound {
        // The characters go on in the next record, which says anew how wide they are.
        guard advance(), let again = number(1) else { break }
        width = again & 1 == 0 ? 1 : 2
      }
      guard let unit = number(width) else { break }
      units.append(UInt16(truncatingIfNeeded: unit))
    }
    guard runs > 0, fonts.areDistinct else {
      skip(runs * 4 + phonetic)
      return Array(String(decoding: units, as: UTF16.self).utf8)
    }
    var fontRuns: [BIFFFonts.Run] = []
    while fontRuns.count < runs, let start = number(2), let font = number(2) {
      fontRuns.append(fonts.run(at: start, font: font))
    }
    skip(phonetic)
    return BIFFFonts.text(units.count, runs: fontRuns) {
      Array(String(decoding: units[$0], as: UTF16.self).utf8)
    }
  }

  private mutating func advance() -> Bool {
    guard segment + 1 < segments.count else { return false }
    segment += 1
    position = segments[segment].lowerBound
    return true
  }

  private mutating func number(_ bytes: Int) -> Int? {
    var number = 0
    for index in 0..<bytes {
      while position >= segments[segment].upperBound {
        guard advance() else { return nil }
      }
      guard let byte = view.u8(position) else { return nil }
      number |= byte << (8 * index)
      position += 1
    }
    return number
  }

  private mutating func skip(_ count: Int) {
    var count = count
    while count > 0 {
      let here = min(count, segments[segment].upperBound - position)
      position += here
      count -= here
      if count > 0, !advance() { return }
    }
  }
}
