/// A place of the gazetteer for as long as it was so named and so placed.
package struct Place: Hashable, Sendable {
  /// The code, unique in the gazetteer at any date.
  package let code: String
  /// The name as it is published.
  package let name: String
  /// The level.
  package let level: PlaceLevel
  /// The code of the place one level up, or nil for the widest.
  package let parent: String?
  /// The first day of validity, or nil when it is not known.
  package let validFrom: CalendarDate?
  /// The first day on which it is no longer valid, or nil while it is.
  package let validTo: CalendarDate?
  /// The values of the pipeline's attributes, in their order; none where it has none.
  package let attributes: [Value]
  /// The one-based line of the gazetteer, or nil when it comes from no file.
  package let line: Int?

  /// Describes a place.
  package init(
    code: String, name: String, level: PlaceLevel, parent: String?, validFrom: CalendarDate? = nil,
    validTo: CalendarDate? = nil, attributes: [Value] = [], line: Int? = nil
  ) {
    self.code = code
    self.name = name
    self.level = level
    self.parent = parent
    self.validFrom = validFrom
    self.validTo = validTo
    self.attributes = attributes
    self.line = line
  }

  /// Whether the place is valid on a date.
  package func isValid(on date: CalendarDate) -> Bool {
    (validFrom.map { $0 <= date } ?? true) && (validTo.map { date < $0 } ?? true)
  }

  /// Whether the place was valid on the last days before a date.
  func isValid(before date: CalendarDate) -> Bool {
    (validFrom.map { $0 < date } ?? true) && (validTo.map { date <= $0 } ?? true)
  }
}

/// An analyst's answer to a doubtful place name, replayed on every run.
package struct PlaceDecision: Hashable, Sendable {
  /// The name as sources write it.
  package let name: String
  /// The level that was looked for.
  package let level: PlaceLevel
  /// The code of the place within which the answer holds, or nil for everywhere.
  package let within: String?
  /// The code that the name means.
  package let code: String
  /// The one-based line of the decisions file.
  package let line: Int

  /// Records an answer.
  package init(name: String, level: PlaceLevel, within: String?, code: String, line: Int) {
    self.name = name
    self.level = level
    self.within = within
    self.code = code
    self.line = line
  }
}
