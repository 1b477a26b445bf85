internal import SurveyModel
internal import TextEncoding
internal import XMLStream

/// A page of HTML in memory, and the tables in it.
struct HTMLPage {
  /// What was found of its encoding.
  let found: DetectedEncoding
  /// How many tables only lay out others, and were passed over.
  let layouts: Int
  /// How many tables hold data.
  var tables: Int { pieces.count }
  /// The length of the page in UTF-8.
  var count: Int { utf8.count }

  private let utf8: [UInt8]
  /// The piece of the page that each table stands in: from its start to that of the next one.
  private let pieces: [Range<Int>]
  private let source: SourceName
  private let limits: ReadingLimits

  /// Reads a page.
  ///
  /// - Parameters:
  ///   - bytes: The page.
  ///   - stated: The encoding that the user says that it is in, or nil for what is declared or found.
  ///   - declared: The name of the encoding that the wrapping of the page declares; nil for the one
  ///     that the page itself declares.
  ///   - source: The file that it is, or is in.
  ///   - limits: What it may ask.
  /// - Throws: `RunFailure` when its bytes are no text, or it is too long or nests too deep.
  init(
    _ bytes: [UInt8], stated: TextEncoding?, declared: String? = nil, source: SourceName,
    limits: ReadingLimits
  ) throws {
    self.source = source
    self.limits = limits
    let text: String
    do throws(UndecodableText) {
      (text, found) = try TextEncoding.decode(
        bytes, stated: stated, declared: declared ?? Self.charset(bytes))
    } catch {
      throw source.failure(error) { TextLine(of: $0, in: bytes, $1) }
    }
    let page = HTMLTemplates.blanked(Array(text.utf8))
    utf8 = page
    let outline = HTMLOutline()
    do {
      try HTMLStreamParser.parse(page.span, events: outline)
    } catch {
      throw source.translate(error, part: nil)
    }
    layouts = outline.layouts
    // A page is parsed once to find its tables, and each table by itself when it is read.
    let starts = outline.tables.map { Self.startOfTag(before: $0.offset, in: page) }
    pieces = zip(starts, starts.dropFirst() + [page.count]).map { $0..<max($0, $1) }
  }

  /// Reads a table as a worksheet, and gives its merged ranges; without a writer only those.
  func read(
    table index: Int, as worksheet: WorksheetInfo, _ writer: BatchWriter?
  ) throws -> [CellRange] {
    let events = HTMLTables(
      reading: worksheet, writer: writer, source: source, limits: limits)
    do {
      try HTMLStreamParser.parse(utf8.span.extracting(pieces[index]), events: events)
    } catch {
      throw source.translate(error, part: nil)
    }
    return events.mergedRanges
  }

  /// The offset of the start tag of a table that ends behind an offset.
  private static func startOfTag(before offset: Int, in page: [UInt8]) -> Int {
    let tag = Array("<table".utf8)
    var start = min(offset, page.count - tag.count)
    while start > 0 {
      let isTag = tag.indices.allSatisfy { page[start + $0] | 0x20 == tag[$0] | 0x20 }
      if isTag { return start }
      start -= 1
    }
    return 0
  }

  /// The encoding that a page declares in its head, or in its declaration of XML.
  private static func charset(_ bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(4096).map { $0 & 0x7F }, as: UTF8.self).lowercased()
    if let name = value(of: "charset", in: head[...]) { return name }
    guard let end = head.firstRange(of: "?>"), head.contains("<?xml") else { return nil }
    return value(of: "encoding", in: head[..<end.lowerBound])
  }

  /// The value of the first attribute of a name that has one.
  private static func value(of name: String, in head: Substring) -> String? {
    var rest = head
    while let found = rest.firstRange(of: name) {
      rest = rest[found.upperBound...]
      let value = rest.drop { $0.isWhitespace }
      guard value.hasPrefix("=") else { continue }
      let text = value.dropFirst().drop { $0.isWhitespace }.drop { $0 == "\"" || $0 == "'" }
        .prefix { $0.isLetter || $0.isNumber || "-_:.".contains($0) }
      if !text.isEmpty { return String(text) }
    }
    return nil
  }
}
