/// How an element of HTML sets its characters apart, by its name, its attributes and their CSS.
///
/// A link to a place of the page is the mark of a footnote: links lead elsewhere, or have all of a cell.
/// Rules of style sheets are not looked at.
enum HTMLRunStyle {
  /// The style of an element that starts.
  static func of(_ name: String, _ attributes: [String: String]) -> RunStyle {
    let own: RunStyle =
      switch name {
      case "sup": .raised
      case "sub": .lowered
      case "s", "strike", "del": .struck
      // A choice shows what is chosen; a list of proposals shows nothing.
      case "option" where attributes["selected"] == nil: .hidden
      case "datalist": .hidden
      case "a" where attributes["href"]?.hasPrefix("#") == true: .raised
      default: .plain
      }
    if attributes["hidden"] != nil { return .hidden }
    return attributes["style"].map { max(own, style(of: $0)) } ?? own
  }

  /// The style of declarations of CSS.
  private static func style(of css: String) -> RunStyle {
    var style = RunStyle.plain
    for declaration in css.lowercased().split(separator: ";") {
      let parts = declaration.split(separator: ":", maxSplits: 1)
        .map { part in
          part.filter { !$0.isWhitespace }
        }
      guard parts.count == 2 else { continue }
      let value = parts[1]
      switch parts[0] {
      case "vertical-align" where value.hasPrefix("super"): style = max(style, .raised)
      case "vertical-align" where value.hasPrefix("sub"): style = max(style, .lowered)
      case "text-decoration" where value.contains("line-through"),
        "text-decoration-line" where value.contains("line-through"):
        style = max(style, .struck)
      case "mso-hide" where value.hasPrefix("all"): style = max(style, .hidden)
      case "font-size" where isNothing(value): style = max(style, .hidden)
      case "display" where value.hasPrefix("none"), "visibility" where value.hasPrefix("hidden"):
        style = max(style, .hidden)
      default: continue
      }
    }
    return style
  }

  /// Whether a size is nothing: `0`, `0px`, `0.0pt`.
  private static func isNothing(_ size: String) -> Bool {
    let number = size.prefix { $0.isNumber || $0 == "." }
    return Double(number) == 0
      && size.dropFirst(number.count).allSatisfy { $0.isLetter || $0 == "%" || $0 == "!" }
  }
}
