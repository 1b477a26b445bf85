package import SurveyModel

/// The places of the run's date, their ancestors, and what became of those that are no more.
///
/// Immutable once made; every worksheet of a run asks the same gazetteer.
package struct Gazetteer: Sendable {
  /// Every line of the gazetteer, in its order.
  package let places: [Place]
  /// The date whose places are valid.
  package let asOf: CalendarDate
  /// What is wrong with the gazetteer or its changes.
  package let log: DiagnosticLog

  private let valid: [String: Place]
  private let former: [String: Place]
  private let successors: [String: [String]]

  /// Puts the places of a date together.
  ///
  /// - Parameters:
  ///   - places: The lines of the gazetteer.
  ///   - changes: The lines of the list of changes; those after `asOf` are not applied.
  ///   - asOf: The date.
  ///   - name: The gazetteer's path, for diagnostics.
  package init(places: [Place], changes: [PlaceChange], asOf: CalendarDate, name: String) {
    var log = DiagnosticLog()
    func report(_ message: Diagnostic.Message, remedy: Diagnostic.Message) {
      log.record(
        Diagnostic(
          .placeGazetteer, .warning, at: SourceLocation(file: name), message, remedy: remedy))
    }
    var valid: [String: Place] = [:]
    var former: [String: Place] = [:]
    for place in places {
      if place.isValid(on: asOf) {
        if let other = valid.updateValue(place, forKey: place.code) {
          report(
            "\(place.code) is both \(other.name) and \(place.name) on \(asOf)",
            remedy: "give one of them valid_to or another code")
        }
      } else {
        former[place.code] = place
      }
    }
    for place in valid.values.sorted(by: { $0.code < $1.code }) {
      guard let parent = place.parent, valid[parent] == nil else { continue }
      report(
        "the parent \(parent) of \(place.name) (\(place.code)) is no place of \(asOf)",
        remedy: "add the parent, or correct the code")
    }
    var successors: [String: [String]] = [:]
    for change in changes where change.date <= asOf {
      for code in [change.from, change.to] where valid[code] == nil && former[code] == nil {
        report(
          "the change of \(change.date) names \(code), which the gazetteer lacks",
          remedy: "add the place with its dates of validity")
      }
      successors[change.from, default: []].append(change.to)
    }
    self.places = places
    self.asOf = asOf
    self.valid = valid
    self.former = former
    self.successors = successors
    self.log = log
  }

  /// The place of a code on the run's date, or nil.
  package func place(_ code: String) -> Place? { valid[code] }

  /// The places of the run's date, by code.
  package var current: [Place] { valid.values.sorted { $0.code < $1.code } }

  /// The places that were, by code.
  package var past: [Place] { former.values.sorted { $0.code < $1.code } }

  /// The valid places that a former place became part of or was split into, by code.
  package func heirs(of code: String) -> [Place] {
    var seen: Set<String> = [code]
    var open = [code]
    var heirs: [Place] = []
    while let next = open.popLast() {
      for successor in successors[next] ?? [] where seen.insert(successor).inserted {
        if let place = valid[successor] { heirs.append(place) } else { open.append(successor) }
      }
    }
    return heirs.sorted { $0.code < $1.code }
  }

  /// The place itself and what it lies in, by level.
  package func lineage(of code: String) -> [PlaceLevel: String] {
    var lineage: [PlaceLevel: String] = [:]
    var next: String? = code
    while let code = next, let place = valid[code], lineage[place.level] == nil {
      lineage[place.level] = code
      next = place.parent
    }
    return lineage
  }

  /// Whether a valid place is `container` or lies in it.
  package func isPlace(_ code: String, within container: String) -> Bool {
    lineage(of: code).values.contains(container)
  }
}

extension Place {
  /// Whether the place is valid on a date.
  package func isValid(on date: CalendarDate) -> Bool {
    (validFrom.map { $0 <= date } ?? true) && (validTo.map { date < $0 } ?? true)
  }
}
