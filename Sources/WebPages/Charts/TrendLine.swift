/// A number over several times as a line without scales.
package struct TrendLine {
  private let title: String
  private let values: [Double?]

  /// Makes a line; nil with fewer than two numbers.
  ///
  /// - Parameters:
  ///   - title: What it shows, escaped, for those who do not see it.
  ///   - values: The numbers, the earliest first; nil where there is none.
  package init?(title: String, values: [Double?]) {
    guard values.compactMap(\.self).count > 1 else { return nil }
    self.title = title
    self.values = values
  }

  /// The drawing: the line is broken nowhere, but has no dot where there is no number.
  package var html: String {
    let (width, height) = (140.0, 28.0)
    let known = values.enumerated().compactMap { index, value in value.map { (index, $0) } }
    let least = known.map(\.1).min() ?? 0
    let extent = (known.map(\.1).max() ?? 0) - least
    let points = known.map { index, value in
      (
        x: 6 + Double(index) / Double(values.count - 1) * (width - 12),
        y: extent == 0 ? height / 2 : height - 6 - (value - least) / extent * (height - 12)
      )
    }
    var drawing = SVGDrawing(width: width, height: height, title: title)
    drawing.path("g", through: points)
    for point in points.dropLast() { drawing.dot("d0", x: point.x, y: point.y, radius: 2.5) }
    if let last = points.last { drawing.dot("d1", x: last.x, y: last.y, radius: 3.5) }
    return drawing.html
  }
}
