internal import SurveyModel
internal import XMLStream
internal import ZipArchive

/// A long XML document whose worksheets are read one at a time.
struct XMLDocument {
  /// Opens the document from its start.
  let open: () throws -> any ByteSource
  /// The names that its readers know.
  let vocabulary: XMLVocabulary
  /// The file, for failures.
  let source: SourceName
  /// The part of the file, where it has parts.
  let part: String?

  /// The document in a member of an archive.
  init(
    _ entry: ZipEntry, of archive: ZipArchive, vocabulary: XMLVocabulary, source: SourceName
  ) {
    open = { try archive.open(entry) }
    self.vocabulary = vocabulary
    self.source = source
    part = entry.name
  }

  /// The document that is a file of its own.
  init(path: String, vocabulary: XMLVocabulary, source: SourceName) {
    open = { try FileStream(path: path) }
    self.vocabulary = vocabulary
    self.source = source
    part = nil
  }

  /// Parses the whole document, or until nothing more matters.
  func parse(
    _ events: any XMLEvents, progress: ((_ done: Int, _ total: Int) -> Void)? = nil,
    until isDone: () -> Bool = { false }
  ) throws {
    try parse(events, head: [], range: 0..<Int.max, by: DocumentCursor(self), progress, isDone)
  }

  /// Parses the start of the document and one worksheet, as if there was nothing between them.
  func parse(
    _ events: any XMLEvents, worksheet index: Int, of outline: MarkupOutline,
    by cursor: DocumentCursor, progress: ((_ done: Int, _ total: Int) -> Void)? = nil,
    until isDone: () -> Bool
  ) throws {
    try parse(
      events, head: outline.skeleton[..<outline.head], range: outline.sheets[index].bytes,
      by: cursor, progress, isDone)
  }

  private func parse(
    _ events: any XMLEvents, head: ArraySlice<UInt8>, range: Range<Int>,
    by cursor: DocumentCursor, _ progress: ((_ done: Int, _ total: Int) -> Void)?,
    _ isDone: () -> Bool
  ) throws {
    do {
      let parser = XMLStreamParser(vocabulary, events: events)
      try feed(head.span, to: parser, isStart: true)
      var isStart = head.isEmpty
      try cursor.read(range, progress: progress) { bytes in
        try feed(bytes, to: parser, isStart: isStart)
        isStart = false
        return isDone()
      }
      if !isDone() { try parser.finish() }
    } catch {
      throw source.translate(error, part: part)
    }
  }

  private func feed(_ bytes: Span<UInt8>, to parser: XMLStreamParser, isStart: Bool) throws {
    let lead = isStart && part == nil ? Self.lead(of: bytes) : 0
    try parser.feed(bytes.extracting(lead..<bytes.count))
  }

  /// The length of the blank lines and the byte order mark that web pages put before a declaration
  /// of XML, which allows nothing there (XML 1.0, production 22); 0 where no declaration follows.
  private static func lead(of bytes: Span<UInt8>) -> Int {
    func stands(_ word: StaticString, at index: Int) -> Bool {
      let word = Array(word.description.utf8)
      return index + word.count <= bytes.count
        && word.indices.allSatisfy { bytes[index + $0] == word[$0] }
    }
    var index = 0
    while index < bytes.count {
      if stands("\u{FEFF}", at: index) {
        index += 3
      } else if isBlank(bytes[index]) {
        index += 1
      } else {
        return stands("<?xml ", at: index) ? index : 0
      }
    }
    return 0
  }

  /// Where the worksheets of the document stand; nil when that needs a parser.
  func outline(_ tags: MarkupOutline.Tags) throws -> MarkupOutline? {
    do {
      return try MarkupOutline(of: try open(), tags)
    } catch {
      throw source.translate(error, part: part)
    }
  }

  /// Where the worksheets of a parsed document stand, if they are so many that an outline is worth its
  /// while; nil also when it does not find as many as the parser.
  func outline(
    of worksheets: [WorksheetInfo], _ tags: MarkupOutline.Tags
  ) throws -> MarkupOutline? {
    guard worksheets.count >= MarkupOutline.worthwhileSheets, let outline = try outline(tags),
      outline.sheets.count == worksheets.count
    else { return nil }
    return outline
  }

  /// Refuses a document of which too much would be parsed again for each of its worksheets: what
  /// stands before the first one, or, without an outline, all of it.
  func checkRereading(
    _ worksheets: [WorksheetInfo], size: Int, _ outline: MarkupOutline?, _ limits: ReadingLimits
  ) throws(RunFailure) {
    let again = outline?.head ?? size
    let (bytes, overflow) = again.multipliedReportingOverflow(by: worksheets.count)
    guard worksheets.count > 64, overflow || bytes > limits.rereadBytes else { return }
    throw source.limit(
      "expected worksheets that can be read one by one, found \(worksheets.count) of which each needs \(again) bytes read again"
    )
  }

  /// Parses bytes as the start of a document that breaks off.
  func parse(start bytes: [UInt8], _ events: any XMLEvents) throws {
    do {
      let parser = XMLStreamParser(vocabulary, events: events)
      try parser.feed(bytes.span)
    } catch {
      throw source.translate(error, part: part)
    }
  }
}
