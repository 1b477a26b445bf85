/// A character encoding that offices use, and the reading of bytes in it.
package enum TextEncoding: String, Hashable, Sendable, CaseIterable {
  /// UTF-8.
  case utf8 = "utf-8"
  /// UTF-16, least significant byte first.
  case utf16LittleEndian = "utf-16le"
  /// UTF-16, most significant byte first.
  case utf16BigEndian = "utf-16be"
  /// GB18030, which contains GBK and GB2312.
  case gb18030 = "gb18030"
  /// Big5 with the Hong Kong supplement.
  case big5 = "big5"
  /// Windows-1252, which contains the printable part of Latin-1.
  case windows1252 = "windows-1252"

  /// Reads an encoding's name as files and people write it, such as `GBK`; nil for others.
  package init?(name: String) {
    switch name.lowercased().filter({ $0.isLetter || $0.isNumber }) {
    case "utf8", "ascii", "usascii": self = .utf8
    case "utf16", "utf16le", "ucs2", "unicode": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "gb18030", "gbk", "gb2312", "cp936", "gb", "hzgb2312", "euccn", "xgbk": self = .gb18030
    case "big5", "big5hkscs", "cp950", "big5eten": self = .big5
    case "windows1252", "cp1252", "latin1", "iso88591": self = .windows1252
    default: return nil
    }
  }

  /// The text of bytes in any of the encodings.
  ///
  /// A byte order mark decides, then UTF-8 that is whole, then `declared` when the bytes are valid
  /// in it, then what the characters look like. The mark stays in the text as U+FEFF, so that
  /// positions in the text are positions in the file.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - declared: The encoding that the file or the user names, or nil.
  /// - Returns: The text, and the encoding by its usual name.
  /// - Throws: ``UndecodableText`` when the bytes are no text in any encoding.
  package static func decode(
    _ bytes: [UInt8], declared: String? = nil
  ) throws(UndecodableText)
    -> (text: String, encoding: String)
  {
    let encoding = try detected(in: bytes, declared: declared.flatMap(Self.init(name:)))
    return (try encoding.text(of: bytes), encoding.rawValue)
  }

  private static let chunk = 1 << 20

  /// The text of bytes in this encoding.
  ///
  /// - Throws: ``UndecodableText`` at the first bytes that the encoding does not know.
  package func text(of bytes: [UInt8]) throws(UndecodableText) -> String {
    switch self {
    case .utf8:
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw UndecodableText(encoding: rawValue, offset: nil)
      }
      return text
    default:
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
}
