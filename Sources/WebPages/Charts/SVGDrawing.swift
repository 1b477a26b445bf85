internal import SurveyModel

/// A drawing that stands in a page: shapes with classes of the page's style, and words for those who do not see it.
struct SVGDrawing {
  private let width: Double
  private let height: Double
  private let title: String
  private var shapes = ""

  /// - Parameters:
  ///   - width: The width in the drawing's own units, which are pixels where it is shown at its size.
  ///   - height: The height.
  ///   - title: What it shows, escaped.
  init(width: Double, height: Double, title: String) {
    self.width = width
    self.height = height
    self.title = title
  }

  /// The element.
  var html: String {
    "<svg viewBox=\"0 0 \(Self.number(width)) \(Self.number(height))\" role=img aria-label=\"\(title)\">\(shapes)</svg>"
  }

  /// Adds a box; one of no width is left out.
  mutating func box(
    _ name: String, x: Double, y: Double, width: Double, height: Double, tip: String? = nil
  ) {
    guard width > 0 else { return }
    let tip = tip.map { "><title>\(HTMLText.escaped($0))</title></rect>" } ?? " />"
    shapes +=
      "<rect class=\"\(name)\" x=\(Self.number(x)) y=\(Self.number(y)) width=\(Self.number(width)) height=\(Self.number(height))\(tip)"
  }

  /// Adds a line.
  mutating func line(
    _ name: String, from start: (x: Double, y: Double), to end: (x: Double, y: Double)
  ) {
    shapes +=
      "<path class=\(name) d=\"M\(Self.number(start.x)) \(Self.number(start.y))L\(Self.number(end.x)) \(Self.number(end.y))\"/>"
  }

  /// Adds a line through points.
  mutating func path(_ name: String, through points: [(x: Double, y: Double)]) {
    let steps = points.map { "\(Self.number($0.x)) \(Self.number($0.y))" }.joined(separator: "L")
    shapes += "<path class=\(name) d=\"M\(steps)\"/>"
  }

  /// Adds a dot.
  mutating func dot(_ name: String, x: Double, y: Double, radius: Double, tip: String? = nil) {
    let tip = tip.map { "><title>\(HTMLText.escaped($0))</title></circle>" } ?? " />"
    shapes +=
      "<circle class=\"\(name)\" cx=\(Self.number(x)) cy=\(Self.number(y)) r=\(Self.number(radius))\(tip)"
  }

  /// Adds a text.
  mutating func text(_ name: String, x: Double, y: Double, _ text: String) {
    shapes +=
      "<text class=\(name) x=\(Self.number(x)) y=\(Self.number(y))>\(HTMLText.escaped(text))</text>"
  }

  /// Adds a text that a page with a choice of languages shows in one of them, as far as there is room.
  mutating func text(_ name: String, x: Double, y: Double, _ label: Label, room: Double) {
    guard let zh = label.zh, let en = label.en, zh != en else {
      text(name, x: x, y: y, Self.shortened(label.zh ?? label.en ?? "", to: room))
      return
    }
    for (language, text) in [("zh", zh), ("en", en)] {
      self.text("\(name) lang=\(language)", x: x, y: y, Self.shortened(text, to: room))
    }
  }

  /// A length with no more digits than an eye can tell.
  static func number(_ value: Double) -> String {
    let tenths = (value * 10).rounded() / 10
    return tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)
  }

  /// The beginning of a text that has room for some wide characters, of which two narrow ones take the room of one.
  static func shortened(_ text: String, to room: Double) -> String {
    var left = room
    var short = ""
    for character in text {
      left -= character.isASCII ? 0.56 : 1
      guard left >= 0 else { return String(short.dropLast()) + "…" }
      short.append(character)
    }
    return short
  }
}
