internal import Relational
internal import SurveyModel

/// The places whose records lie in a row of a table.
enum PlacesOfRow {
  /// Every place, and none: the row is that of the grand total.
  case all
  /// Some places, by their codes, and in how many rows of the level the records of each may lie.
  case some([String: Int])

  /// More codes than this are looked up record by record, and not asked for.
  private static let mostAsked = 256

  /// Finds the places of a row.
  ///
  /// - Parameters:
  ///   - level: The name of its level.
  ///   - code: The code of its place.
  ///   - frame: The places and days of the row's wave.
  ///   - engine: What keeps the places.
  /// - Throws: `RunFailure` when the engine refuses.
  init(
    ofLevel level: String, code: String, _ frame: TableFrame, from engine: any ReadableEngine
  ) throws(RunFailure) {
    guard level != GrandTotal.level, let level = frame.levels.all.first(where: { $0.name == level })
    else {
      self = .all
      return
    }
    let plan: Plan
    if let map = frame.map {
      let isOfRow = Scalar.binary(
        map.isLevel(level, in: "m"), .and, .binary(.column("m", "target"), .equal, .text(code)))
      plan = .derive(
        .filter(map.named("m"), isOfRow),
        ["place", "candidates"].map { Derived($0, .column("m", $0)) })
    } else {
      let isOfRow = Scalar.binary(.column("o", level.name), .equal, .text(code))
      plan = .derive(
        .filter(.named(TablePlaces.chosen(on: frame.date), "o"), isOfRow),
        [Derived("place", .column("o", "code")), Derived("candidates", .number(1))])
    }
    var places: [String: Int] = [:]
    try engine.rows(of: plan) { row throws(RunFailure) in
      if let place = row[0]?.string { places[place] = Int(row[1]?.double ?? 1) }
    }
    self = .some(places)
  }

  /// The condition on the code of a record's place, as far as an engine is asked.
  func condition(on place: Scalar) -> Scalar? {
    guard case .some(let places) = self, places.count <= Self.mostAsked else { return nil }
    guard !places.isEmpty else { return .boolean(false) }
    return .among(place, places.keys.sorted().map { .text($0) })
  }

  /// In how many rows of the level a record of a place may lie; nil where it does not lie in this one.
  func candidates(of place: String?) -> Int? {
    switch self {
    case .all: 1
    case .some(let places): place.flatMap { places[$0] }
    }
  }
}
