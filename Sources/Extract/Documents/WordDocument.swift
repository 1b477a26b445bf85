internal import SurveyModel
internal import XMLStream
internal import ZipArchive

/// The paragraphs and table rows of a DOCX document (ECMA-376 part 1, clause 17).
///
/// A document has no characters that a person could count, so positions are those of its text,
/// one line a paragraph, as `millet repair` prints it. Text that is deleted, moved away, struck out or
/// hidden is left out.
struct WordDocument {
  /// The most bytes of markup for each byte that a report's text may have.
  private static let markupShare = 16
  private static let main = "word/document.xml"
  private static let names = XMLVocabulary(
    groups: [
      [
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
      ],
      ["http://schemas.openxmlformats.org/markup-compatibility/2006"],
    ],
    names: Name.allCases.map { .init($0 == .fallback ? 1 : 0, $0.rawValue) })

  /// The elements and attributes that are read.
  private enum Name: String, CaseIterable {
    case paragraph = "p"
    case text = "t"
    case tab
    case lineBreak = "br"
    case carriageReturn = "cr"
    case cell = "tc"
    case row = "tr"
    case table = "tbl"
    case run = "r"
    case runProperties = "rPr"
    case strike
    case doubleStrike = "dstrike"
    case vanish
    case verticalAlignment = "vertAlign"
    case gridSpan
    case gridBefore
    case verticalMerge = "vMerge"
    case value = "val"
    case deletion = "del"
    case movedAway = "moveFrom"
    case fallback = "Fallback"

    /// The name of an index of the vocabulary.
    init?(index: Int) {
      guard Self.allCases.indices.contains(index) else { return nil }
      self = Self.allCases[index]
    }

    /// The index in the vocabulary.
    var index: Int { Self.allCases.firstIndex(of: self) ?? -1 }
  }

  private static let value = Name.value.index

  /// A table whose end has not come.
  private struct OpenTable {
    var layout: RowLayout
    var isInRow = false
    /// Whether the row holds a table, so that it only lays out.
    var isLayout = false
    /// The cell that has begun: where, over how many columns, and whether it goes on from above.
    var cell: (start: Int, columns: Int, isContinued: Bool)?
  }

  /// How a run's characters are shown.
  private struct Run {
    var isHidden = false
    var isRaised = false
    /// The character before the run's raised text.
    var before: Unicode.Scalar?
  }

  /// Stands in a row where a line of a cell ends.
  private static let lineBreak: Unicode.Scalar = "\u{2028}"

  private var scalars: [Unicode.Scalar] = []
  private var paragraphs: [Paragraph] = []
  private typealias Paragraph = (
    range: Range<Int>, kind: ReportDocument.Paragraph.Kind, row: ReportRow?
  )
  private var isText = false
  private var isRunProperties = false
  private var run: Run?
  /// How many elements around leave their text out.
  private var left = 0
  private var tables: [OpenTable] = []
  private var tableCount = 0
  private var begin = 0

  /// Reads a document; nil when the archive holds none.
  static func read(
    _ archive: ZipArchive, source: SourceName, limits: ReadingLimits
  ) throws -> ReportDocument? {
    guard let entry = archive.entry(named: main) else { return nil }
    let events = ClosureEvents()
    var document = WordDocument()
    events.onStart = { tag in document.start(tag) }
    events.onEnd = { name in document.end(name) }
    events.onText = { text in document.add(text) }
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

  // MARK: Text

  private mutating func add(_ text: String) {
    guard isText, left == 0, run?.isHidden != true, tables.last?.cell?.isContinued != true else {
      return
    }
    guard let run, run.isRaised else {
      scalars.append(contentsOf: text.unicodeScalars)
      return
    }
    let length = text.unicodeScalars.count
    for scalar in text.unicodeScalars {
      if let read = RaisedMark.read(scalar, behind: run.before, length: length) {
        scalars.append(read)
      }
    }
  }

  private mutating func add(_ mark: Unicode.Scalar) {
    if left == 0, run?.isHidden != true { scalars.append(mark) }
  }

  private var isInRow: Bool { tables.last?.isInRow == true }

  private mutating func start(_ tag: borrowing XMLStartTag) {
    guard let name = Name(index: tag.name) else { return }
    switch name {
    case .text: isText = true
    case .tab: if !isRunProperties { add("\t") }
    case .lineBreak, .carriageReturn:
      if isInRow { add(Self.lineBreak) } else { breakParagraph() }
    case .run: run = Run(before: scalars.last { !$0.properties.isWhitespace })
    case .runProperties: isRunProperties = run != nil
    case .strike, .doubleStrike, .vanish:
      // The properties of a paragraph's mark say nothing of its text.
      if isRunProperties, Self.isOn(tag) { run?.isHidden = true }
    case .verticalAlignment:
      if isRunProperties, tag.string(Self.value) == "superscript" { run?.isRaised = true }
    case .deletion, .movedAway, .fallback: left += 1
    case .table: startTable()
    case .row: startRow()
    case .cell:
      if isInRow { tables[tables.count - 1].cell = (scalars.count, 1, false) }
    case .gridSpan:
      if let columns = tag.integer(Self.value), isInRow {
        tables[tables.count - 1].cell?.columns = columns
      }
    case .gridBefore:
      if isInRow, let columns = tag.integer(Self.value) {
        tables[tables.count - 1].layout.skip(columns)
      }
    case .verticalMerge:
      if isInRow, tag.string(Self.value) != "restart" {
        tables[tables.count - 1].cell?.isContinued = true
      }
    case .paragraph, .value: break
    }
  }

  /// Whether a property is on: it says so, or says nothing.
  private static func isOn(_ tag: borrowing XMLStartTag) -> Bool {
    tag.string(value).map { !["0", "false", "off", "none"].contains($0) } ?? true
  }

  private mutating func end(_ index: Int) {
    guard let name = Name(index: index) else { return }
    switch name {
    case .paragraph: if isInRow { breakLine() } else { breakParagraph() }
    case .text: isText = false
    case .run: run = nil
    case .runProperties: isRunProperties = false
    case .deletion, .movedAway, .fallback: left = max(0, left - 1)
    case .cell: endCell()
    case .row: endRow()
    case .table: endTable()
    default: break
    }
  }

  // MARK: Tables

  private mutating func startTable() {
    if isInRow {
      // What stands around a table in a cell is text.
      tables[tables.count - 1].isLayout = true
      breakLines()
    } else {
      breakParagraph()
    }
    tables.append(OpenTable(layout: RowLayout(table: tableCount)))
    tableCount += 1
  }

  private mutating func startRow() {
    breakParagraph()
    if tables.isEmpty { startTable() }
    tables[tables.count - 1].layout.beginRow()
    tables[tables.count - 1].isInRow = true
    tables[tables.count - 1].isLayout = false
  }

  private mutating func endCell() {
    guard let cell = tables.last?.cell else { return }
    tables[tables.count - 1].cell = nil
    if cell.isContinued {
      tables[tables.count - 1].layout.addContinued(columns: cell.columns)
    } else {
      var (start, end) = (min(max(cell.start, begin), scalars.count), scalars.count)
      while start < end, scalars[start].properties.isWhitespace { start += 1 }
      while start < end, scalars[end - 1].properties.isWhitespace { end -= 1 }
      tables[tables.count - 1].layout
        .add((start - begin)..<(end - begin), columns: cell.columns, rows: 1)
    }
    scalars.append("\t")
  }

  private mutating func endRow() {
    guard isInRow else { return }
    endCell()
    let index = tables.count - 1
    let isLayout = tables[index].isLayout
    let filled = tables[index].layout.filled
    let row = tables[index].layout.endRow()
    tables[index].isInRow = false
    let text = scalars[begin...]
    if isLayout
      || filled < 2
        && text.split(separator: Self.lineBreak)
          .count(where: { $0.contains { !$0.properties.isWhitespace } }) > 1
    {
      breakLines()
    } else {
      breakParagraph(.row, row)
    }
  }

  private mutating func endTable() {
    endRow()
    _ = tables.popLast()
    if isInRow { breakLines() }
  }

  // MARK: Paragraphs

  /// Ends a line of a cell.
  private mutating func breakLine() {
    if let last = scalars.last, scalars.count > begin, last != Self.lineBreak, last != "\t" {
      scalars.append(Self.lineBreak)
    }
  }

  private mutating func breakParagraph(
    _ kind: ReportDocument.Paragraph.Kind = .text, _ row: ReportRow? = nil
  ) {
    guard scalars.count > begin else { return }
    paragraphs.append((begin..<scalars.count, kind, row))
    scalars.append("\n")
    begin = scalars.count
  }

  /// Ends the text of a cell that is no cell of a table: each of its lines is a paragraph.
  private mutating func breakLines() {
    for index in begin..<scalars.count where scalars[index] == Self.lineBreak {
      if !isBlank(begin..<index) { paragraphs.append((begin..<index, .text, nil)) }
      scalars[index] = "\n"
      begin = index + 1
    }
    guard isBlank(begin..<scalars.count) else { return breakParagraph() }
    begin = scalars.count
  }

  private func isBlank(_ range: Range<Int>) -> Bool {
    scalars[range].allSatisfy(\.properties.isWhitespace)
  }

  private mutating func finished(_ name: String) -> ReportDocument {
    while !tables.isEmpty { endTable() }
    breakParagraph()
    let scalars = scalars
    let paragraphs = paragraphs.map { range, kind, row in
      ReportDocument.Paragraph(
        scalars: scalars[range], start: range.lowerBound, kind: kind, row: row)
    }
    return ReportDocument(
      name: name, encoding: "utf-8", scalars: scalars, paragraphs: paragraphs)
  }
}
