import Load
import SurveyModel
import Transform

/// The names that wait for an analyst, as lines of the decisions file whose code is still blank.
///
/// An analyst copies a line to the decisions file and puts one of its candidates, or another place,
/// into `code`; every later run replays the answer. What stands behind `note` is for the analyst, and
/// the decisions file ignores it. A text that resembles no place may be a person's name: its line has
/// no name, and tells where the cell is.
struct DecisionsNeeded {
  /// The file in the run's folder.
  static let fileName = "decisions-needed.csv"

  static let columns =
    ["name", "level", "within", "code", "decided_on", "note", "rows", "first_row"]
    + (1...PlaceResolver.mostProposals).map { "candidate_\($0)" }

  private struct Key: Hashable {
    let wave: CalendarDate
    let level: PlaceLevel
    let within: String?
    let name: String?
  }

  private struct Line {
    /// The spelling of the most rows; nil where it is not shown.
    var name: String?
    var rowsOfName: Int
    var rows: Int
    var first: Origin
  }

  private let resolvers: [CalendarDate: PlaceResolver]
  private let asOf: CalendarDate

  /// - Parameters:
  ///   - resolvers: What finds the places of each day that data are of.
  ///   - asOf: The day of rows that are of no wave.
  init(_ resolvers: [CalendarDate: PlaceResolver], asOf: CalendarDate) {
    self.resolvers = resolvers
    self.asOf = asOf
  }

  /// Writes one line for each name that rows wait for, spellings of one key together.
  ///
  /// Lines are ordered by level, container, name and wave, whatever the order in which files were read.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  func write(_ names: [DoubtfulName], places: RowPlaces, to path: String) throws(RunFailure) {
    var lines: [Key: Line] = [:]
    for doubtful in names {
      let wave = doubtful.wave ?? asOf
      let key = Key(
        wave: wave, level: doubtful.level, within: doubtful.within,
        name: doubtful.name.map { resolvers[wave]?.key(of: $0) ?? $0 })
      guard var line = lines[key] else {
        lines[key] = Line(
          name: doubtful.name, rowsOfName: doubtful.rows, rows: doubtful.rows, first: doubtful.first
        )
        continue
      }
      if doubtful.rows > line.rowsOfName {
        (line.name, line.rowsOfName) = (doubtful.name, doubtful.rows)
      }
      line.rows += doubtful.rows
      line.first = places.first(of: line.first, doubtful.first)
      lines[key] = line
    }
    let sorted = lines.sorted { left, right in
      (left.key.level, left.key.within ?? "", left.key.name ?? "", left.key.wave)
        < (right.key.level, right.key.within ?? "", right.key.name ?? "", right.key.wave)
    }
    // An answer holds on the days that have its place; which one is asked of stands behind the others.
    let hasWaves = names.contains { $0.wave != nil }
    var file = try CSVFile(at: path, header: Self.columns + (hasWaves ? [Waves.variable] : []))
    for (key, line) in sorted {
      let candidates = line.name.map { self.candidates(for: $0, key) } ?? []
      try file.append(
        [line.name, key.level.name, key.within, nil, nil, nil, String(line.rows)]
          + [places.location(of: line.first).description]
          + (0..<PlaceResolver.mostProposals)
          .map { $0 < candidates.count ? candidates[$0] : nil }
          + (hasWaves ? [key.wave.description] : []))
    }
    try file.close()
  }

  private func candidates(for name: String, _ key: Key) -> [String] {
    (resolvers[key.wave]?.openAnswers(for: name, level: key.level, within: key.within) ?? [])
      .map { "\($0.place.code) \($0.place.name) (\($0.reason?.rawValue ?? "same_name"))" }
  }
}
