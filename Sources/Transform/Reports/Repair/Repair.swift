/// One place of a report that was read otherwise than it stands in the file.
package struct Repair: Hashable, Sendable {
  /// What had happened to the text.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A reading in parentheses behind its character.
    case gloss
    /// A reading that was inserted across two characters and shifted the bytes behind it.
    case shift
    /// Punctuation that was matched across two characters.
    case punctuation
    /// An entity of HTML, whole or without its ampersand.
    case entity
    /// A lookalike or private character.
    case confusable
    /// A letter in the place of a digit.
    case digit
    /// A character of which nothing certain is left.
    case loss
  }

  /// How far a repair can be trusted.
  package enum Certainty: String, Hashable, Sendable, CaseIterable {
    /// The bytes that are left say it.
    case deterministic
    /// Chosen by context.
    case guessed
    /// Not restored: the damage stays visible.
    case lost
  }

  /// What had happened.
  package let kind: Kind
  /// How far the repair can be trusted.
  package let certainty: Certainty
  /// The first Unicode code point of the damaged text, in the text that was repaired.
  package let start: Int
  /// The code point behind the damaged text.
  package let end: Int
  /// What is read there now.
  package let replacement: String
}
