internal import SurveyModel
internal import XMLStream
internal import ZipArchive

/// The paragraphs and table rows of a DOCX document (ECMA-376 part 1, clause 17).
///
/// A document has no characters that a person could count, so positions are those of its text,
/// one line a paragraph, as `millet repair` prints it.
struct WordDocument {
  /// The most bytes of markup for each byte that a report's text may have.
  private static let markupShare = 16
  private static let main = "word/document.xml"
  private static let names = XMLVocabulary(
    groups: [
      [
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
      ]
    ],
    names: ["p", "t", "tab", "br", "tc", "tr", "delText", "instrText"].map { .init(0, $0) })

  private var scalars: [Unicode.Scalar] = []
  private var starts: [(start: Int, kind: ReportDocument.Paragraph.Kind)] = []
  private var isText = false
  private var rows = 0
  private var begin = 0

  /// Reads a document; nil when the archive holds none.
  static func read(
    _ archive: ZipArchive, source: SourceName, limits: ReadingLimits
  ) throws -> ReportDocument? {
    guard let entry = archive.entry(named: main) else { return nil }
    let events = ClosureEvents()
    var document = WordDocument()
    events.onStart = { tag in document.start(tag.name) }
    events.onEnd = { name in document.end(name) }
    events.onText = { text in
      if document.isText { document.scalars.append(contentsOf: text.unicodeScalars) }
    }
    do {
      let member = try archive.open(entry)
      let parser = XMLStreamParser(names, events: events)
      var buffer = [UInt8](repeating: 0, count: 1 << 17)
      while true {
        let count = try member.read(into: &buffer, from: 0)
        if count == 0 { break }
        try parser.feed(buffer.span.extracting(0..<count))
        guard document.scalars.count <= limits.reportBytes,
          member.position / markupShare <= limits.reportBytes
        else { throw source.tooLong(limits) }
      }
      try parser.finish()
    } catch {
      throw source.translate(error, part: main)
    }
    return document.finished(source.name)
  }

  private mutating func start(_ name: Int) {
    switch name {
    case 1: isText = true
    case 2: scalars.append("\t")
    case 3: if rows == 0 { breakParagraph(.text) }
    case 5:
      if rows == 0 { breakParagraph(.text) }
      rows += 1
    default: break
    }
  }

  private mutating func end(_ name: Int) {
    switch name {
    case 0: if rows == 0 { breakParagraph(.text) }
    case 1: isText = false
    case 4: scalars.append("\t")
    case 5:
      rows -= 1
      if rows == 0 { breakParagraph(.row) }
    default: break
    }
  }

  private mutating func breakParagraph(_ kind: ReportDocument.Paragraph.Kind) {
    guard scalars.count > begin else { return }
    starts.append((begin, kind))
    scalars.append("\n")
    begin = scalars.count
  }

  private mutating func finished(_ name: String) -> ReportDocument {
    breakParagraph(.text)
    let scalars = scalars
    let paragraphs = starts.indices.map { index in
      let end = index + 1 < starts.count ? starts[index + 1].start - 1 : scalars.count - 1
      return ReportDocument.Paragraph(
        scalars: scalars[starts[index].start..<end], start: starts[index].start,
        kind: starts[index].kind)
    }
    return ReportDocument(
      name: name, encoding: "utf-8", scalars: scalars, paragraphs: paragraphs)
  }
}
