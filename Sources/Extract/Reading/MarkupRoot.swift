/// The first element of a text in HTML or XML.
struct MarkupRoot {
  /// Its name, in lower case; empty where it has none in ASCII.
  private(set) var name = ""

  /// Elements that only a page of HTML begins with.
  private static let ofPages: Set<String> = [
    "html", "head", "body", "table", "style", "meta", "title", "script", "frameset", "br", "center",
    "hr", "link", "p", "div", "h1", "h2", "h3", "h4", "form", "ul", "ol", "dl", "pre",
  ]
  /// Elements that a cell may begin with, too.
  private static let ofCells: Set<String> = [
    "a", "b", "i", "u", "s", "em", "strong", "span", "font", "small", "big", "sub", "sup", "del",
    "ins",
    "mark", "code",
  ]

  /// Finds the first element; nil where the text does not start with markup.
  ///
  /// - Parameter start: The start of the text in ASCII and lower case, from its first character that is
  ///   no blank.
  init?(_ start: Substring) {
    var rest = start
    guard rest.hasPrefix("<") else { return nil }
    while rest.hasPrefix("<") {
      let ending: String
      if rest.hasPrefix("<!--") {
        ending = "-->"
      } else if rest.hasPrefix("<!doctype html") {
        name = "html"
        return
      } else if rest.hasPrefix("<!") {
        ending = ">"
      } else if rest.hasPrefix("<?") {
        ending = "?>"
      } else {
        name = String(rest.dropFirst().prefix { $0.isLetter || $0.isNumber || "-_:.".contains($0) })
        return
      }
      guard let end = rest.firstRange(of: ending) else { return }
      rest = rest[end.upperBound...].drop { $0.isWhitespace }
    }
  }

  /// Whether a cell of delimited text may begin with it.
  var isOfCell: Bool { name.isEmpty || Self.ofCells.contains(name) }

  /// Whether only a page of HTML begins with it.
  var isOfPage: Bool { Self.ofPages.contains(name) }
}
