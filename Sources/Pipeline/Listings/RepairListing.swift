internal import Extract
public import SurveyModel
internal import Transform

/// A report as it reads after repair, or what was repaired in it.
///
/// The contract of `millet repair`.
public struct RepairListing: Sendable {
  /// What is listed.
  public enum Content: Sendable {
    /// The repaired text.
    case text
    /// One JSON object a line and a repair.
    case marks
  }

  /// The path of the report.
  public let path: String
  /// The path of the catalogue, whose words guesses may rest on, or nil.
  public let catalogue: String?
  /// What is listed.
  public let content: Content
  /// What the report may ask of memory and time.
  public let limits: ReadingLimits
  /// The name of the encoding of its text, or nil for what the file says and looks like.
  public let encoding: String?

  /// Repairs the report at `path`.
  public init(
    path: String, catalogue: String?, content: Content, limits: ReadingLimits = .default,
    encoding: String? = nil
  ) {
    self.encoding = encoding
    self.path = path
    self.catalogue = catalogue
    self.content = content
    self.limits = limits
  }

  /// Reads the report and writes it repaired, or its repairs.
  ///
  /// A text without damage is written as it stands, line ends and all.
  ///
  /// - Parameter write: Takes the output in pieces.
  /// - Throws: `RunFailure` when the report or the catalogue cannot be read; what `write` throws.
  public func run(write: (String) throws -> Void) throws {
    let document = try DocumentReader.read(
      path: path, name: path, limits: limits, encoding: encoding)
    let words = try catalogue.map { path throws(RunFailure) in
      try FactListing.catalogue(at: path)
    }
    guard var repair = DocumentRepair(document, catalogue: words) else {
      throw RunFailure(
        Diagnostic(
          .sourceUnreadable, at: SourceLocation(file: path),
          "expected OpenCC's character tables, found none",
          remedy: "install libopencc-data"))
    }
    var written = 0
    for paragraph in document.paragraphs {
      let repaired = repair.repaired(paragraph)
      switch content {
      case .text:
        let start = paragraph.position(of: 0)
        try write(document.text(from: written, to: start) + repaired.text)
        written = paragraph.position(of: paragraph.scalars.count - 1) + 1
      case .marks:
        for mark in repaired.repairs {
          let start = paragraph.position(of: mark.start)
          let end = paragraph.position(of: mark.end - 1) + 1
          try write(Self.line(mark, document.text(from: start, to: end), start: start, end: end))
        }
      }
    }
    if content == .text {
      try write(document.text(from: written, to: document.scalars.count))
    }
  }

  private static func line(_ mark: Repair, _ text: String, start: Int, end: Int) -> String {
    "{\"kind\":\"\(mark.kind.rawValue)\",\"certainty\":\"\(mark.certainty.rawValue)\","
      + "\"start\":\(start),\"end\":\(end),\"text\":\(FactLines.quoted(text)),"
      + "\"replacement\":\(FactLines.quoted(mark.replacement))}\n"
  }
}
