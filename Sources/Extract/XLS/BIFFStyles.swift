/// What the styles of a binary workbook make of numbers.
struct BIFFStyles: Sendable {
  private var formats: [Int: CellFormat] = [:]
  private var styles: [Int] = []
  /// The index of the font of each style.
  private var fonts: [Int] = []

  /// Takes a `FORMAT` record; before BIFF5 its index is its place.
  mutating func addFormat(_ record: BIFFRecord, _ view: ByteView, _ text: BIFFText) {
    let start = record.body.lowerBound
    let offset: Int
    let index: Int
    switch text.version {
    case .biff2, .biff3: (index, offset) = (formats.count, start)
    case .biff4: (index, offset) = (formats.count, start + 2)
    case .biff5, .biff8: (index, offset) = (view.u16(start) ?? -1, start + 2)
    }
    let lengthBytes = text.version == .biff8 ? 2 : 1
    let code = text.name(view, at: offset, end: record.end, lengthBytes: lengthBytes) ?? []
    formats[index] = CellFormat(code: String(decoding: code, as: UTF8.self))
  }

  /// Takes an `XF` record.
  mutating func addStyle(_ record: BIFFRecord, _ view: ByteView, _ version: BIFFVersion) {
    let start = record.body.lowerBound
    let format: Int? =
      switch version {
      case .biff2: view.u8(start + 2).map { $0 & 0x3F }
      case .biff3, .biff4: view.u8(start + 1)
      case .biff5, .biff8: view.u16(start + 2)
      }
    styles.append(format ?? 0)
    let isOld = version == .biff2 || version == .biff3 || version == .biff4
    fonts.append((isOld ? nil : view.u16(start)) ?? 0)
  }

  /// The index of the font of a cell style, where it has one.
  func font(ofStyle style: Int) -> Int? {
    fonts.indices.contains(style) ? fonts[style] : nil
  }

  /// The number format of a cell style.
  func format(ofStyle style: Int) -> CellFormat {
    styles.indices.contains(style) ? format(styles[style]) : .number
  }

  /// The number format of an index.
  func format(_ index: Int) -> CellFormat {
    formats[index] ?? CellFormat(builtIn: index) ?? .number
  }
}
