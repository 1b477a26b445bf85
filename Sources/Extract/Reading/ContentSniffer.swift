/// Tells what a file is by how it starts.
enum ContentSniffer {
  /// What the first bytes of a file announce.
  enum Content: Hashable, Sendable {
    case zip
    case spreadsheetML
    case fods
    case html
    /// A web page saved as one file, or a mail message.
    case message
    case compound
    case records
    case empty
    /// A file of another kind, by its name.
    case other(String)
    case unknown
  }

  /// What a file that starts with `head` is.
  static func sniff(_ head: [UInt8]) -> Content {
    if isBlank(head) { return .empty }
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      return .zip
    }
    if head.starts(with: CompoundFile.signature) { return .compound }
    if let name = FileSignature.name(head) { return .other(name) }
    let view = ByteView(bytes: head)
    if let first = BIFFRecord(view, at: 0), (4...16).contains(first.body.count),
      BIFFVersion(first, in: view) != nil, (view.u8(1) ?? 9) != 0 || (view.u8(3) ?? 9) == 0
    {
      return .records
    }
    let text = markup(head)
    if text.contains("urn:schemas-microsoft-com:office:spreadsheet") { return .spreadsheetML }
    if text.contains("urn:oasis:names:tc:opendocument:xmlns:office") { return .fods }
    let start = text.drop { $0.isWhitespace }
    if let name = FileSignature.name(ofText: start), !isMasked(head, name) { return .other(name) }
    if let root = MarkupRoot(start) { return content(of: start, root) }
    if WebArchive.isMessage(start) { return .message }
    return FileSignature.isMail(start) ? .other("a mail message") : .unknown
  }

  /// Whether a text only seems to be data in JSON because its first characters, or those behind its first
  /// sign, are none of ASCII: the header `{编号}`, an object in a cell below the header `属性`.
  private static func isMasked(_ head: [UInt8], _ name: String) -> Bool {
    guard name == FileSignature.json else { return false }
    var bytes = head[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      bytes = bytes.dropFirst(2)
    }
    func isBlank(_ byte: UInt8) -> Bool {
      byte == 0 || byte == 0x20 || (0x09...0x0D).contains(byte)
    }
    bytes = bytes.drop(while: isBlank)
    guard let first = bytes.first, first < 0x80 else { return true }
    return bytes.dropFirst().drop(while: isBlank).first.map { $0 >= 0x80 } ?? false
  }

  /// Whether a piece of a file has nothing but blanks and line breaks.
  static func isBlank(_ piece: [UInt8]) -> Bool {
    piece.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
  }

  /// What a text is that starts with markup.
  private static func content(of start: Substring, _ root: MarkupRoot) -> Content {
    if root.isOfPage || start.contains("<table") || start.contains("<html") { return .html }
    guard start.hasPrefix("<?xml") || !root.isOfCell && start.contains("</\(root.name)") else {
      return .unknown
    }
    return .other(
      root.name.isEmpty ? "XML of another kind" : "XML of another kind (<\(root.name)>)")
  }

  /// The ASCII of a text in UTF-8 or UTF-16, in lower case.
  private static func markup(_ head: [UInt8]) -> String {
    String(decoding: head.filter { $0 != 0 && $0 < 0x80 }, as: UTF8.self).lowercased()
  }
}
