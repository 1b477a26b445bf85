import SurveyModel
import Synchronization

/// The questions that one file asks of places, noted while it is read.
package final class PlaceNotes: Sendable {
  private let noted = Mutex(PlaceQuestions())

  /// Nothing noted yet.
  package init() {}

  /// What was noted.
  package var questions: PlaceQuestions { noted.withLock { $0 } }

  func note(_ question: PlaceQuestion) { noted.withLock { $0.insert(question) } }
}

/// Finds the places of a day for one file, and notes whatever the file asks of them.
///
/// Nothing that reads a file may ask a ``PlaceResolver`` otherwise: what it learnt would be unknown to
/// whoever asks whether the file must be read again.
struct NotedResolver {
  private let resolver: PlaceResolver
  private let notes: PlaceNotes?

  init(_ resolver: PlaceResolver, _ notes: PlaceNotes?) {
    self.resolver = resolver
    self.notes = notes
  }

  /// Finds the place of a level that a name means; see ``PlaceResolver/resolve(_:level:within:)``.
  func resolve(_ text: String, level: PlaceLevel, within: String?) -> PlaceResolver.Resolution {
    note(.meaning, text, level, within)
    return resolver.resolve(text, level: level, within: within)
  }

  /// Whether a text means a place of a level by rule.
  func isPlace(_ text: String, level: PlaceLevel) -> Bool {
    note(.isPlace, text, level)
    return resolver.ruledPlace(text, level: level, within: nil) != nil
  }

  /// Whether a text ends like a place's name.
  func endsLikePlace(_ text: String) -> Bool {
    note(.endsLikePlace, text)
    return resolver.endsLikePlace(text)
  }

  /// Whether a text is longer than the name of any place.
  func isTooLong(_ text: String) -> Bool {
    note(.isTooLong, text)
    return resolver.isTooLong(text)
  }

  private func note(
    _ kind: PlaceQuestion.Kind, _ text: String, _ level: PlaceLevel? = nil, _ within: String? = nil
  ) {
    notes?
      .note(
        PlaceQuestion(kind, text, on: resolver.gazetteer.asOf, level: level, within: within))
  }
}
