internal import XMLStream

/// The styles of an OpenDocument that set text apart, each with what it takes from those it builds on
/// (ODF 1.3 part 3, 16.2 and 19.507).
struct ODFTextStyles {
  /// What a style is for; styles for different things may have one name.
  enum Family: Hashable {
    case text
    case cell
  }

  private struct Key: Hashable {
    let family: Family
    /// The name of the style; nil for what every style of the family builds on.
    let name: String?
  }

  /// What a style says itself.
  private struct Properties {
    var parent: String?
    var position: RunStyle?
    var isStruck: Bool?
    var isHidden: Bool?

    /// Takes what another style says of what this one says nothing of.
    mutating func complete(by other: Self) {
      position = position ?? other.position
      isStruck = isStruck ?? other.isStruck
      isHidden = isHidden ?? other.isHidden
    }
  }

  /// Whether any style sets text apart.
  private(set) var areAny = false

  private var styles: [Key: Properties] = [:]
  private var current: Key?
  /// Styles that build on each other in a longer line are not followed to its end, nor in a circle.
  private static let longestLine = 64

  /// Takes a start tag outside of worksheets.
  mutating func start(_ tag: borrowing XMLStartTag, _ name: ODFNames?) {
    switch name {
    case .style, .defaultStyle:
      current = Self.family(tag)
        .map { family in
          let isNamed = name == .style
          return Key(
            family: family, name: isNamed ? tag.string(ODFNames.styleStyleName.rawValue) : nil)
        }
      guard let current else { return }
      styles[current] = Properties(parent: tag.string(ODFNames.parentStyleName.rawValue))
    case .textProperties: if let current { take(tag, for: current) }
    default: break
    }
  }

  /// Takes an end tag outside of worksheets.
  mutating func end(_ name: ODFNames?) {
    if name == .style || name == .defaultStyle { current = nil }
  }

  /// How a style sets text apart.
  func style(_ name: String, of family: Family) -> RunStyle {
    guard areAny else { return .plain }
    let found = properties(of: name, family)
    if found.isHidden == true { return .hidden }
    return found.isStruck == true ? .struck : found.position ?? .plain
  }

  /// Whether a style of cells strikes what is in them through.
  func isStruck(cell name: String) -> Bool {
    areAny && properties(of: name, .cell).isStruck == true
  }

  /// What a style says, with what it leaves to the styles that it builds on.
  private func properties(of name: String, _ family: Family) -> Properties {
    var found = Properties()
    var next: String? = name
    for _ in 0..<Self.longestLine {
      guard let name = next, let own = styles[Key(family: family, name: name)] else { break }
      found.complete(by: own)
      next = own.parent
    }
    if let own = styles[Key(family: family, name: nil)] { found.complete(by: own) }
    return found
  }

  private static func family(_ tag: borrowing XMLStartTag) -> Family? {
    switch tag.string(ODFNames.family.rawValue) {
    case "text": .text
    case "table-cell": .cell
    default: nil
    }
  }

  /// Takes how properties of text set it apart (ODF 1.3 part 3, 20.366 to 20.397).
  private mutating func take(_ tag: borrowing XMLStartTag, for key: Key) {
    var own = styles[key] ?? Properties()
    for index in 0..<tag.count {
      switch ODFNames(rawValue: tag.name(at: index)) {
      case .textPosition: own.position = Self.position(tag.string(at: index))
      case .lineThroughStyle, .lineThroughType, .crossingOut:
        own.isStruck = own.isStruck == true || tag.string(at: index) != "none"
      case .textDisplay: own.isHidden = tag.string(at: index) == "none"
      default: continue
      }
    }
    styles[key] = own
    areAny =
      areAny || own.isStruck == true || own.isHidden == true || own.position ?? .plain != .plain
  }

  /// Where a position of text (`super 58%`, `-33% 58%`) is.
  private static func position(_ text: String) -> RunStyle {
    guard let first = text.split(separator: " ").first else { return .plain }
    if first == "super" { return .raised }
    if first == "sub" { return .lowered }
    guard first.hasSuffix("%"), let height = Double(first.dropLast()) else { return .plain }
    return height > 0 ? .raised : height < 0 ? .lowered : .plain
  }
}
