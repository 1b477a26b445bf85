/// A written report as it was read: its characters, and the paragraphs in them.
///
/// Positions are Unicode code points of the file as it stands: a byte order mark counts as one,
/// and the two characters of a CRLF as two.
package struct ReportDocument: Sendable {
  /// A stretch of text that is read by itself.
  package struct Paragraph: Sendable {
    /// What kind of text it is.
    package enum Kind: String, Hashable, Sendable {
      /// Running text.
      case text
      /// A title or heading.
      case heading
      /// A row of a table; ``ReportDocument/Paragraph/row`` has its cells where the file marks them.
      case row
    }

    /// What parts it from the text before it.
    package enum Parting: Hashable, Sendable {
      /// The end of a line.
      case line
      /// A line without text, or more of them.
      case blank
    }

    /// The characters.
    package let scalars: ArraySlice<Unicode.Scalar>
    /// The position in the document of each character; nil when they stand one after the other
    /// from ``start``.
    package let positions: [Int32]?
    /// The position of the first character.
    package let start: Int
    /// What kind of text it is.
    package let kind: Kind
    /// The page that it begins on, from 1; nil in a document without pages.
    package let page: Int?
    /// Its cells where the file marks it up as a row of a table; nil for all other text.
    package let row: ReportRow?
    /// What parts it from the text before it, in a file of lines.
    package let parting: Parting

    /// Describes a paragraph.
    package init(
      scalars: ArraySlice<Unicode.Scalar>, start: Int, positions: [Int32]? = nil,
      kind: Kind = .text, page: Int? = nil, row: ReportRow? = nil, parting: Parting = .line
    ) {
      self.parting = parting
      self.page = page
      self.row = row
      self.scalars = scalars
      self.start = start
      self.positions = positions
      self.kind = kind
    }

    /// The position in the document of a character of the paragraph, counted from zero.
    package func position(of index: Int) -> Int {
      if let positions, index < positions.count { return Int(positions[index]) }
      return start + index
    }
  }

  /// The file's name, as the user knows it.
  package let name: String
  /// The encoding that the file was read in.
  package let encoding: String
  /// What is doubtful about the encoding.
  package var log = DiagnosticLog()
  /// Every character of the file.
  package let scalars: [Unicode.Scalar]
  /// The paragraphs, in order.
  package let paragraphs: [Paragraph]
  /// The index of the first paragraph of each page.
  private let firstOfPage: [Int: Int]

  /// Describes a document.
  package init(
    name: String, encoding: String, scalars: [Unicode.Scalar], paragraphs: [Paragraph]
  ) {
    self.name = name
    self.encoding = encoding
    self.scalars = scalars
    self.paragraphs = paragraphs
    firstOfPage = Dictionary(
      paragraphs.enumerated().compactMap { index, paragraph in paragraph.page.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The characters between two positions.
  package func text(from start: Int, to end: Int) -> String {
    String(scalars: scalars[max(0, start)..<min(max(start, end), scalars.count)])
  }

  /// The page of a position and the paragraph on it, both from 1; nil in a document without pages.
  package func page(of position: Int) -> (page: Int, paragraph: Int)? {
    guard paragraphs.first?.page != nil else { return nil }
    var low = 0
    var high = paragraphs.count
    while low < high {
      let middle = (low + high) / 2
      if paragraphs[middle].start <= position { low = middle + 1 } else { high = middle }
    }
    guard low > 0, let page = paragraphs[low - 1].page else { return nil }
    return (page, low - (firstOfPage[page] ?? 0))
  }

  /// Where a figure stands, as a person finds it: its characters, or its page and paragraph.
  package func location(from start: Int, to end: Int) -> SourceLocation {
    if let (page, paragraph) = page(of: start) {
      return SourceLocation(file: name, .page(page, paragraph: paragraph))
    }
    return SourceLocation(file: name, .span(start: start, end: end))
  }
}
