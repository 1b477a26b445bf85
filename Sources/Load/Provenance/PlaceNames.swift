internal import Relational
internal import SurveyModel

/// The names of places by their codes, asked of a store as far as they are needed.
struct PlaceNames {
  private let names: [String: String]
  /// More codes than this are not asked for one by one.
  private static let mostAsked = 500

  /// Asks for the names that some codes have on a day.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  init(
    of codes: Set<String>, on day: CalendarDate, from engine: any ReadableEngine
  ) throws(RunFailure) {
    var names: [String: String] = [:]
    var places = TablePlaces.chosen(on: day)
    if codes.count <= Self.mostAsked {
      places = places.replacing(
        scanOf: "place",
        with: .filter(
          .scan("place"), .among(.column(nil, "code"), codes.sorted().map { .text($0) })))
    }
    guard !codes.isEmpty else {
      self.names = [:]
      return
    }
    try engine.rows(of: places.keeping(["code", "name"])) { row throws(RunFailure) in
      if let code = row[0]?.string, codes.contains(code) { names[code] = row[1]?.string }
    }
    self.names = names
  }

  /// The name of a place, or nil where it is unknown.
  func name(of code: String?) -> String? { code.flatMap { names[$0] } }
}
