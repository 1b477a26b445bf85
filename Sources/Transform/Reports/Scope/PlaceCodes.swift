internal import ChineseText
internal import SurveyModel

/// The codes of the places that a report names, as the gazetteer has them.
struct PlaceCodes: Sendable {
  private let places: [String: [Place]]
  private let parents: [String: String]

  /// Prepares the names of a gazetteer.
  ///
  /// - Parameters:
  ///   - gazetteer: The places of the report's date.
  ///   - folder: Folds their names as those of the report are.
  ///   - officialEnds: What an official name may end with where reports leave it out: 行政村.
  init(_ gazetteer: [Place], folder: TextFolder, officialEnds: [String]) {
    var places: [String: [Place]] = [:]
    for place in gazetteer {
      let name = folder.folded(place.name)
      places[name, default: []].append(place)
      for entry in officialEnds {
        let parts = entry.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, name.hasSuffix(parts[0]) else { continue }
        let short = name.dropLast(parts[0].count) + parts[1]
        if short != name { places[String(short), default: []].append(place) }
      }
    }
    self.places = places
    parents = Dictionary(
      gazetteer.compactMap { place in place.parent.map { (place.code, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The code of the one place of a name, or of the one that lies in another place.
  ///
  /// - Parameters:
  ///   - name: The folded name.
  ///   - outer: The folded names of places that it may lie in, the nearest first.
  /// - Returns: Nil where no place or several bear the name.
  func code(of name: String, within outer: [String]) -> String? {
    guard let candidates = places[name] else { return nil }
    if candidates.count == 1 { return candidates[0].code }
    for around in outer {
      let codes = Set((places[around] ?? []).map(\.code))
      let inside = candidates.filter { place in
        var code = place.parent
        while let next = code {
          if codes.contains(next) { return true }
          code = parents[next]
        }
        return false
      }
      if inside.count == 1 { return inside[0].code }
    }
    return nil
  }
}
