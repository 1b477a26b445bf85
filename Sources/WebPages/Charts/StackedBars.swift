package import SurveyModel

/// Wholes split into parts, each as a bar of the same length.
package struct StackedBars {
  /// The most parts that can be told from each other.
  package static let mostParts = 7

  /// One whole.
  package struct Bar: Hashable, Sendable {
    /// What it is of.
    package let name: String
    /// The parts, in order; none of them below zero.
    package let parts: [Double]
    /// What is written for each part.
    package let shown: [String]

    /// Describes a whole.
    package init(name: String, parts: [Double], shown: [String]) {
      self.name = name
      self.parts = parts
      self.shown = shown
    }
  }

  private let title: String
  private let parts: [Label]
  private let bars: [Bar]

  /// Makes a chart; nil without a whole that has something.
  ///
  /// - Parameters:
  ///   - title: What it shows, escaped, for those who do not see it.
  ///   - parts: What the parts are called; no more than ``mostParts``.
  ///   - bars: The wholes, from above.
  package init?(title: String, parts: [Label], bars: [Bar]) {
    let bars = bars.filter { $0.parts.reduce(0, +) > 0 && $0.parts.allSatisfy { $0 >= 0 } }
    guard !bars.isEmpty, parts.count <= Self.mostParts else { return nil }
    self.title = title
    self.parts = parts
    self.bars = bars
  }

  private static let width = 480.0
  private static let row = 22.0
  private static let names = 96.0

  /// The drawing and what its colours mean.
  package var html: String {
    var drawing = SVGDrawing(
      width: Self.width, height: Double(bars.count) * Self.row + 4, title: title)
    for (index, bar) in bars.enumerated() {
      let top = Double(index) * Self.row + 3
      drawing.text("n", x: Self.names - 6, y: top + 13, SVGDrawing.shortened(bar.name, to: 7))
      let scale = (Self.width - Self.names) / bar.parts.reduce(0, +)
      var left = Self.names
      for (number, part) in bar.parts.enumerated() {
        let label = parts[number].zh ?? parts[number].en ?? ""
        drawing.box(
          "p p\(number)", x: left, y: top, width: part * scale, height: Self.row - 6,
          tip: "\(bar.name), \(label): \(bar.shown[number])")
        left += part * scale
      }
    }
    let keys = parts.enumerated()
      .map { number, part in
        "<li><svg viewBox=\"0 0 12 12\" aria-hidden=true><rect class=\"p p\(number)\" width=\"12\" height=\"12\"/></svg> \(part.chosen())</li>"
      }
    return "<ul class=keys>\(keys.joined())</ul>\(drawing.html)"
  }
}
