/// How the text of a page is shown, by the elements around it: hidden, struck out or raised.
struct HTMLShowing {
  private enum Effect { case none, hidden, raised }

  private var open: [(name: String, effect: Effect)] = []
  private var names: [String: Int] = [:]
  private var hidden = 0
  private var raised = 0

  /// Elements whose content is no part of an article, or is struck out of it.
  private static let hiddenElements: Set<String> = [
    "nav", "header", "footer", "aside", "noscript", "iframe", "select", "button", "svg", "object",
    "textarea", "s", "strike", "del",
  ]
  /// Elements without content.
  private static let voidElements: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
  ]

  /// Whether the text is not seen, or is struck out.
  var isHidden: Bool { hidden > 0 }
  /// Whether the text is raised.
  var isRaised: Bool { raised > 0 }

  /// Whether an element's attributes hide it.
  static func hides(_ attributes: [String: String]) -> Bool {
    if attributes["hidden"] != nil { return true }
    let style = style(attributes)
    return style.contains("display:none") || style.contains("visibility:hidden")
      || style.contains("mso-hide:all")
  }

  /// Whether an element's attributes strike it out.
  static func strikes(_ attributes: [String: String]) -> Bool {
    style(attributes).contains("line-through")
  }

  private static func style(_ attributes: [String: String]) -> String {
    attributes["style"]?.lowercased().filter { !$0.isWhitespace } ?? ""
  }

  /// Takes the start tag of an element.
  mutating func start(_ tag: HTMLTag, _ attributes: [String: String]) {
    guard !tag.isEmpty, !Self.voidElements.contains(tag.name) else { return }
    // A paragraph ends the one before it.
    if tag.name == "p", names["p", default: 0] > 0 { end("p") }
    let style = Self.style(attributes)
    var effect = Effect.none
    if Self.hiddenElements.contains(tag.name) || Self.hides(attributes)
      || Self.strikes(attributes)
    {
      effect = .hidden
    } else if tag.name == "sup" || style.contains("vertical-align:super") {
      effect = .raised
    }
    guard effect != .none || names[tag.name, default: 0] > 0 else { return }
    open.append((tag.name, effect))
    names[tag.name, default: 0] += 1
    count(effect, 1)
  }

  /// Takes the end tag of an element.
  mutating func end(_ name: String) {
    guard names[name, default: 0] > 0 else { return }
    while let last = open.popLast() {
      names[last.name, default: 0] -= 1
      count(last.effect, -1)
      if last.name == name { break }
    }
  }

  /// How many elements are open, to be gone back to at the end of a cell.
  var depth: Int { open.count }

  /// Ends what was started since a depth: nothing in a cell reaches beyond it.
  mutating func end(to depth: Int) {
    while open.count > depth, let last = open.popLast() {
      names[last.name, default: 0] -= 1
      count(last.effect, -1)
    }
  }

  private mutating func count(_ effect: Effect, _ step: Int) {
    switch effect {
    case .none: break
    case .hidden: hidden += step
    case .raised: raised += step
    }
  }
}
