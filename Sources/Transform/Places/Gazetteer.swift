package import SurveyModel

/// The places of the run's date, their ancestors, and what became of those of other dates.
///
/// Immutable once made; every worksheet of a run asks the same gazetteer.
package struct Gazetteer: Sendable {
  /// The places of all dates and their changes.
  package let history: PlaceHistory
  /// The date whose places are valid.
  package let asOf: CalendarDate
  /// What is wrong with the gazetteer or its changes.
  package let log: DiagnosticLog

  /// Puts the places of a date together.
  ///
  /// - Parameters:
  ///   - places: The lines of the gazetteer.
  ///   - changes: The lines of the list of changes.
  ///   - asOf: The date.
  ///   - name: The gazetteer's path, for diagnostics.
  ///   - changesName: The path of the list of changes, for diagnostics, or nil.
  package init(
    places: [Place], changes: [PlaceChange], asOf: CalendarDate, name: String,
    changesName: String? = nil
  ) {
    self.init(
      PlaceHistory(places: places, changes: changes), asOf: asOf, name: name,
      changesName: changesName)
  }

  /// Puts the places of a date out of those of all together.
  ///
  /// - Parameters:
  ///   - history: The places of all dates and their changes.
  ///   - asOf: The date.
  ///   - name: The gazetteer's path, for diagnostics.
  ///   - changesName: The path of the list of changes, for diagnostics, or nil.
  package init(
    _ history: PlaceHistory, asOf: CalendarDate, name: String, changesName: String? = nil
  ) {
    self.history = history
    self.asOf = asOf
    log = GazetteerCheck(history, asOf: asOf, gazetteer: name, changes: changesName ?? name).log
  }

  /// The place of a code on the run's date, or nil.
  package func place(_ code: String) -> Place? { history.place(code, on: asOf) }

  /// The places of the run's date, by code, the first line where the gazetteer has two.
  package var current: [Place] {
    let valid = history.places.indices.filter { history.places[$0].isValid(on: asOf) }
      .sorted { (history.places[$0].code, $0) < (history.places[$1].code, $1) }
    var current: [Place] = []
    current.reserveCapacity(valid.count)
    for index in valid where history.places[index].code != current.last?.code {
      current.append(history.places[index])
    }
    return current
  }

  /// The places of other dates, in the order of the gazetteer.
  package var others: [Place] { history.places.filter { !$0.isValid(on: asOf) } }

  /// The places of the run's date and of its level that hold what a place of another date held.
  ///
  /// - Returns: One place where that is certain, several where a split leaves it open; none where
  ///   the list of changes does not say.
  package func heirs(of place: Place) -> [Place] {
    let date: CalendarDate? =
      if let end = place.validTo, end <= asOf {
        CalendarDate(daysSince1970: end.daysSince1970 - 1)
      } else {
        place.validFrom
      }
    guard let date else { return [] }
    let image = history.image(of: place.code, from: date, to: asOf)
    return (image.candidates[place.level] ?? []).compactMap { self.place($0) }
  }

  /// The place itself and what it lies in, by level.
  package func lineage(of code: String) -> [PlaceLevel: String] {
    history.lineage(of: code, on: asOf)
  }
}
