internal import SurveyModel

/// The paragraphs of a page of HTML, each character with its position in the file.
///
/// Pages are read as browsers read them, however broken. What surrounds an article (navigation,
/// headers, footers, lists of links, scripts) is left out. libxml2 tells no positions of
/// characters, so markup is scanned here.
struct HTMLDocument {
  private let scalars: [Unicode.Scalar]
  private var paragraphs: [ReportDocument.Paragraph] = []
  private var text: [Unicode.Scalar] = []
  private var positions: [Int32] = []
  private var linked = 0
  private var linkDepth = 0
  private var rowDepth = 0
  /// The open elements whose content is ignored, and how many there are of each name.
  private var ignored: [String] = []
  private var ignoredCounts: [String: Int] = [:]
  private var kind = ReportDocument.Paragraph.Kind.text

  /// Elements whose content is no part of an article.
  private static let ignoredElements: Set<String> = [
    "nav", "header", "footer", "aside", "noscript", "iframe", "select", "button", "svg", "object",
    "textarea", "template",
  ]
  /// Elements whose content is no text.
  private static let rawElements: Set<String> = ["script", "style", "title"]
  /// Elements that end a paragraph.
  private static let blocks: Set<String> = [
    "p", "div", "br", "li", "tr", "table", "ul", "ol", "section", "article", "blockquote", "h1",
    "h2", "h3", "h4", "h5", "h6", "dd", "dt", "dl", "body", "main", "hr", "center", "form", "pre",
  ]

  /// Whether text is a page of HTML: its first mark is a tag that pages have.
  static func isHTML(_ scalars: [Unicode.Scalar]) -> Bool {
    var head = String.UnicodeScalarView()
    head.append(contentsOf: scalars.prefix(4096))
    let start = String(head).lowercased()
    return start.contains("<html") || start.contains("<!doctype html") || start.contains("<body")
      || (start.contains("<p") && start.contains("</p>"))
      || (start.contains("<div") && start.contains("</div>"))
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
        handle(tag)
        at = tag.end
        if !tag.isEnd, Self.rawElements.contains(tag.name) {
          at = endOfRaw(tag.name, from: at)
        }
      } else if scalars[at] == "&", let reference = HTMLReference.read(scalars, at: at) {
        append(reference.scalar, at)
        at = reference.end
      } else {
        append(scalars[at], at)
        at += 1
      }
    }
    flush()
  }

  private mutating func append(_ scalar: Unicode.Scalar, _ position: Int) {
    guard ignored.isEmpty else { return }
    text.append(scalar)
    positions.append(Int32(truncatingIfNeeded: position))
    if linkDepth > 0, !scalar.properties.isWhitespace { linked += 1 }
  }

  private mutating func handle(_ tag: HTMLTag) {
    if tag.isEnd {
      while ignoredCounts[tag.name, default: 0] > 0, let last = ignored.popLast() {
        ignoredCounts[last, default: 0] -= 1
        if last == tag.name { break }
      }
    } else if Self.ignoredElements.contains(tag.name), !tag.isEmpty {
      ignored.append(tag.name)
      ignoredCounts[tag.name, default: 0] += 1
    }
    switch tag.name {
    case "a": linkDepth = max(0, linkDepth + (tag.isEnd ? -1 : 1))
    case "td", "th":
      if tag.isEnd, !text.isEmpty { append("\t", tag.start) }
    case "tr":
      flush()
      rowDepth = tag.isEnd ? max(0, rowDepth - 1) : rowDepth + 1
      kind = rowDepth > 0 ? .row : .text
    case "table":
      flush()
      if tag.isEnd { rowDepth = 0 }
      kind = .text
    default:
      if Self.blocks.contains(tag.name), rowDepth == 0 {
        flush()
        let isHeading = tag.name.hasPrefix("h") && tag.name.unicodeScalars.count == 2
        kind = isHeading && !tag.isEnd && tag.name != "hr" ? .heading : .text
      }
    }
  }

  private mutating func flush() {
    let seen = text.count { !$0.properties.isWhitespace }
    // A paragraph that is mostly links is navigation.
    if seen > 0, linked * 10 <= seen * 7 {
      paragraphs.append(
        ReportDocument.Paragraph(
          scalars: text[...], start: positions.first.map(Int.init) ?? 0, positions: positions,
          kind: kind))
    }
    text = []
    positions = []
    linked = 0
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

/// A tag, comment or declaration of a page.
struct HTMLTag {
  /// The element's name in lower case; empty for comments and declarations.
  let name: String
  /// Whether it ends its element.
  let isEnd: Bool
  /// Whether it is an element of its own (`<br/>`).
  let isEmpty: Bool
  let start: Int
  /// The position behind it.
  let end: Int

  /// The name of an element at a place, in lower case; empty when there is none.
  static func name(in scalars: [Unicode.Scalar], at start: Int) -> String {
    var name = ""
    var at = start
    while at < scalars.count, scalars[at].isASCII,
      scalars[at].properties.isAlphabetic || scalars[at].isASCIIDigit
    {
      name.unicodeScalars.append(scalars[at])
      at += 1
    }
    return name.lowercased()
  }

  /// Reads a tag; nil when the `<` is a character of the text.
  init?(in scalars: [Unicode.Scalar], at start: Int) {
    var at = start + 1
    guard at < scalars.count else { return nil }
    self.start = start
    if scalars[at] == "!" || scalars[at] == "?" {
      let isComment = scalars[at...].starts(with: ["!", "-", "-"])
      while at < scalars.count {
        if scalars[at] == ">",
          !isComment || (scalars[at - 1] == "-" && scalars[at - 2] == "-" && at >= start + 6)
        {
          break
        }
        at += 1
      }
      (name, isEnd, isEmpty, end) = ("", false, true, min(at + 1, scalars.count))
      return
    }
    isEnd = scalars[at] == "/"
    if isEnd { at += 1 }
    name = Self.name(in: scalars, at: at)
    guard !name.isEmpty else { return nil }
    at += name.unicodeScalars.count
    var quote: Unicode.Scalar?
    while at < scalars.count {
      if let open = quote {
        if scalars[at] == open { quote = nil }
      } else if scalars[at] == "\"" || scalars[at] == "'" {
        quote = scalars[at]
      } else if scalars[at] == ">" {
        break
      }
      at += 1
    }
    if at >= scalars.count, quote != nil {
      // A quotation mark that is never closed hides no more than its tag.
      at = scalars[start...].firstIndex(of: ">") ?? scalars.count - 1
    }
    isEmpty = at < scalars.count && scalars[at - 1] == "/"
    end = min(at + 1, scalars.count)
  }
}

extension Unicode.Scalar {
  fileprivate var isASCIIDigit: Bool { (0x30...0x39).contains(value) }
}
