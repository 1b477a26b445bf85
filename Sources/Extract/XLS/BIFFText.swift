internal import TextEncoding

/// The characters of a binary workbook: Unicode since BIFF8, a code page before.
struct BIFFText: Sendable {
  /// The version of the format.
  let version: BIFFVersion
  /// The encoding of byte strings.
  private(set) var encoding = TextEncoding.windows1252
  /// Whether the user said it, so that the workbook does not.
  private let isStated: Bool
  /// The number of the code page that the workbook names and nobody knows.
  private(set) var unknownPage: Int?
  /// Whether nothing says which encoding it is.
  private(set) var isGuessed: Bool

  /// The text of a workbook of a version; `stated` is the encoding that the user says, or nil.
  init(version: BIFFVersion, stated: TextEncoding?) {
    self.version = version
    isStated = stated != nil
    isGuessed = stated == nil
    if let stated { encoding = stated }
  }

  /// Takes a `CODEPAGE` record's number.
  mutating func use(codePage: Int) {
    guard !isStated else { return }
    isGuessed = false
    if let known = TextEncoding(codePage: codePage) {
      encoding = known
    } else {
      unknownPage = codePage
    }
  }

  /// The UTF-8 of bytes in the code page.
  func utf8(_ bytes: ArraySlice<UInt8>) throws(UndecodableText) -> [UInt8] {
    if bytes.allSatisfy({ $0 < 0x80 && $0 != 0 }) { return Array(bytes) }
    return Array(try encoding.text(of: Array(bytes)).utf8)
  }

  /// The name or format whose length stands at an offset; nil beyond the end.
  ///
  /// Bytes that the code page does not know still say something.
  func name(_ view: ByteView, at offset: Int, end: Int, lengthBytes: Int) -> [UInt8]? {
    if let text = try? string(view, at: offset, end: end, lengthBytes: lengthBytes) { return text }
    let bytes = view.slice((offset + lengthBytes)..<max(offset + lengthBytes, end))
    return Array(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })).utf8)
  }

  /// The text whose length stands at an offset, in `lengthBytes` bytes; nil beyond the end.
  ///
  /// - Throws: ``UndecodableText`` at bytes that the code page does not know.
  func string(
    _ view: ByteView, at offset: Int, end: Int, lengthBytes: Int
  ) throws(UndecodableText) -> [UInt8]? {
    guard let found = characters(view, at: offset, end: end, lengthBytes: lengthBytes) else {
      return nil
    }
    return try utf8(view.slice(found.bytes), width: found.width)
  }

  /// The text of an `RSTRING` record, whose characters the runs of their fonts follow; nil beyond the
  /// end.
  ///
  /// - Throws: ``UndecodableText`` at bytes that the code page does not know.
  func richString(
    _ view: ByteView, at offset: Int, end: Int, fonts: BIFFFonts
  ) throws(UndecodableText) -> [UInt8]? {
    guard let found = characters(view, at: offset, end: end, lengthBytes: 2) else { return nil }
    let isWide = version == .biff8
    let start = found.bytes.upperBound
    let count = (isWide ? view.u16(start) : view.u8(start)) ?? 0
    let first = start + (isWide ? 2 : 1)
    let runs = (0..<(fonts.areDistinct ? count : 0))
      .compactMap { index -> BIFFFonts.Run? in
        let place = first + index * (isWide ? 4 : 2)
        guard place + (isWide ? 4 : 2) <= end,
          let character = isWide ? view.u16(place) : view.u8(place),
          let font = isWide ? view.u16(place + 2) : view.u8(place + 1)
        else { return nil }
        return fonts.run(at: character, font: font)
      }
    let base = found.bytes.lowerBound
    return try BIFFFonts.text(found.bytes.count / found.width, runs: runs) {
      (range) throws(UndecodableText) in
      try utf8(
        view.slice(base + range.lowerBound * found.width..<base + range.upperBound * found.width),
        width: found.width)
    }
  }

  private func utf8(
    _ bytes: ArraySlice<UInt8>, width: Int
  ) throws(UndecodableText) -> [UInt8] {
    version == .biff8 ? Self.unicode(bytes, width: width) : try utf8(bytes)
  }

  /// Where the characters of a text stand whose length stands at an offset, and how wide each is.
  private func characters(
    _ view: ByteView, at offset: Int, end: Int, lengthBytes: Int
  ) -> (bytes: Range<Int>, width: Int)? {
    guard let length = lengthBytes == 1 ? view.u8(offset) : view.u16(offset) else { return nil }
    let start = offset + lengthBytes
    guard version == .biff8 else {
      return (start..<max(start, min(start + length, end)), 1)
    }
    guard let flags = view.u8(start) else { return nil }
    var text = start + 1
    if flags & 8 != 0 { text += 2 }
    if flags & 4 != 0 { text += 4 }
    let width = flags & 1 == 0 ? 1 : 2
    return (text..<max(text, min(text + length * width, end)), width)
  }

  /// The UTF-8 of characters of one or two bytes.
  static func unicode(_ bytes: ArraySlice<UInt8>, width: Int) -> [UInt8] {
    if width == 1 {
      if bytes.allSatisfy({ $0 < 0x80 }) { return Array(bytes) }
      return Array(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })).utf8)
    }
    let view = ByteView(bytes: Array(bytes))
    let units = (0..<(bytes.count / 2)).compactMap { view.u16($0 * 2).map(UInt16.init) }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
