import SurveyModel

/// Finds what contradicts itself in a gazetteer and its changes, line by line.
///
/// What would give a wrong total is an error: on the run's date every place must lead, from parent to
/// parent, to one of the widest level, and a code must be one place.
struct GazetteerCheck {
  /// The findings, those of the gazetteer first, each in the order of the lines.
  private(set) var log = DiagnosticLog()
  private let history: PlaceHistory
  private let asOf: CalendarDate
  private let gazetteer: String
  private let changes: String

  init(_ history: PlaceHistory, asOf: CalendarDate, gazetteer: String, changes: String) {
    self.history = history
    self.asOf = asOf
    self.gazetteer = gazetteer
    self.changes = changes
    checkValidity()
    checkPresence()
    checkParents()
    checkNames()
    for change in history.changes { check(change) }
    checkCircles()
    checkGaps()
  }

  private mutating func report(
    _ place: Place, as severity: Diagnostic.Severity = .warning, _ message: Diagnostic.Message,
    remedy: Diagnostic.Message
  ) {
    record(gazetteer, place.line, severity, message, remedy)
  }

  private mutating func report(
    _ change: PlaceChange, _ message: Diagnostic.Message, remedy: Diagnostic.Message
  ) {
    record(changes, change.line, .warning, message, remedy)
  }

  private mutating func record(
    _ file: String, _ line: Int?, _ severity: Diagnostic.Severity, _ message: Diagnostic.Message,
    _ remedy: Diagnostic.Message
  ) {
    let location = SourceLocation(file: file, line.map { .line($0, column: 1) } ?? .wholeFile)
    log.record(Diagnostic(.placeGazetteer, severity, at: location, message, remedy: remedy))
  }

  // MARK: The gazetteer

  private mutating func checkValidity() {
    var seen: [String: [Place]] = [:]
    for place in history.places {
      if let start = place.validFrom, let end = place.validTo, end <= start {
        report(
          place, "\(place.name) (\(place.code)) ends on \(end), before it begins on \(start)",
          remedy: "exchange or correct the dates")
      }
      if let other = seen[place.code]?.first(where: { $0.overlaps(place) }) {
        let day = [place.validFrom, other.validFrom].compactMap(\.self).max() ?? asOf
        report(
          place, as: .error, "\(place.code) is both \(other.name) and \(place.name) on \(day)",
          remedy: "remove one of the lines, or give one of them valid_to or another code")
      }
      if place.code == GrandTotal.code {
        report(
          place, as: .error, "\(place.code) is the code of the row of the grand total",
          remedy: "give \(place.name) another code")
      }
      if history.hasSeveralVersions(of: place.code) { seen[place.code, default: []].append(place) }
    }
  }

  private mutating func checkPresence() {
    guard history.widestLevel(on: asOf) == nil else { return }
    record(
      gazetteer, nil, .error, "expected places that are valid on \(asOf), found none",
      "add places, or correct their dates or as_of")
  }

  private mutating func checkParents() {
    let widest = history.widestLevel(on: asOf)
    for place in history.places {
      // A place of another date counts only on the map of that date, where its figures are checked.
      let severity: Diagnostic.Severity = place.isValid(on: asOf) ? .error : .warning
      guard let code = place.parent else {
        if let widest, place.level > widest {
          report(
            place, as: severity,
            "\(place.name) (\(place.code)) of level \(place.level.name) has no parent",
            remedy: "fill in the code of the place around it")
        }
        continue
      }
      check(place, in: code, as: severity)
    }
  }

  private mutating func check(
    _ place: Place, in code: String, as severity: Diagnostic.Severity
  ) {
    let versions = history.versions(of: code)
    guard !versions.isEmpty else {
      report(
        place, as: severity,
        "the parent \(code) of \(place.name) (\(place.code)) is no place of the gazetteer",
        remedy: "add the parent, or correct the code")
      return
    }
    // Levels that grow wider from parent to parent never lead back to where they began.
    if !versions.contains(where: { $0.level < place.level }) {
      report(
        place, as: severity,
        "\(place.name) (\(place.code)) lies in \(code), which is no wider level",
        remedy: "correct the level or the parent")
    } else if !versions.contains(where: { $0.overlaps(place) }) {
      report(
        place, as: severity,
        "\(place.name) (\(place.code)) and its parent \(code) were never valid together",
        remedy: "correct the dates or the parent")
    } else if place.isValid(on: asOf) {
      guard let parent = history.place(code, on: asOf) else {
        report(
          place, as: severity,
          "the parent \(code) of \(place.name) (\(place.code)) is no place of \(asOf)",
          remedy: "end the place too, or give it the parent that it has now, in a line of its own")
        return
      }
      guard parent.level >= place.level else { return }
      report(
        place, as: severity,
        "\(place.name) (\(place.code)) lies in \(code), which is no wider level on \(asOf)",
        remedy: "correct the level or the parent")
    }
  }

  private struct Name: Hashable {
    let name: String
    let level: PlaceLevel
    let parent: String?
  }

  private mutating func checkNames() {
    var seen: [Name: String] = [:]
    for place in history.places where place.isValid(on: asOf) {
      let name = Name(name: place.name, level: place.level, parent: place.parent)
      guard let other = seen.updateValue(place.code, forKey: name), other != place.code else {
        continue
      }
      report(
        place, "\(other) and \(place.code) are both \(place.name) in one place on \(asOf)",
        remedy: "tell them apart by name; rows that name them cannot be told apart")
    }
  }

  // MARK: The changes

  private mutating func check(_ change: PlaceChange) {
    var isKnown = true
    for code in Set([change.from, change.to]).sorted() where history.versions(of: code).isEmpty {
      report(
        change, "the change of \(change.date) names \(code), which the gazetteer lacks",
        remedy: "add the place with its dates of validity")
      isKnown = false
    }
    guard isKnown else { return }
    if !history.versions(of: change.from).contains(where: { $0.wasValid(before: change.date) }) {
      report(
        change, "\(change.from) was no place before its change of \(change.date)",
        remedy: "correct the date, or the validity of the place")
    }
    if history.place(change.to, on: change.date) == nil, !continues(change) {
      report(
        change, "\(change.to) is no place of \(change.date), on which it is made",
        remedy: "correct the date, or the validity of the place")
    }
    if change.kind.isWhole, change.from != change.to,
      history.versions(of: change.from)
        .contains(where: { version in
          version.isValid(on: change.date) && version.wasValid(before: change.date)
        })
    {
      report(
        change, "\(change.from) goes on after the \(change.kind.rawValue) of \(change.date)",
        remedy: "give it valid_to \(change.date), or write split or regroup")
    }
  }

  /// Whether another line of the same date goes on from where a change leads.
  private func continues(_ change: PlaceChange) -> Bool {
    history.changes(of: change.to, on: change.date).contains { $0 != change }
  }

  /// Whole changes of one date that lead back to where they began.
  private mutating func checkCircles() {
    let whole = history.changes.filter { $0.kind.isWhole && $0.from != $0.to }
    for change in whole {
      var code = change.to
      var seen: Set<String> = [change.from]
      while history.place(code, on: change.date) == nil, seen.insert(code).inserted,
        let next = history.changes(of: code, on: change.date)
          .first(where: { $0.kind.isWhole && $0.from != $0.to })
      {
        code = next.to
      }
      if code == change.from {
        report(
          change, "the changes of \(change.date) lead from \(change.from) back to it",
          remedy: "correct from and to")
      }
    }
  }

  private mutating func checkGaps() {
    let left = Set(history.changes.map(\.from))
    let made = Set(history.changes.map(\.to))
    for place in history.places where place.level != history.levels.first {
      let versions = history.versions(of: place.code)
      if let end = place.validTo, !left.contains(place.code),
        !versions.contains(where: { $0.validFrom.map { $0 >= end } ?? false })
      {
        report(
          place, as: .note,
          "\(place.name) (\(place.code)) ends on \(end) and no change says as what",
          remedy: "add a line to the list of changes")
      }
      if let start = place.validFrom, !made.contains(place.code),
        !versions.contains(where: { $0.validTo.map { $0 <= start } ?? false })
      {
        report(
          place, as: .note,
          "\(place.name) (\(place.code)) begins on \(start) and no change says out of what",
          remedy: "add a line to the list of changes")
      }
    }
  }
}

extension Place {
  /// Whether two lines are valid on a common day.
  fileprivate func overlaps(_ other: Place) -> Bool {
    func starts(_ left: Place, before right: Place) -> Bool {
      guard let end = right.validTo else { return true }
      return left.validFrom.map { $0 < end } ?? true
    }
    return starts(self, before: other) && starts(other, before: self)
  }

  /// Whether the place was valid on the last days before a date.
  fileprivate func wasValid(before date: CalendarDate) -> Bool {
    (validFrom.map { $0 < date } ?? true) && (validTo.map { date <= $0 } ?? true)
  }
}
