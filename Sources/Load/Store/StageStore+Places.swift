internal import Relational
package import SurveyModel

extension StageStore {
  /// Records the gazetteer, its changes, and where each place of the data's dates lies on the map of
  /// every other date that a table of them is made on.
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
    for map in pipeline.maps {
      try append(history.images(from: map.asOf, to: map.base), of: map.asOf, on: map.base)
    }
  }

  private func append(
    _ images: [(code: String, image: PlaceImage)], of asOf: CalendarDate, on base: CalendarDate
  ) throws(RunFailure) {
    let columns = ["base", "as_of", "place", "level", "target", "candidates"]
    let rows = images.flatMap { code, image in
      pipeline.levels.all.flatMap { level in
        let targets = image.candidates[level] ?? []
        return targets.map { target -> [StoredValue?] in
          [
            .text(base.description), .text(asOf.description), .text(code), .text(level.name),
            .text(target), StoredValue(targets.count),
          ]
        }
      }
    }
    try engine.append(rows, to: "place_base", columns)
  }

  /// Records the gazetteer: each place with those that it lies in, once for each time in which these
  /// were the same.
  ///
  /// A pipeline without a gazetteer gets one place, the whole, which every record counts in.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package func append(_ places: [Place]) throws(RunFailure) {
    let whole = Place(
      code: "0", name: pipeline.wholeName, level: pipeline.levels.widest, parent: nil)
    let history =
      places.isEmpty
      ? PlaceHistory(places: [whole], changes: [])
      : self.history.places == places ? self.history : PlaceHistory(places: places, changes: [])
    let levels = pipeline.levels.all
    let columns =
      ["code", "name", "level", "parent"] + levels.map(\.name) + ["valid_from", "valid_to"]
      + pipeline.attributes.names
    let sorted = history.places.indices.sorted { left, right in
      let (left, right) = (history.places[left], history.places[right])
      if left.code != right.code { return left.code < right.code }
      return left.validFrom?.description ?? "" < right.validFrom?.description ?? ""
    }
    var buffer = RowBuffer(for: "place", columns, of: engine)
    for place in sorted.lazy.map({ history.places[$0] }) {
      let names: [StoredValue?] = [
        .text(place.code), .text(place.name), .text(place.level.name),
        StoredValue(place.parent),
      ]
      let attributes = pipeline.attributes.all.indices.map { index in
        place.attributes.indices.contains(index) ? StoredValue(place.attributes[index]) : nil
      }
      for span in history.spans(of: place, asOf: pipeline.asOf) {
        let validity = [span.from, span.to].map { StoredValue($0?.description) }
        try buffer.append(
          names + levels.map { StoredValue(span.lineage[$0]) } + validity + attributes)
      }
    }
    try buffer.flush()
  }
}

extension PipelineDefinition {
  /// What the whole of the data is called: the row above all places, or the only place.
  var wholeName: String { title.zh ?? title.en ?? name }

  /// The maps that the rows of tables are on, in order.
  fileprivate var maps: [PlaceMap] {
    let maps = tables.flatMap { table in
      TableFrame.all(of: table, self, on: .day(table.base)).compactMap(\.map)
    }
    return Set(maps).sorted { ($0.asOf, $0.base) < ($1.asOf, $1.base) }
  }
}
