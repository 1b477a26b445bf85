/// What a member of an event holds: the part of its declaration that the schema and the article are made of.
indirect enum EventShape: Hashable, Sendable {
  /// Any text.
  case text
  /// A point of time, ISO 8601 in UTC with milliseconds.
  case time
  /// A whole number that is not negative.
  case count
  /// A number.
  case number
  /// Yes or no.
  case boolean
  /// One of some words.
  case choice([String])
  /// A value or `null`.
  case optional(EventShape)
  /// Values in order.
  case list(EventShape)
  /// An object with these members.
  case object([EventField])
  /// An object of any names, each with such a value.
  case entries(EventShape)
}

/// The name of a member of an event, what it holds and what it means.
struct EventField: Hashable, Sendable {
  /// The name.
  let name: String
  /// What it holds.
  let shape: EventShape
  /// What it means, as a sentence in Markdown.
  let summary: String
}
