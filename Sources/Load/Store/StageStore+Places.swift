internal import Relational
package import SurveyModel

extension StageStore {
  /// Records the gazetteer, its changes, and where each place of the data's date lies on the map of
  /// every other date that a table is made on.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package func append(_ history: PlaceHistory) throws(RunFailure) {
    self.history = history
    try append(history.places)
    let columns = ["date", "kind", "from", "to", "line"]
    let changes = history.changes.map { change -> [StoredValue?] in
      [
        .text(change.date.description), .text(change.kind.rawValue), .text(change.from),
        .text(change.to), change.line.map { StoredValue($0) },
      ]
    }
    try engine.append(changes, to: "place_change", columns)
    for base in Set(pipeline.tables.compactMap(\.base)).sorted() where base != pipeline.asOf {
      try append(history.images(from: pipeline.asOf, to: base), on: base)
    }
  }

  private func append(
    _ images: [(code: String, image: PlaceImage)], on base: CalendarDate
  ) throws(RunFailure) {
    let columns = ["base", "place", "level", "target", "candidates"]
    let rows = images.flatMap { code, image in
      pipeline.levels.all.flatMap { level in
        let targets = image.candidates[level] ?? []
        return targets.map { target -> [StoredValue?] in
          [
            .text(base.description), .text(code), .text(level.name), .text(target),
            StoredValue(targets.count),
          ]
        }
      }
    }
    try engine.append(rows, to: "place_base", columns)
  }

  /// Records the gazetteer, each place with its ancestors.
  ///
  /// A pipeline without a gazetteer gets one place, the whole, which every record counts in.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package func append(_ places: [Place]) throws(RunFailure) {
    let whole = Place(
      code: "0", name: pipeline.wholeName, level: pipeline.levels.widest, parent: nil)
    let rows = Self.withAncestors(places.isEmpty ? [whole] : places, asOf: pipeline.asOf)
    let levels = pipeline.levels.all
    let columns =
      ["code", "name", "level", "parent"] + levels.map(\.name) + ["valid_from", "valid_to"]
      + pipeline.attributes.names
    let values = rows.map { place, codes -> [StoredValue?] in
      let names: [StoredValue?] = [
        .text(place.code), .text(place.name), .text(place.level.name),
        StoredValue(place.parent),
      ]
      let validity = [place.validFrom, place.validTo].map { StoredValue($0?.description) }
      return names + levels.map { StoredValue(codes[$0]) } + validity
        + pipeline.attributes.all.indices.map { index in
          place.attributes.indices.contains(index) ? StoredValue(place.attributes[index]) : nil
        }
    }
    try engine.append(values, to: "place", columns)
  }

  /// Each place, by code and validity, with the codes of itself and its ancestors by level.
  private static func withAncestors(
    _ places: [Place], asOf date: CalendarDate
  ) -> [(place: Place, codes: [PlaceLevel: String])] {
    var chosen: [String: Place] = [:]
    for place in places {
      guard let other = chosen[place.code] else {
        chosen[place.code] = place
        continue
      }
      if place.precedes(other, asOf: date) { chosen[place.code] = place }
    }
    let sorted = places.sorted { left, right in
      (left.code, left.validFrom?.description ?? "") < (
        right.code, right.validFrom?.description ?? ""
      )
    }
    return sorted.map { place in
      var codes = [place.level: place.code]
      var parent = place.parent.flatMap { chosen[$0] }
      // A gazetteer that goes round in a circle ends here at the second visit of a level.
      while let ancestor = parent, codes[ancestor.level] == nil {
        codes[ancestor.level] = ancestor.code
        parent = ancestor.parent.flatMap { chosen[$0] }
      }
      return (place, codes)
    }
  }
}

extension Place {
  /// Whether this one of two places of one code is the one to take on a date: the valid one, else
  /// the later.
  fileprivate func precedes(_ other: Place, asOf date: CalendarDate) -> Bool {
    let (first, second) = (isValid(on: date), other.isValid(on: date))
    if first != second { return first }
    guard let start = validFrom else { return false }
    return other.validFrom.map { start > $0 } ?? true
  }
}

extension PipelineDefinition {
  /// What the whole of the data is called: the row above all places, or the only place.
  var wholeName: String { title.zh ?? title.en ?? name }
}
