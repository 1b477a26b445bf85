import SurveyModel
import Transform

/// The gazetteer, its changes and the decisions, as their files have them.
struct ReferenceFiles {
  let gazetteer: Gazetteer
  /// The places of each day that data are of, the pipeline's own among them.
  let gazetteers: [CalendarDate: Gazetteer]
  let decisions: [PlaceDecision]
  /// The gazetteer's path, for diagnostics.
  let gazetteerName: String
  /// The path of the list of changes, for diagnostics, or nil.
  let changesName: String?
  /// The decisions file, for diagnostics, or nil.
  let decisionsName: String?

  /// Takes the files that a pipeline refers to.
  ///
  /// - Returns: nil where there is no gazetteer.
  /// - Throws: `RunFailure` of exit status `definition` with the line of a mistake.
  init?(_ contents: ReferenceContents, of pipeline: PipelineDefinition) throws(RunFailure) {
    guard let file = contents.file(.gazetteer) else { return nil }
    let places = try Self.places(file, pipeline.levels, pipeline.attributes)
    let changes = try contents.file(.changes)
      .map { file throws(RunFailure) in
        try Self.changes(file)
      }
    let history = PlaceHistory(places: places, changes: changes ?? [])
    func gazetteer(of day: CalendarDate) throws(RunFailure) -> Gazetteer {
      let gazetteer = Gazetteer(
        history, asOf: day, name: file.path, changesName: contents.file(.changes)?.path)
      try Self.refuse(gazetteer.log)
      return gazetteer
    }
    let own = try gazetteer(of: pipeline.asOf)
    var gazetteers = [pipeline.asOf: own]
    for day in pipeline.days.sorted() where gazetteers[day] == nil {
      gazetteers[day] = try gazetteer(of: day)
    }
    self.gazetteers = gazetteers
    self.gazetteer = own
    decisions =
      try contents.file(.decisions)
      .map { file throws(RunFailure) in try Self.decisions(file, pipeline.levels) } ?? []
    gazetteerName = file.path
    changesName = contents.file(.changes)?.path
    decisionsName = contents.file(.decisions)?.path
  }

  /// Refuses a gazetteer that would give wrong totals.
  private static func refuse(_ log: DiagnosticLog) throws(RunFailure) {
    let errors = log.diagnostics.filter { $0.severity == .error }
    guard let first = errors.first else { return }
    let more = errors.count > 1 ? "; \(errors.count - 1) more of its lines are wrong" : ""
    throw RunFailure(
      Diagnostic(
        first.code, first.severity, at: first.location, "\(first.message)\(more)",
        remedy: first.remedy), exit: .definition)
  }

  /// Whether a decision names a place of a day that data are of.
  func applies(_ decision: PlaceDecision) -> Bool {
    gazetteers.values.contains { $0.place(decision.code) != nil }
  }

  /// A hash of all by which names are found.
  var digest: String {
    let history = gazetteer.history
    func text(_ day: CalendarDate?) -> String { day?.description ?? "" }
    let places = history.places.map { place in
      [
        place.code, place.name, place.level.name, place.parent ?? "", text(place.validFrom),
        text(place.validTo),
      ]
    }
    let changes = history.changes.map {
      [$0.date.description, $0.kind.rawValue, $0.from, $0.to]
    }
    // The lines of decisions are part of what files give.
    let answers = decisions.map {
      [$0.name, $0.level.name, $0.within ?? "", $0.code, String($0.line)]
    }
    var hash = ContentHash()
    for (label, entries) in [("place", places), ("change", changes), ("decision", answers)] {
      for entry in entries.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        hash.add(label, entry.joined(separator: "\u{1}"))
      }
    }
    return hash.finished()
  }

  /// A hash of the places that reports may name: those of the pipeline's day.
  var digestOfDay: String {
    var hash = ContentHash()
    for place in gazetteer.current {
      hash.add(
        "place",
        [place.code, place.name, place.level.name, place.parent ?? ""].joined(separator: "\u{1}"))
    }
    return hash.finished()
  }

  /// The line of a decision.
  func location(of decision: PlaceDecision) -> SourceLocation {
    SourceLocation(
      file: decisionsName ?? gazetteerName, .line(decision.line, column: 1))
  }

  /// A decision whose place is none of the run's date, with what became of it.
  func gone(_ decision: PlaceDecision, _ personal: PersonalText) -> Diagnostic {
    let heirs =
      gazetteer.history.versions(of: decision.code).last
      .map { gazetteer.heirs(of: $0) } ?? []
    let names = heirs.map { "\($0.name) (\($0.code))" }.joined(separator: ", ")
    return Diagnostic(
      .placeDecisionUnused, .warning, at: location(of: decision),
      """
      the decision for \(personal.shown(decision.name)) names \(decision.code), no place of the run's date \
      (\(gazetteer.asOf)), and does not apply
      """,
      remedy: names.isEmpty
        ? "remove the line, or correct it" : "decide anew: it became, or lies in, \(names)")
  }

  private static func places(
    _ file: ReferenceContents.File, _ levels: PlaceLevels, _ attributes: PlaceAttributes
  ) throws(RunFailure) -> [Place] {
    let table = try DelimitedTable(
      file,
      columns: ["code", "name", "level", "parent", "valid_from", "valid_to"] + attributes.names)
    var places: [Place] = []
    for row in table.rows {
      guard let code = row["code"], let placeName = row["name"] else {
        throw table.failure(
          row, "expected a code and a name, found a blank", remedy: "fill in or remove the line")
      }
      places.append(
        Place(
          code: code, name: placeName, level: try level(row, of: table, levels),
          parent: row["parent"],
          validFrom: try date("valid_from", row, of: table),
          validTo: try date("valid_to", row, of: table),
          attributes: try values(of: attributes, row, of: table), line: row.line))
    }
    return places
  }

  private static func values(
    of attributes: PlaceAttributes, _ row: DelimitedTable.Row, of table: DelimitedTable
  ) throws(RunFailure) -> [Value] {
    var values: [Value] = []
    for attribute in attributes.all {
      let text = row[attribute.name]
      guard let value = attribute.value(text) else {
        throw table.failure(
          row,
          "expected \(attribute.example) in \(attribute.name), found “\(text ?? "")”",
          remedy: "correct or remove it, or declare another type under attributes:")
      }
      values.append(value)
    }
    return values
  }

  private static func changes(
    _ file: ReferenceContents.File
  ) throws(RunFailure) -> [PlaceChange] {
    let table = try DelimitedTable(
      file, columns: ["date", "kind", "from", "to"])
    var changes: [PlaceChange] = []
    for row in table.rows {
      guard let kind = PlaceChange.Kind(rawValue: row["kind"] ?? "") else {
        let words = PlaceChange.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        throw table.failure(
          row, "expected a kind of \(words), found “\(row["kind"] ?? "")”",
          remedy: "correct the kind")
      }
      guard let day = try date("date", row, of: table), let from = row["from"], let to = row["to"]
      else {
        throw table.failure(
          row, "expected a date, from and to, found a blank", remedy: "fill in or remove the line")
      }
      changes.append(PlaceChange(date: day, kind: kind, from: from, to: to, line: row.line))
    }
    return changes
  }

  private static func decisions(
    _ file: ReferenceContents.File, _ levels: PlaceLevels
  ) throws(RunFailure) -> [PlaceDecision] {
    let table = try DelimitedTable(
      file, columns: ["name", "level", "within", "code"])
    var decisions: [PlaceDecision] = []
    for row in table.rows {
      // A name that was copied from a CSV file of a run has the apostrophe that stands there.
      guard let text = row["name"].map(SpreadsheetText.original), let code = row["code"] else {
        throw table.failure(
          row, "expected a name and a code, found a blank", remedy: "fill in or remove the line")
      }
      decisions.append(
        PlaceDecision(
          name: text, level: try level(row, of: table, levels), within: row["within"], code: code,
          line: row.line))
    }
    return decisions
  }

  private static func level(
    _ row: DelimitedTable.Row, of table: DelimitedTable, _ levels: PlaceLevels
  ) throws(RunFailure) -> PlaceLevel {
    guard let level = levels[row["level"] ?? ""] else {
      throw table.failure(
        row,
        "expected a level of \(levels.names.joined(separator: ", ")), found “\(row["level"] ?? "")”",
        remedy: "correct the level, or declare it in the pipeline's levels:")
    }
    return level
  }

  private static func date(
    _ column: String, _ row: DelimitedTable.Row, of table: DelimitedTable
  ) throws(RunFailure) -> CalendarDate? {
    guard let text = row[column] else { return nil }
    guard let date = CalendarDate(iso: text) else {
      throw table.failure(
        row, "expected a date such as 2021-03-01 in \(column), found “\(text)”",
        remedy: "correct the date")
    }
    return date
  }
}
