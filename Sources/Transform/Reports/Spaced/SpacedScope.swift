internal import SurveyModel

/// What holds for the figures of a report in a language with spaces: its dates and its place.
struct SpacedScope: Sendable {
  /// The date of all figures that say no other.
  private(set) var base: CalendarDate?
  /// The place that the report is about.
  private(set) var home: String?
  /// The place of a heading that holds until the next.
  private var section: String?
  /// The date that the paragraph states.
  var stated: String?
  private var names: [String: String] = [:]

  /// How many paragraphs at its head may be a report's title or say its date.
  private static let headLines = 4
  /// How many words a title has, at most.
  private static let longestTitle = 16

  /// Reads what the head of a report says.
  init(_ head: [(text: SpacedText, scalars: [Unicode.Scalar])], _ reader: SpacedContextReader) {
    for line in head.prefix(Self.headLines) {
      let isTitle =
        line.text.tokens.count <= Self.longestTitle && line.text.tokens.last?.text != "."
      let dates = reader.dates.dates(in: line.text)
      // A line with other numbers states the date of those.
      let isAlone = line.text.tokens.indices.allSatisfy { index in
        line.text.tokens[index].kind != .number || dates.contains { $0.tokens.contains(index) }
      }
      if isAlone, let declared = dates.first(where: { $0.kind == .stated })?.day { base = declared }
      guard isTitle else { continue }
      if base == nil {
        base = dates.last { $0.kind == .plain || $0.kind == .stated }
          .flatMap {
            $0.day ?? $0.text?.split(separator: "/").last.flatMap { CalendarDate(iso: String($0)) }
          }
      }
      if home == nil {
        home =
          reader.places.places(in: line.text, of: line.scalars, isTitle: true)
          .first { place in
            place.name != nil && !reader.isElsewhere(place, in: line.text)
          }?
          .name.map { name($0) }
      }
    }
  }

  /// Whether a date is later than the report.
  func isAhead(_ date: String?) -> Bool {
    guard let base, let year = date.flatMap(CalendarDate.year(ofISO:)) else { return false }
    return year > base.year
  }

  /// The place of figures whose sentence names none.
  var place: String? { section ?? home }

  /// A place's name as the report wrote it first.
  mutating func name(_ written: String) -> String {
    let key = written.lowercased()
    if let name = names[key] { return name }
    names[key] = written
    return written
  }

  /// Enters a paragraph; a place that is a paragraph by itself holds for those behind it.
  mutating func enterParagraph(_ text: SpacedText, _ places: [SpacedPlace]) {
    stated = nil
    let words = text.tokens.filter { $0.kind == .word }.count
    guard let place = places.first, places.count == 1, words == place.tokens.count,
      text.tokens.allSatisfy({ $0.kind != .number })
    else { return }
    section = place.name.map { name($0) }
  }
}

/// Reads the dates and places of a text with spaces.
struct SpacedContextReader: Sendable {
  let words: SpacedLexicon
  let dates: SpacedDateReader
  let places: SpacedPlaces

  /// Whether a place is a whole such as "national", and no place by name.
  func isElsewhere(_ place: SpacedPlace, in text: SpacedText) -> Bool {
    words[.elsewhere].length(at: place.tokens.lowerBound, in: text) != nil
  }
}
