internal import SurveyModel

/// The paragraphs of a page of HTML, each character with its position in the file.
///
/// Pages are read as browsers show them, however broken. What surrounds an article (navigation,
/// headers, footers, lists of links, scripts) is left out, and so is what is hidden or struck out.
/// libxml2 tells no positions of characters, so markup is scanned here.
struct HTMLDocument {
  private let scalars: [Unicode.Scalar]
  private var paragraphs: [ReportDocument.Paragraph] = []
  private var text: [Unicode.Scalar] = []
  private var positions: [Int32] = []
  private var linked = 0
  private var linkDepth = 0
  private var preformatted = 0
  private var showing = HTMLShowing()
  private var tables: [OpenTable] = []
  private var tableCount = 0
  private var kind = ReportDocument.Paragraph.Kind.text
  private var raised = RaisedRun()

  /// A table whose end tag has not come.
  private struct OpenTable {
    var layout: RowLayout
    var isInRow = false
    var isRowHidden = false
    /// Whether the row holds a table, so that it only lays out.
    var isLayout = false
    /// The cell that has begun: where, and over how many columns and rows.
    var cell: (start: Int, columns: Int, rows: Int, depth: Int, isHidden: Bool)?
  }

  /// Elements whose content is no text.
  private static let rawElements: Set<String> = ["script", "style", "title"]
  /// Elements that end a paragraph.
  private static let blocks: Set<String> = [
    "p", "div", "br", "li", "ul", "ol", "section", "article", "blockquote", "h1", "h2", "h3", "h4",
    "h5", "h6", "dd", "dt", "dl", "body", "main", "hr", "center", "form", "pre", "caption",
  ]
  /// Stands in a cell where a line ends.
  private static let lineBreak: Unicode.Scalar = "\u{2028}"

  /// Whether text is a page of HTML: its first mark is a tag that pages have.
  static func isHTML(_ scalars: [Unicode.Scalar]) -> Bool {
    guard scalars.prefix(4096).contains("<") else { return false }
    var head = String.UnicodeScalarView()
    head.append(contentsOf: scalars.prefix(4096))
    let start = String(head).lowercased()
    return start.contains("<html") || start.contains("<!doctype html") || start.contains("<body")
      || (start.contains("<p") && start.contains("</p>"))
      || (start.contains("<div") && start.contains("</div>"))
      || (start.contains("<table") && start.contains("<tr"))
  }

  static func paragraphs(of scalars: [Unicode.Scalar]) -> [ReportDocument.Paragraph] {
    var page = HTMLDocument(scalars: scalars)
    page.read()
    return page.paragraphs
  }

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private mutating func read() {
    var at = 0
    while at < scalars.count {
      if scalars[at] == "<", let tag = HTMLTag(in: scalars, at: at) {
        guard tag.name != "template" else {
          at = tag.isEnd ? tag.end : endOfTemplate(from: tag.end)
          continue
        }
        handle(tag)
        at = tag.end
        if !tag.isEnd, Self.rawElements.contains(tag.name) {
          at = endOfRaw(tag.name, from: at)
        }
      } else if scalars[at] == "&", let reference = HTMLReference.read(scalars, at: at) {
        append(reference.scalar, at)
        at = reference.end
      } else {
        if preformatted > 0, scalars[at] == "\n", !isInCell { flush() }
        append(scalars[at], at)
        at += 1
      }
    }
    while !tables.isEmpty { endTable() }
    flush()
  }

  private var isInCell: Bool { tables.last?.cell != nil }

  private mutating func append(_ scalar: Unicode.Scalar, _ position: Int) {
    guard !showing.isHidden,
      tables.last.map({ !$0.isRowHidden && $0.cell?.isHidden != true }) ?? true
    else { return }
    guard
      let scalar = raised.read(
        scalar, isRaised: showing.isRaised, behind: text, in: scalars[position...])
    else { return }
    text.append(scalar)
    positions.append(Int32(truncatingIfNeeded: position))
    if linkDepth > 0, !scalar.properties.isWhitespace { linked += 1 }
  }

  // MARK: Tags

  private mutating func handle(_ tag: HTMLTag) {
    let attributes = tag.isEnd ? [:] : tag.attributes(in: scalars)
    switch tag.name {
    case "td", "th", "tr", "table", "tbody", "thead", "tfoot": break
    default: if tag.isEnd { showing.end(tag.name) } else { showing.start(tag, attributes) }
    }
    switch tag.name {
    case "a": linkDepth = max(0, linkDepth + (tag.isEnd ? -1 : 1))
    case "td", "th":
      endCell(tag.start)
      if !tag.isEnd { startCell(tag, attributes) }
    case "tr":
      endRow(tag.start)
      if !tag.isEnd { startRow(attributes) }
    case "table":
      if tag.isEnd { endTable() } else { startTable() }
    case "pre":
      preformatted = max(0, preformatted + (tag.isEnd ? -1 : 1))
      breakParagraph(tag)
    default:
      if Self.blocks.contains(tag.name) { breakParagraph(tag) }
    }
  }

  /// Ends a paragraph; within a cell, a line of it.
  private mutating func breakParagraph(_ tag: HTMLTag) {
    if tables.last?.isInRow == true {
      guard let last = text.last, last != Self.lineBreak, isInCell else { return }
      append(Self.lineBreak, tag.start)
      return
    }
    flush()
    let isHeading = tag.name.hasPrefix("h") && tag.name.unicodeScalars.count == 2
    kind = isHeading && !tag.isEnd && tag.name != "hr" ? .heading : .text
  }

  // MARK: Tables

  private mutating func startTable() {
    if tables.last?.isInRow == true {
      // What stands around a table in a cell is text.
      tables[tables.count - 1].isLayout = true
      flushLines()
      tables[tables.count - 1].cell?.start = 0
    } else {
      flush()
    }
    kind = .text
    tables.append(OpenTable(layout: RowLayout(table: tableCount)))
    tableCount += 1
  }

  private mutating func endTable() {
    guard !tables.isEmpty else { return flush() }
    endRow(scalars.count)
    flush()
    tables.removeLast()
    kind = .text
  }

  private mutating func startRow(_ attributes: [String: String]) {
    flush()
    if tables.isEmpty {
      tables.append(OpenTable(layout: RowLayout(table: tableCount)))
      tableCount += 1
    }
    tables[tables.count - 1].layout.beginRow()
    tables[tables.count - 1].isInRow = true
    tables[tables.count - 1].isLayout = false
    tables[tables.count - 1].isRowHidden =
      HTMLShowing.hides(attributes) || HTMLShowing.strikes(attributes)
  }

  private mutating func startCell(_ tag: HTMLTag, _ attributes: [String: String]) {
    if tables.last?.isInRow != true { startRow([:]) }
    /// How many columns or rows an attribute says.
    func span(_ name: String) -> Int { attributes[name].flatMap { Int($0) } ?? 1 }
    tables[tables.count - 1].cell = (
      text.count, span("colspan"), span("rowspan"), showing.depth, HTMLShowing.hides(attributes)
    )
    if HTMLShowing.strikes(attributes) { showing.start(tag, attributes) }
  }

  private mutating func endCell(_ position: Int) {
    guard let cell = tables.last?.cell else { return }
    showing.end(to: cell.depth)
    tables[tables.count - 1].cell = nil
    guard !cell.isHidden else { return }
    let range = trimmed(min(cell.start, text.count)..<text.count)
    tables[tables.count - 1].layout.add(range, columns: cell.columns, rows: cell.rows)
    if !text.isEmpty { append("\t", min(position, scalars.count - 1)) }
  }

  private mutating func endRow(_ position: Int) {
    guard tables.last?.isInRow == true else { return }
    endCell(position)
    let index = tables.count - 1
    let isLayout = tables[index].isLayout
    let filled = tables[index].layout.filled
    let row = tables[index].layout.endRow()
    tables[index].isInRow = false
    tables[index].isRowHidden = false
    if isLayout || filled < 2 && hasLines {
      flushLines()
    } else {
      kind = .row
      flush(row)
    }
    kind = .text
  }

  /// Whether the text has more than one line.
  private var hasLines: Bool {
    text.contains(Self.lineBreak)
      && text.split(separator: Self.lineBreak)
        .count { $0.contains { !$0.properties.isWhitespace } } > 1
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, text[start].properties.isWhitespace { start += 1 }
    while start < end, text[end - 1].properties.isWhitespace { end -= 1 }
    return start..<end
  }

  // MARK: Paragraphs

  private mutating func flush(_ row: ReportRow? = nil) {
    let seen = text.count { !$0.properties.isWhitespace }
    // A paragraph that is mostly links is navigation.
    if seen > 0, linked * 10 <= seen * 7 {
      paragraphs.append(
        ReportDocument.Paragraph(
          scalars: text[...], start: positions.first.map(Int.init) ?? 0, positions: positions,
          kind: kind, row: row))
    }
    text = []
    positions = []
    linked = 0
    raised.end()
  }

  /// Ends the text of a cell that is no cell of a table: each of its lines is a paragraph.
  private mutating func flushLines() {
    kind = .text
    let seen = text.count { !$0.properties.isWhitespace }
    guard linked * 10 <= seen * 7, text.contains(Self.lineBreak) else { return flush() }
    linked = 0
    let lines = zip(text, positions).split { $0.0 == Self.lineBreak }
    for line in lines {
      text = line.map(\.0)
      positions = line.map(\.1)
      flush()
    }
    text = []
    positions = []
  }

  /// The end of a template, which is no part of the page; what it leaves open ends with it.
  private func endOfTemplate(from start: Int) -> Int {
    var at = start
    var depth = 1
    while at < scalars.count, depth > 0 {
      guard scalars[at] == "<", let tag = HTMLTag(in: scalars, at: at) else {
        at += 1
        continue
      }
      at = tag.end
      if tag.name == "template" {
        depth += tag.isEnd ? -1 : 1
      } else if !tag.isEnd, Self.rawElements.contains(tag.name) {
        at = endOfRaw(tag.name, from: at)
      }
    }
    return at
  }

  private func endOfRaw(_ name: String, from start: Int) -> Int {
    var at = start
    while at < scalars.count {
      // A tag is read to its end only where it is an end tag: raw text may be full of others.
      if scalars[at] == "<", at + 1 < scalars.count, scalars[at + 1] == "/",
        HTMLTag.name(in: scalars, at: at + 2) == name, let tag = HTMLTag(in: scalars, at: at)
      {
        return tag.end
      }
      at += 1
    }
    return scalars.count
  }
}
