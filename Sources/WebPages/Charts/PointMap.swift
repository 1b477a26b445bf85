internal import Foundation

/// Places as dots where they lie, the darker the greater their number.
package struct PointMap {
  /// One place.
  package struct Point: Hashable, Sendable {
    /// What it is called.
    package let name: String
    /// Degrees east and north (WGS 84, or any other datum: no line is drawn that would show the difference).
    package let longitude: Double, latitude: Double
    /// The number, or nil where there is none.
    package let value: Double?
    /// What is written for it.
    package let shown: String

    /// Describes a place.
    package init(
      name: String, longitude: Double, latitude: Double, value: Double?, shown: String
    ) {
      self.name = name
      self.longitude = longitude
      self.latitude = latitude
      self.value = value
      self.shown = shown
    }
  }

  /// The number of classes that numbers are sorted into.
  package static let classCount = 5

  private let title: String
  private let points: [Point]

  /// Makes a map; nil with fewer than two places that lie apart.
  ///
  /// - Parameters:
  ///   - title: What it shows, escaped, for those who do not see it.
  ///   - points: The places; what lies nowhere on Earth is left out.
  package init?(title: String, points: [Point]) {
    let points = points.filter { abs($0.longitude) <= 180 && abs($0.latitude) <= 90 }
    guard Set(points.map { [$0.longitude, $0.latitude] }).count > 1 else { return nil }
    self.title = title
    self.points = points
  }

  /// The bounds of the classes: of as many places each as ties allow.
  private var bounds: [Double] {
    let values = points.compactMap(\.value).sorted()
    guard !values.isEmpty else { return [] }
    return (1..<Self.classCount).map { values[values.count * $0 / Self.classCount] }
  }

  /// The least and the greatest number of each class that has any, from the least.
  package var classes: [ClosedRange<Double>] {
    let bounds = bounds
    let values = points.compactMap(\.value)
    return (0..<Self.classCount)
      .compactMap { number in
        let own = values.filter { value in bounds.count { $0 <= value } == number }
        guard let least = own.min(), let most = own.max() else { return nil }
        return least...most
      }
  }

  /// The drawing: plate carrée, the degrees of longitude shortened by the cosine of the middle latitude.
  package var html: String {
    let latitudes = points.map(\.latitude)
    let longitudes = points.map(\.longitude)
    let (south, north) = (latitudes.min() ?? 0, latitudes.max() ?? 0)
    let (west, east) = (longitudes.min() ?? 0, longitudes.max() ?? 0)
    let shortening = cos((south + north) / 2 * .pi / 180)
    let (width, height) = (480.0, 420.0)
    let margin = 14.0
    let scale = min(
      (width - 2 * margin) / max(1e-9, (east - west) * shortening),
      (height - 2 * margin) / max(1e-9, north - south))
    let extent = (x: (east - west) * shortening * scale, y: (north - south) * scale)
    let bounds = bounds
    var drawing = SVGDrawing(
      width: width, height: min(height, extent.y + 2 * margin), title: title)
    for point in points {
      let place = (
        x: (width - extent.x) / 2 + (point.longitude - west) * shortening * scale,
        y: margin + (north - point.latitude) * scale
      )
      let rank = point.value.map { value in bounds.count { $0 <= value } }
      drawing.dot(
        rank.map { "m\($0)" } ?? "m", x: place.x, y: place.y,
        radius: points.count > 400 ? 3 : 5, tip: "\(point.name): \(point.shown)")
    }
    return drawing.html
  }
}
