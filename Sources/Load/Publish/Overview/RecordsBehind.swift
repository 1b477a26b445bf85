internal import Relational
internal import SurveyModel

/// The records behind the rows of tables: how many of each kind lie in a place, how many are in quarantine,
/// and which files gave them.
struct RecordsBehind {
  /// The records of one kind and wave that lie in one place.
  struct Group {
    var clean = 0
    var held = 0
    var files: Set<Int64> = []
  }

  /// What tells records apart: their kind, their wave, and the code of a place; of the whole an empty text.
  struct Key: Hashable {
    let record: String
    let wave: String?
    let place: String
  }

  /// The groups of the places that are asked for.
  private(set) var groups: [Key: Group] = [:]

  /// Counts the records of all tables.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - records: The kinds of records.
  ///   - places: The codes of the places that are asked for.
  /// - Throws: `RunFailure` when the engine refuses.
  init(
    _ store: StageStore, of records: Set<String>, in places: Set<String>
  ) throws(RunFailure) {
    let lineages = try Self.lineages(store)
    for record in store.layout.records where records.contains(record.name) {
      for asOf in store.pipeline.days where store.pipeline.has(record.name, of: asOf) {
        try count(record, store, asOf, lineages, places)
      }
    }
  }

  private mutating func count(
    _ record: StoreLayout.Record, _ store: StageStore, _ asOf: CalendarDate,
    _ lineages: [String: [String]], _ places: Set<String>
  ) throws(RunFailure) {
    let frame = TableFrame(store.pipeline)
    let place = PlaceOfRecord(record, frame, narrowest: store.pipeline.levels.narrowestFormal)
    let wave = store.pipeline.hasWaves ? asOf.description : nil
    var rows = Plan.named(.scan(record.name), "v")
    if let wave {
      rows = .filter(rows, .binary(.column("v", Waves.variable), .equal, .text(wave)))
    }
    let code = place.isSame ? Scalar.null : place.code
    let keys = [
      Derived("place", code), Derived("file", Origin.file(of: .column("v", "origin"))),
      Derived("held", .flag(RecordStatus.isHeld("v"))),
    ]
    let groups = Plan.group(
      rows, by: keys.map(\.value), keys + [Derived("count", .count(nil))])
    try store.engine.rows(of: groups) { row throws(RunFailure) in
      let lineage = row[0]?.string.map { lineages[$0] ?? [$0] } ?? []
      for code in [""] + lineage where code.isEmpty || places.contains(code) {
        let key = Key(record: record.name, wave: wave, place: code)
        let count = Int(row[3]?.double ?? 0)
        if row[2] == .integer(1) {
          self.groups[key, default: Group()].held += count
        } else {
          self.groups[key, default: Group()].clean += count
        }
        if case .integer(let file)? = row[1] {
          self.groups[key, default: Group()].files.insert(file)
        }
      }
    }
  }

  /// The places that each place lies in, itself among them, on the day that the data speak of.
  private static func lineages(_ store: StageStore) throws(RunFailure) -> [String: [String]] {
    let levels = store.pipeline.levels.names
    let chosen = TablePlaces.chosen(on: store.pipeline.asOf).keeping(["code"] + levels)
    var lineages: [String: [String]] = [:]
    try store.engine.rows(of: chosen) { row throws(RunFailure) in
      guard let code = row[0]?.string else { return }
      lineages[code] = Array(Set(row.compactMap { $0?.string }))
    }
    return lineages
  }
}
