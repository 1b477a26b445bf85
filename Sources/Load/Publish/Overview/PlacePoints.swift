internal import Relational
internal import SurveyModel
internal import WebPages

/// Where the places of a table lie, when the gazetteer has their coordinates: attributes named `longitude` and
/// `latitude`, in degrees.
struct PlacePoints {
  /// The table whose headline figures are drawn; nil where there are no coordinates.
  private(set) var table: OverviewTable?
  /// The places of its narrowest level that have coordinates.
  private(set) var points: [PointMap.Point] = []

  private static let names = ["longitude", "latitude"]

  /// Looks for coordinates.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - tables: The tables; the first with rows of several places is drawn.
  /// - Throws: `RunFailure` when the engine refuses.
  init(_ store: StageStore, _ tables: [OverviewTable]) throws(RunFailure) {
    guard Self.names.allSatisfy(store.pipeline.attributes.names.contains),
      let table = tables.first(where: { table in
        table.dimensions.isEmpty && !table.definition.levels.isEmpty
          && table.headlineColumn != nil
      }), let level = table.compiled.levels.last
    else { return }
    var places: [String: (x: Double, y: Double)] = [:]
    let date = table.definition.base ?? store.pipeline.asOf
    let chosen = TablePlaces.chosen(on: date).keeping(["code"] + Self.names)
    try store.engine.rows(of: chosen) { row throws(RunFailure) in
      guard let code = row[0]?.string, let x = row[1]?.double, let y = row[2]?.double else {
        return
      }
      places[code] = (x, y)
    }
    var points: [PointMap.Point] = []
    try PublishedTable(table.compiled)
      .rows(of: level, from: store.engine) { row throws(RunFailure) in
        guard let place = places[row.code] else { return }
        points.append(
          PointMap.Point(
            name: row.name, longitude: place.x, latitude: place.y,
            value: row.cells[table.headline].number, shown: table.shown(row, table.headline)))
      }
    self.table = table
    self.points = points
  }
}
