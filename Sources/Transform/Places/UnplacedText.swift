import SurveyModel

/// How much is shown of a text that stands where a place should and is none.
///
/// An analyst needs it to decide what it means, where it may be a place: where it is like one of the
/// gazetteer, or ends as names of places do. Anything else may be a person's name that strayed into the
/// column; whoever must correct it finds it by its cell.
enum UnplacedText: Hashable {
  /// As it stands.
  case shown
  /// By its first character and its length.
  case masked(String)
  /// Not at all: it looks like a person's.
  case withheld
  /// By its number of bytes: it is longer than a place's name can be.
  case tooLong(Int)
}

extension TransformContext {
  /// How much is shown of a text for which no place was found.
  func visibility(ofUnplaced text: String, hasCandidates: Bool) -> UnplacedText {
    guard let places = places(on: nil) else { return .shown }
    if places.isTooLong(text) { return .tooLong(text.utf8.count) }
    if PersonalText.holdsNumber(text) { return .withheld }
    if hasCandidates { return .shown }
    if personal.matches(text) { return .withheld }
    if places.endsLikePlace(text) { return .shown }
    let trimmed = text.trimmed
    return .masked("\(trimmed.prefix(1))…, \(trimmed.count) characters")
  }
}
