internal import Relational
internal import SurveyModel

/// Tells which records have no place that a table has rows of, and finds those whose place is lost.
///
/// Records without a place at a level count in wider places, or in the grand total alone.
struct LevelCheck {
  private let store: StageStore
  private let pipeline: PipelineDefinition
  private var log = DiagnosticLog()
  private var told: [Absence: Records] = [:]

  /// Records that have no place at a level, said once however many tables they concern.
  private struct Absence: Hashable, Comparable {
    enum Cause: Int, Hashable, Comparable {
      /// The record has no variable that names a place.
      case unnamed
      /// The variables that name places are blank.
      case blank
      /// The place is wider than the level.
      case wider
      /// The place is narrow enough, and lies in none of the level.
      case outside

      static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    let record: String
    let asOf: CalendarDate
    let cause: Cause
    let level: PlaceLevel

    static func < (left: Self, right: Self) -> Bool {
      (left.record, left.asOf, left.cause, left.level)
        < (right.record, right.asOf, right.cause, right.level)
    }
  }

  private struct Records {
    var count = 0
    var places: Set<String> = []
  }

  /// Takes a store that keeps the records.
  init(_ store: StageStore) {
    self.store = store
    pipeline = store.pipeline
  }

  /// An error for each place that is lost; a warning or note for records without a place.
  var findings: DiagnosticLog {
    var log = self.log
    for (absence, records) in told.sorted(by: { $0.key < $1.key }) {
      log.record(finding(absence, records))
    }
    return log
  }

  /// Adds the records without a place that making a table showed.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  mutating func add(
    _ absences: [Tabulation.Absence: Set<String?>], of table: CompiledTable
  ) throws(RunFailure) {
    for (number, wave) in table.waves.enumerated() {
      try add(absences.filter { $0.key.wave == number }, of: wave, table)
    }
  }

  private mutating func add(
    _ absences: [Tabulation.Absence: Set<String?>], of wave: CompiledTable.Wave,
    _ table: CompiledTable
  ) throws(RunFailure) {
    let base = table.definition.base ?? pipeline.asOf
    let isMapped = !wave.reaches.isEmpty && wave.asOf != base
    for (part, count) in wave.counts.enumerated() {
      // What lies open on the map of another date is told by the check of that map.
      let absences = absences.filter { entry in
        entry.key.part == part && (!isMapped || entry.value.contains(nil))
      }
      guard !absences.isEmpty else { continue }
      var records: [String?: Int] = [:]
      try store.engine.rows(of: count.plan) { row throws(RunFailure) in
        records[row[0]?.string] = Int(row[1]?.double ?? 0)
      }
      var found: [Absence: Records] = [:]
      for (absence, places) in absences {
        // Records that name no place have none at any level, and are told once.
        for place in places where place == nil ? absence.level == pipeline.levels.widest : !isMapped
        {
          guard let key = key(of: place, on: wave.asOf, absence.level, count, table.definition)
          else { continue }
          found[key, default: Records()].count += records[place] ?? 0
          if let place { found[key, default: Records()].places.insert(place) }
        }
      }
      // Tables of one record may count some of its rows only.
      for (absence, records) in found where (told[absence]?.count ?? 0) < records.count {
        told[absence] = records
      }
    }
  }

  /// Why the records of a place have none at a level; nil, with an error, where they have been lost.
  private mutating func key(
    of code: String?, on asOf: CalendarDate, _ level: PlaceLevel, _ count: PlaceCount,
    _ table: TableDefinition
  ) -> Absence? {
    guard let code else {
      return Absence(
        record: count.record, asOf: asOf, cause: count.narrowest == nil ? .unnamed : .blank,
        level: pipeline.levels.widest)
    }
    guard let place = store.history.place(code, on: asOf) else {
      log.record(
        Diagnostic(
          .placeNotConserved, at: SourceLocation(file: pipeline.path),
          """
          records of \(count.record) count in no row of level \(level.name) in table \
          \(table.name): \(code) is no place of \(asOf)
          """, remedy: "correct the dates of the place in the gazetteer"))
      return nil
    }
    return Absence(
      record: count.record, asOf: asOf, cause: place.level < level ? .wider : .outside, level: level
    )
  }

  private func finding(_ absence: Absence, _ records: Records) -> Diagnostic {
    let (record, level) = (absence.record, absence.level.name)
    let wave = pipeline.hasWaves ? " of \(absence.asOf)" : ""
    let count = pipeline.shown(records.count, of: record)
    let pipelineFile = SourceLocation(file: pipeline.path)
    switch absence.cause {
    case .unnamed:
      return Diagnostic(
        .placeAbsent, .note, at: pipelineFile,
        """
        \(count) records of \(record)\(wave), which has no variable that names a place, count in the grand \
        total alone
        """, remedy: "give \(record) a variable of type: place to have its figures by place")
    case .blank:
      return Diagnostic(
        .placeAbsent, .warning, at: pipelineFile,
        "\(count) records of \(record)\(wave) name no place; they count in the grand total alone",
        remedy: "fill the places in, or say required: true to hold such rows back")
    case .wider:
      return Diagnostic(
        .placeAbsent, .note, at: pipelineFile,
        """
        \(count) records of \(record)\(wave) name no place of level \(level) but a wider one; they count in \
        that alone
        """, remedy: "fill the places in, or say required: true to hold such rows back")
    case .outside:
      let places = records.places.sorted()
        .compactMap { store.history.place($0, on: absence.asOf) }
      let names = places.map { "\($0.name) (\($0.code))" }.listed(most: 3)
      return Diagnostic(
        .placeAbsent, .warning,
        at: SourceLocation(
          file: pipeline.reference?.gazetteer ?? pipeline.path,
          places.first?.line.map { .line($0, column: 1) } ?? .wholeFile),
        """
        \(count) records of \(record)\(wave) lie in no place of level \(level), but in a wider one alone: \
        \(names)
        """, remedy: "correct the parent, unless the place belongs to the wider one itself")
    }
  }
}
