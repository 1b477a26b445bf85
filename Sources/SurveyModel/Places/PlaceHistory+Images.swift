extension PlaceHistory {
  /// Where the records of a place of one date lie on the map of another.
  ///
  /// A natural village is asked for its own fate first, so that it decides what its administrative
  /// village leaves open; where it does not, its village is asked, and so on up.
  ///
  /// - Parameters:
  ///   - code: A place of `start`.
  ///   - start: The date that the code is of.
  ///   - end: The date of the map, before or after.
  /// - Returns: The candidates; none at all where `code` is no place of `start`.
  package func image(
    of code: String, from start: CalendarDate, to end: CalendarDate
  ) -> PlaceImage {
    var known: [String: PlaceImage] = [:]
    return image(of: code, from: start, to: end, &known)
  }

  /// Where the records of every place of one date lie on the map of another, by code.
  package func images(
    from start: CalendarDate, to end: CalendarDate
  ) -> [(code: String, image: PlaceImage)] {
    var known: [String: PlaceImage] = [:]
    let codes = Set(places.filter { $0.isValid(on: start) }.map(\.code))
    return codes.sorted().map { ($0, image(of: $0, from: start, to: end, &known)) }
  }

  private func image(
    of code: String, from start: CalendarDate, to end: CalendarDate,
    _ known: inout [String: PlaceImage]
  ) -> PlaceImage {
    if let image = known[code] { return image }
    guard let place = place(code, on: start) else { return PlaceImage(candidates: [:]) }
    // Until it is known it has none, so that a gazetteer that goes round in a circle comes to an end.
    known[code] = PlaceImage(candidates: [:])
    var parent: [PlaceLevel: [String]] = [:]
    if let code = place.parent {
      parent = image(of: code, from: start, to: end, &known).candidates
    }
    let lineages = (successors(of: code, from: start, to: end) ?? [])
      .map { lineage(of: $0, on: end) }
    var candidates: [PlaceLevel: [String]] = [:]
    for level in levels where level <= place.level {
      let codes = lineages.map { $0[level] }
      if !codes.isEmpty, !codes.contains(nil) {
        candidates[level] = Set(codes.compactMap(\.self)).sorted()
      } else if level < place.level {
        candidates[level] = parent[level]
      }
    }
    let found = PlaceImage(candidates: candidates)
    known[code] = found
    return found
  }
}
