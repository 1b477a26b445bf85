/// Which places there were on each date, and what became of them: a time machine for village data.
///
/// It answers in both directions, for any two dates: where the records of a place of one date lie on
/// the map of another. What the list of changes and the natural villages do not decide stays open;
/// nothing is guessed and nothing shared out.
package struct PlaceHistory: Hashable, Sendable {
  /// Every line of the gazetteer, in its order.
  package let places: [Place]
  /// The changes, by date, those of one date in the order of their list.
  package let changes: [PlaceChange]
  /// The levels that have places on any date, from the widest.
  package let levels: [PlaceLevel]

  /// By code the number of its first line, and by line that of the next one of its code.
  private let first: [String: Int32]
  private let next: [Int32]
  private let leaving: [String: [PlaceChange]]
  private let arriving: [String: [PlaceChange]]

  /// Puts places and their changes together.
  ///
  /// Contradictions are not refused: a change that names an unknown place leads nowhere, and what
  /// depends on it is undecided.
  package init(places: [Place], changes: [PlaceChange]) {
    self.places = places
    levels = Set(places.map(\.level)).sorted()
    let ordered = changes.enumerated()
      .sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }.map(\.element)
    self.changes = ordered
    var first: [String: Int32] = [:]
    var last: [String: Int32] = [:]
    var next = [Int32](repeating: -1, count: places.count)
    first.reserveCapacity(places.count)
    for (number, place) in places.enumerated() {
      let line = Int32(number)
      guard let known = first[place.code] else {
        first[place.code] = line
        continue
      }
      next[Int(last[place.code] ?? known)] = line
      last[place.code] = line
    }
    self.first = first
    self.next = next
    leaving = Dictionary(grouping: ordered, by: \.from)
    arriving = Dictionary(grouping: ordered, by: \.to)
  }

  /// The place of a code on a date, or nil; the first line where the gazetteer has two.
  package func place(_ code: String, on date: CalendarDate) -> Place? {
    var line = first[code] ?? -1
    while line >= 0 {
      if places[Int(line)].isValid(on: date) { return places[Int(line)] }
      line = next[Int(line)]
    }
    return nil
  }

  /// The widest level that has places on a date, or nil where there is no place.
  package func widestLevel(on date: CalendarDate) -> PlaceLevel? {
    places.lazy.filter { $0.isValid(on: date) }.map(\.level).min()
  }

  /// The changes of a date that lead from a place, in the order of their list.
  package func changes(of code: String, on date: CalendarDate) -> [PlaceChange] {
    (leaving[code] ?? []).filter { $0.date == date }
  }

  /// Whether the gazetteer has several lines with a code.
  package func hasSeveralVersions(of code: String) -> Bool {
    first[code].map { next[Int($0)] >= 0 } ?? false
  }

  /// Every line of the gazetteer with a code, in its order.
  package func versions(of code: String) -> [Place] {
    var versions: [Place] = []
    var line = first[code] ?? -1
    while line >= 0 {
      versions.append(places[Int(line)])
      line = next[Int(line)]
    }
    return versions
  }

  /// The place itself and what it lies in on a date, by level; empty where it is no place then.
  package func lineage(of code: String, on date: CalendarDate) -> [PlaceLevel: String] {
    lineage(of: code) { place($0, on: date) }
  }

  /// The place itself and what it lies in, by level, as some lines of the gazetteer have it.
  func lineage(of code: String, _ line: (String) -> Place?) -> [PlaceLevel: String] {
    var lineage: [PlaceLevel: String] = [:]
    var next: String? = code
    // A gazetteer that goes round in a circle ends here at the second visit of a level.
    while let code = next, let place = line(code), lineage[place.level] == nil {
      lineage[place.level] = code
      next = place.parent
    }
    return lineage
  }

  /// The places of `end` that the place of `start` became, became part of, or was made out of.
  ///
  /// - Parameters:
  ///   - code: A place of `start`.
  ///   - start: The date that the code is of.
  ///   - end: The other date, before or after.
  /// - Returns: The codes, or nil when a part of the place leads to no place of `end`.
  package func successors(
    of code: String, from start: CalendarDate, to end: CalendarDate
  ) -> Set<String>? {
    var current: Set<String> = [code]
    if start < end {
      var date = start
      while let next = current.compactMap({ firstLeaving($0, after: date, until: end) }).min() {
        current = current.reduce(into: []) { $0.formUnion(became($1, on: next)) }
        date = next
      }
    } else {
      var date: CalendarDate?
      while let next = current.compactMap({ lastArriving($0, after: end, until: start, date) })
        .max()
      {
        current = current.reduce(into: []) { $0.formUnion(was($1, before: next)) }
        date = next
      }
    }
    return current.allSatisfy { place($0, on: end) != nil } ? current : nil
  }

  private func firstLeaving(
    _ code: String, after start: CalendarDate, until end: CalendarDate
  ) -> CalendarDate? {
    leaving[code]?.first { start < $0.date && $0.date <= end }?.date
  }

  private func lastArriving(
    _ code: String, after end: CalendarDate, until start: CalendarDate, _ before: CalendarDate?
  ) -> CalendarDate? {
    arriving[code]?
      .last { change in
        end < change.date && change.date <= start && before.map { change.date < $0 } ?? true
      }?
      .date
  }

  /// What a place of the day before a date became on it.
  ///
  /// The lines of one date hold at once. Only a place that is none on that date is followed further
  /// through lines of the same date.
  private func became(_ code: String, on date: CalendarDate) -> Set<String> {
    var found: Set<String> = []
    var seen: Set<String> = [code]
    var open = [code]
    while let next = open.popLast() {
      let lines = (leaving[next] ?? []).filter { $0.date == date }
      let isValid = place(next, on: date) != nil
      if lines.isEmpty || (isValid && (next != code || lines.allSatisfy { !$0.kind.isWhole })) {
        found.insert(next)
      }
      guard next == code || !isValid else { continue }
      for line in lines {
        if line.to == next { found.insert(next) }
        if seen.insert(line.to).inserted { open.append(line.to) }
      }
    }
    return found
  }

  /// What a place of a date was on the day before.
  private func was(_ code: String, before date: CalendarDate) -> Set<String> {
    var found: Set<String> = []
    var seen: Set<String> = [code]
    var open = [code]
    while let next = open.popLast() {
      let lines = (arriving[next] ?? []).filter { $0.date == date }
      let wasValid = versions(of: next).contains { $0.isValid(before: date) }
      let leftWholly = (leaving[next] ?? [])
        .contains { $0.date == date && $0.kind.isWhole && $0.to != next }
      if lines.isEmpty || (wasValid && (next != code || !leftWholly)) { found.insert(next) }
      guard next == code || !wasValid else { continue }
      for line in lines {
        if line.from == next { found.insert(next) }
        if seen.insert(line.from).inserted { open.append(line.from) }
      }
    }
    return found
  }
}
