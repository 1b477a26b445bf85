internal import SurveyModel

/// The paragraphs of a report in Markdown, as they are shown.
///
/// Marks of emphasis, and what is struck out, are left out; inline HTML is read as that of a page is.
/// Headings, lists and tables keep their marks, which the readers of text know.
struct MarkdownText {
  private let line: ReportDocument.Paragraph
  private let source: [Unicode.Scalar]
  private var text: [Unicode.Scalar] = []
  private var positions: [Int32] = []
  private var showing = HTMLShowing()
  private var isStruck = false
  private var raised = RaisedRun()

  static func paragraphs(of scalars: [Unicode.Scalar]) -> [ReportDocument.Paragraph] {
    PlainText.paragraphs(of: scalars)
      .map { paragraph in
        guard paragraph.scalars.contains(where: { "*_~<&\\`".unicodeScalars.contains($0) }) else {
          return paragraph
        }
        var line = MarkdownText(paragraph)
        return line.read()
      }
      .filter { !$0.scalars.isEmpty }
  }

  private init(_ line: ReportDocument.Paragraph) {
    self.line = line
    source = Array(line.scalars)
  }

  private mutating func read() -> ReportDocument.Paragraph {
    var at = 0
    while at < source.count {
      if let end = readMark(at) {
        at = end
      } else {
        append(source[at], at)
        at += 1
      }
    }
    return ReportDocument.Paragraph(
      scalars: text[...], start: line.start, positions: positions, kind: line.kind,
      page: line.page, parting: line.parting)
  }

  /// Reads a mark at a position, and gives the position behind it; nil where there is none.
  private mutating func readMark(_ at: Int) -> Int? {
    switch source[at] {
    case "\\" where at + 1 < source.count && source[at + 1].isMarkdown && source[at + 1] != "|":
      append(source[at + 1], at + 1)
      return at + 2
    case "~" where isStrike(at) && (isStruck || closesStrike(behind: at + 2)):
      isStruck.toggle()
      return at + 2
    case "*" where source[at...].starts(with: ["*", "*"]): return at + 2
    case "_" where source[at...].starts(with: ["_", "_"]): return at + 2
    case "&":
      guard let reference = HTMLReference.read(source, at: at) else { return nil }
      append(reference.scalar, at)
      return reference.end
    case "<":
      guard let tag = HTMLTag(in: source, at: at) else { return nil }
      if tag.name == "br" { append("\u{2028}", at) }
      if tag.isEnd {
        showing.end(tag.name)
      } else {
        showing.start(tag, tag.attributes(in: source))
      }
      return tag.end
    default: return nil
    }
  }

  private func isStrike(_ at: Int) -> Bool { source[at...].starts(with: ["~", "~"]) }

  private func closesStrike(behind start: Int) -> Bool {
    source.indices.dropFirst(start + 1).contains { isStrike($0) }
  }

  private mutating func append(_ scalar: Unicode.Scalar, _ at: Int) {
    guard !showing.isHidden, !isStruck else { return }
    guard
      let scalar = raised.read(
        scalar, isRaised: showing.isRaised, behind: text, in: source[at...])
    else { return }
    text.append(scalar)
    positions.append(Int32(truncatingIfNeeded: line.position(of: at)))
  }
}

extension Unicode.Scalar {
  /// Whether the scalar is a mark of Markdown, which a backslash takes for itself.
  fileprivate var isMarkdown: Bool { "\\`*_{}[]()#+-.!~|<>".unicodeScalars.contains(self) }
}
