/// What numbers were and what they became, each as two dots with a line between them.
package struct DumbbellChart {
  /// One number at two times.
  package struct Pair: Hashable, Sendable {
    /// What it is of.
    package let name: String
    /// What it was and what it is.
    package let before: Double, after: Double
    /// What is written for both.
    package let shownBefore: String, shownAfter: String

    /// Describes a change.
    package init(
      name: String, before: Double, after: Double, shownBefore: String, shownAfter: String
    ) {
      self.name = name
      self.before = before
      self.after = after
      self.shownBefore = shownBefore
      self.shownAfter = shownAfter
    }
  }

  private let title: String
  private let pairs: [Pair]
  private let range: ClosedRange<Double>

  /// Makes a chart; nil where nothing changed.
  ///
  /// - Parameters:
  ///   - title: What it shows, escaped, for those who do not see it.
  ///   - pairs: The changes, from above.
  package init?(title: String, pairs: [Pair]) {
    let values = pairs.flatMap { [$0.before, $0.after] }
    guard let least = values.min(), let most = values.max(), least < most else { return nil }
    self.title = title
    self.pairs = pairs
    range = least...most
  }

  private static let width = 400.0
  private static let row = 22.0
  private static let names = 96.0
  private static let numbers = 104.0

  /// The drawing; its scale begins at the least number and not at zero.
  package var html: String {
    let room = Self.width - Self.names - Self.numbers - 16
    func place(_ value: Double) -> Double {
      Self.names + 8 + (value - range.lowerBound) / (range.upperBound - range.lowerBound) * room
    }
    var drawing = SVGDrawing(
      width: Self.width, height: Double(pairs.count) * Self.row + 4, title: title)
    for (index, pair) in pairs.enumerated() {
      let middle = Double(index) * Self.row + 12
      drawing.text("n", x: Self.names - 6, y: middle + 4, SVGDrawing.shortened(pair.name, to: 7))
      drawing.line("g", from: (place(pair.before), middle), to: (place(pair.after), middle))
      drawing.dot("d0", x: place(pair.before), y: middle, radius: 4, tip: pair.shownBefore)
      drawing.dot("d1", x: place(pair.after), y: middle, radius: 5, tip: pair.shownAfter)
      drawing.text(
        "v", x: Self.width - Self.numbers + 6, y: middle + 4,
        "\(pair.shownBefore) → \(pair.shownAfter)")
    }
    return drawing.html
  }
}
