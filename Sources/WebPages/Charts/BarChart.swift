package import SurveyModel

/// Numbers side by side as bars from zero, one below the other.
package struct BarChart {
  /// One bar.
  package struct Bar: Hashable, Sendable {
    /// What it is of, in one language or in both.
    package let name: Label
    /// Its length; nil where there is no number.
    package let value: Double?
    /// What is written beside it.
    package let shown: String

    /// Describes a bar.
    package init(name: Label, value: Double?, shown: String) {
      self.name = name
      self.value = value
      self.shown = shown
    }
  }

  private let title: String
  private let bars: [Bar]
  private let greatest: Double
  private let mark: Double?

  /// Makes a chart; nil without a number above zero, or with one below.
  ///
  /// - Parameters:
  ///   - title: What it shows, escaped, for those who do not see it.
  ///   - bars: The bars, from above.
  ///   - greatest: The number at the end of the scale; nil for the greatest there is.
  ///   - mark: A number that a line marks, such as that of the whole.
  package init?(title: String, bars: [Bar], greatest: Double? = nil, mark: Double? = nil) {
    let values = bars.compactMap(\.value)
    guard let most = values.max(), most > 0, values.allSatisfy({ $0 >= 0 }) else { return nil }
    self.title = title
    self.bars = bars
    self.greatest = max(greatest ?? most, most)
    self.mark = mark
  }

  private static let width = 360.0
  private static let row = 20.0
  private static let names = 96.0
  private static let numbers = 70.0

  /// The drawing.
  package var html: String {
    let scale = (Self.width - Self.names - Self.numbers) / greatest
    var drawing = SVGDrawing(
      width: Self.width, height: Double(bars.count) * Self.row + 4, title: title)
    drawing.box(
      "tr", x: Self.names, y: 0, width: greatest * scale, height: Double(bars.count) * Self.row + 3)
    for (index, bar) in bars.enumerated() {
      let top = Double(index) * Self.row + 3
      drawing.text("n", x: Self.names - 6, y: top + 12, bar.name, room: 7)
      drawing.box(
        "b", x: Self.names, y: top, width: (bar.value ?? 0) * scale, height: Self.row - 6)
      drawing.text(
        "v", x: Self.names + greatest * scale + 6, y: top + 12, bar.shown)
    }
    if let mark, mark >= 0, mark <= greatest {
      let place = Self.names + mark * scale
      drawing.line(
        "k", from: (place, 0), to: (place, Double(bars.count) * Self.row + 3))
    }
    return drawing.html
  }
}
