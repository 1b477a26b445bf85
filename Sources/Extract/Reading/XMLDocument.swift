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
    try parse(events, ranges: [0..<Int.max], progress: progress, until: isDone)
  }

  /// Parses ranges of the document, one behind the other, as if there was nothing between them.
  func parse(
    _ events: any XMLEvents, ranges: [Range<Int>],
    progress: ((_ done: Int, _ total: Int) -> Void)? = nil, until isDone: () -> Bool
  ) throws {
    do {
      let bytes = try open()
      let parser = XMLStreamParser(vocabulary, events: events)
      var buffer = [UInt8](repeating: 0, count: 1 << 17)
      var position = 0
      while true {
        let count = try bytes.read(into: &buffer, from: 0)
        if count == 0 { break }
        for range in ranges {
          let wanted = range.clamped(to: position..<(position + count))
          guard !wanted.isEmpty else { continue }
          let chunk = (wanted.lowerBound - position)..<(wanted.upperBound - position)
          let lead = part == nil && wanted.lowerBound == 0 ? Self.lead(of: buffer[chunk]) : 0
          try parser.feed(buffer.span.extracting(chunk.dropFirst(lead)))
          if isDone() { return }
        }
        position += count
        if let progress { progress(bytes.progress.done, bytes.progress.total) }
      }
      try parser.finish()
    } catch {
      throw source.translate(error, part: part)
    }
  }

  /// The length of the blank lines and the byte order mark that web pages put before a declaration
  /// of XML, which allows nothing there (XML 1.0, production 22); 0 where no declaration follows.
  private static func lead(of start: ArraySlice<UInt8>) -> Int {
    var index = start.startIndex
    while index < start.endIndex {
      let rest = start[index...]
      if rest.starts(with: [0xEF, 0xBB, 0xBF]) {
        index += 3
      } else if [0x20, 0x09, 0x0A, 0x0D].contains(start[index]) {
        index += 1
      } else {
        return rest.starts(with: "<?xml ".utf8) ? index - start.startIndex : 0
      }
    }
    return 0
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
