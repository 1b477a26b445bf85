internal import Relational
internal import SurveyModel

/// The places that published tables have rows of, and those around them: what the codes of the tables
/// refer to.
struct PublishedPlaces {
  static let file = "places.csv"
  static let columns = ["code", "level", "name", "parent"]

  private struct Place {
    let level: String
    let name: String
    let parent: String?
  }

  private let pipeline: PipelineDefinition
  private let engine: any Engine

  /// Takes the engine that keeps the tables.
  init(_ pipeline: PipelineDefinition, from engine: any Engine) {
    self.pipeline = pipeline
    self.engine = engine
  }

  /// Writes each place once, from the widest level, as it is on the day of the data, or else was last.
  ///
  /// - Throws: `RunFailure` when the disk or the engine refuses.
  func write(_ tables: [CompiledTable], to path: String) throws(RunFailure) {
    var places: [String: Place] = [
      GrandTotal.code: Place(level: GrandTotal.level, name: pipeline.wholeName, parent: nil)
    ]
    let known = TablePlaces.chosen(on: pipeline.asOf).keeping(Self.columns)
    try engine.rows(of: known) { row throws(RunFailure) in
      guard let code = row[0]?.string else { return }
      places[code] = Place(
        level: row[1]?.string ?? "", name: row[2]?.string ?? "", parent: row[3]?.string)
    }
    let ranks = [GrandTotal.level] + pipeline.levels.names
    let sorted = try codes(of: tables, places)
      .map { (rank: ranks.firstIndex(of: places[$0]?.level ?? "") ?? ranks.count, code: $0) }
      .sorted { ($0.rank, $0.code) < ($1.rank, $1.code) }
    var file = try CSVFile(at: path, header: Self.columns)
    for (_, code) in sorted {
      guard let place = places[code] else { continue }
      try file.append([code, place.level, place.name, place.parent])
    }
    try file.close()
  }

  /// The codes that rows have, and those of the places around them.
  private func codes(
    of tables: [CompiledTable], _ places: [String: Place]
  ) throws(RunFailure) -> Set<String> {
    var codes: Set<String> = []
    for table in tables {
      try engine.rows(of: .distinct(table.rows().keeping(["code"]))) { row throws(RunFailure) in
        var code = row[0]?.string
        while let place = code, codes.insert(place).inserted { code = places[place]?.parent }
      }
    }
    return codes
  }
}
