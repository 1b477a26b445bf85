/// A character encoding, and the reading of bytes in it.
package struct TextEncoding: Hashable, Sendable {
  /// The name that the encoding standard gives it, or that the system knows it by, in lower case.
  package let name: String
  /// The name of the system's table.
  let table: String

  init(_ name: String, table: String) {
    self.name = name
    self.table = table
  }

  /// UTF-8.
  package static let utf8 = Self("utf-8", table: "UTF-8")
  /// UTF-16, least significant byte first.
  package static let utf16LittleEndian = Self("utf-16le", table: "UTF-16LE")
  /// UTF-16, most significant byte first.
  package static let utf16BigEndian = Self("utf-16be", table: "UTF-16BE")
  /// GB18030, which contains GBK and GB2312.
  package static let gb18030 = Self("gb18030", table: "GB18030")
  /// Big5 with the Hong Kong supplement.
  package static let big5 = Self("big5", table: "BIG5-HKSCS")
  /// Windows-1252, which contains the printable part of Latin-1.
  package static let windows1252 = Self("windows-1252", table: "CP1252")

  /// Whether two bytes of it make a character, so that a line break is two bytes, too.
  package var isWide: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

  /// Whether it is written in pairs of bytes beside ASCII, as the older encodings of East Asia are.
  var isPaired: Bool {
    ["GB18030", "BIG5-HKSCS", "CP932", "EUC-JP-MS", "UHC", "JOHAB"].contains(table)
  }

  /// The text of bytes in any encoding.
  ///
  /// A byte order mark decides, then UTF-8 that is whole, then `declared` when the bytes are valid
  /// in it, then what the characters look like. The mark stays in the text as U+FEFF, so that
  /// positions in the text are positions in the file.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - stated: The encoding that the user says that it is in, or nil; only a mark of UTF-8 says more.
  ///   - declared: The encoding that the file names, or nil.
  /// - Returns: The text, and its encoding.
  /// - Throws: ``UndecodableText`` when the bytes are no text in any encoding, or in several.
  package static func decode(
    _ bytes: [UInt8], stated: Self? = nil, declared: String? = nil
  ) throws(UndecodableText)
    -> (text: String, found: DetectedEncoding)
  {
    let found = try detected(in: bytes, stated: stated, declared: declared)
    return (try found.encoding.textOfOneEncoding(bytes), found)
  }

  /// The text of bytes all of whose lines are in this encoding.
  ///
  /// - Throws: ``UndecodableText`` also at a line that is in UTF-8.
  private func textOfOneEncoding(_ bytes: [UInt8]) throws(UndecodableText) -> String {
    let text = try text(of: bytes)
    var lines = MixedLines(in: self)
    lines?.look(through: bytes[...], position: .last)
    try lines?.check()
    return text
  }

  private static let chunk = 1 << 20

  /// The text of bytes in this encoding.
  ///
  /// - Throws: ``UndecodableText`` at the first bytes that the encoding does not know.
  package func text(of bytes: [UInt8]) throws(UndecodableText) -> String {
    if self == .utf8, let text = String(validating: bytes, as: UTF8.self) { return text }
    // In chunks, since a decoder makes room for the longest text that each could become.
    var decoder = try StreamDecoder(encoding: self)
    var utf8: [UInt8] = []
    var start = 0
    repeat {
      let end = min(bytes.count, start + Self.chunk)
      utf8 += try decoder.utf8(
        of: bytes[start..<end], position: end == bytes.count ? .last : .middle)
      start = end
    } while start < bytes.count
    return String(decoding: utf8, as: UTF8.self)
  }
}
