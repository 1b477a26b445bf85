/// A few shares of one place in little room, each beside that of the whole.
package struct BarTile {
  /// One share.
  package struct Bar: Hashable, Sendable {
    /// What the legend knows it by.
    package let name: String
    /// The share in percent; nil where there is none.
    package let share: Double?
    /// What is written for it.
    package let shown: String
    /// The whole's share, or nil.
    package let ofWhole: Double?

    /// Describes a share.
    package init(name: String, share: Double?, shown: String, ofWhole: Double?) {
      self.name = name
      self.share = share
      self.shown = shown
      self.ofWhole = ofWhole
    }
  }

  private let title: String
  private let bars: [Bar]

  /// - Parameters:
  ///   - title: What it shows, escaped, for those who do not see it.
  ///   - bars: The shares, from above.
  package init(title: String, bars: [Bar]) {
    self.title = title
    self.bars = bars
  }

  /// The drawing: bars from 0 to 100 percent; what lies outside ends at the edge.
  package var html: String {
    let (row, left, room) = (16.0, 16.0, 96.0)
    var drawing = SVGDrawing(width: 170, height: Double(bars.count) * row, title: title)
    drawing.box("tr", x: left, y: 0, width: room, height: Double(bars.count) * row)
    for (index, bar) in bars.enumerated() {
      let top = Double(index) * row + 2
      func place(_ share: Double) -> Double { min(max(share, 0), 100) / 100 * room }
      drawing.text("n", x: left - 4, y: top + 10, bar.name)
      drawing.box("b", x: left, y: top, width: place(bar.share ?? 0), height: row - 5)
      if let whole = bar.ofWhole {
        drawing.line(
          "k", from: (left + place(whole), top - 1), to: (left + place(whole), top + row - 4))
      }
      drawing.text("v", x: left + room + 5, y: top + 10, bar.shown)
    }
    return drawing.html
  }
}
