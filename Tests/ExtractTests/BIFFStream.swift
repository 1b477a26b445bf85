/// Makes the records of the binary format of Excel 2 to 2003, one behind another.
struct BIFFStream {
  private(set) var bytes: [UInt8] = []

  /// Adds a record.
  mutating func add(_ type: Int, _ body: [UInt8] = []) {
    bytes += Self.u16(type) + Self.u16(body.count) + body
  }

  static func u16(_ number: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
  }

  static func u32(_ number: Int) -> [UInt8] { u16(number) + u16(number >> 16) }

  static func double(_ number: Double) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> (UInt64($0) * 8)) }
  }

  /// A text in UTF-16.
  static func utf16(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for unit in text.utf16 { bytes += u16(Int(unit)) }
    return bytes
  }

  /// A text of BIFF8 in two bytes a character, behind its length.
  static func wide(_ text: String, lengthBytes: Int = 2) -> [UInt8] {
    let units = Array(text.utf16)
    let length = lengthBytes == 1 ? [UInt8(units.count)] : u16(units.count)
    return length + [1] + units.flatMap { u16(Int($0)) }
  }

  /// A workbook of BIFF8 with one worksheet of the given cells, shared strings and styles.
  static func workbook(
    cells: [(type: Int, body: [UInt8])], strings: [String] = [], formats: [Int] = [0],
    epoch1904: Bool = false, hidden: Bool = false, raisedFonts: [Bool] = [],
    fonts: [(flags: Int, script: Int)] = [], hasEngine: Bool = false,
    richStrings: [(text: String, runs: [(start: Int, font: Int)])] = [], filePass: [UInt8] = []
  ) -> [UInt8] {
    let name = wide("户表", lengthBytes: 1)
    func globals(sheetAt offset: Int) -> [UInt8] {
      var stream = BIFFStream()
      stream.add(0x0809, u16(0x0600) + u16(0x0005) + u32(0) + u32(0) + u32(0))
      if !filePass.isEmpty { stream.add(0x002F, filePass) }
      stream.add(0x0022, u16(epoch1904 ? 1 : 0))
      for isRaised in raisedFonts {
        stream.add(
          0x0031,
          u16(220) + u16(0) + u16(0x7FFF) + u16(400) + u16(isRaised ? 1 : 0) + u32(0) + [0, 0])
      }
      for font in fonts {
        stream.add(
          0x0031,
          u16(220) + u16(font.flags) + u16(0x7FFF) + u16(400) + u16(font.script) + u32(0)
            + [0, 0])
      }
      if hasEngine { stream.add(0x01C1, u32(0x1C1) + u32(191_029)) }
      for format in formats {
        stream.add(0x00E0, u16(0) + u16(format) + [UInt8](repeating: 0, count: 16))
      }
      stream.add(0x0085, u32(offset) + [hidden ? 1 : 0, 0] + name)
      let count = strings.count + richStrings.count
      if count > 0 {
        let rich = richStrings.flatMap { string -> [UInt8] in
          let runs = string.runs.flatMap { run -> [UInt8] in u16(run.start) + u16(run.font) }
          let units = string.text.utf16.flatMap { unit -> [UInt8] in u16(Int(unit)) }
          return u16(string.text.utf16.count) + [9] + u16(string.runs.count) + units + runs
        }
        stream.add(0x00FC, u32(count) + u32(count) + strings.flatMap { wide($0) } + rich)
      }
      stream.add(0x000A)
      return stream.bytes
    }
    var sheet = BIFFStream()
    sheet.add(0x0809, u16(0x0600) + u16(0x0010) + u32(0) + u32(0) + u32(0))
    for cell in cells { sheet.add(cell.type, cell.body) }
    sheet.add(0x000A)
    return globals(sheetAt: globals(sheetAt: 0).count) + sheet.bytes
  }
}
