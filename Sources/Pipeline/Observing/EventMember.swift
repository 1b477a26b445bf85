import Load

/// One member of what events of a kind tell: its declaration, and how it is written.
///
/// What is written is of the shape that is declared, since both come from the same function.
struct EventMember<Content>: Sendable {
  /// The declaration.
  let field: EventField
  /// The value in an event.
  let value: @Sendable (Content) -> JSONText

  private init(
    _ name: String, _ shape: EventShape, _ summary: String,
    _ value: @escaping @Sendable (Content) -> JSONText
  ) {
    field = EventField(name: name, shape: shape, summary: summary)
    self.value = value
  }

  /// The same member of something that has a part of this kind.
  func of<Whole>(_ path: any KeyPath<Whole, Content> & Sendable) -> EventMember<Whole> {
    EventMember<Whole>(field.name, field.shape, field.summary) { value($0[keyPath: path]) }
  }

  /// A text.
  static func text(
    _ name: String, _ summary: String, _ value: @escaping @Sendable (Content) -> String
  ) -> Self {
    Self(name, .text, summary) { .text(value($0)) }
  }

  /// A text that may be missing.
  static func optionalText(
    _ name: String, _ summary: String, _ value: @escaping @Sendable (Content) -> String?
  ) -> Self {
    Self(name, .optional(.text), summary) { .text(value($0)) }
  }

  /// A point of time.
  static func time(
    _ name: String, _ summary: String, _ value: @escaping @Sendable (Content) -> EventTime
  ) -> Self {
    Self(name, .time, summary) { .text(value($0).description) }
  }

  /// Texts in order.
  static func texts(
    _ name: String, _ summary: String, _ value: @escaping @Sendable (Content) -> [String]
  ) -> Self {
    Self(name, .list(.text), summary) { .list(value($0).map { .text($0) }) }
  }

  /// A number of things.
  static func count(
    _ name: String, _ summary: String, _ value: @escaping @Sendable (Content) -> Int
  ) -> Self {
    Self(name, .count, summary) { .count(value($0)) }
  }

  /// A number.
  static func number(
    _ name: String, _ summary: String, _ value: @escaping @Sendable (Content) -> Double
  ) -> Self {
    Self(name, .number, summary) { .number(value($0)) }
  }

  /// A number that may be missing.
  static func optionalNumber(
    _ name: String, _ summary: String, _ value: @escaping @Sendable (Content) -> Double?
  ) -> Self {
    Self(name, .optional(.number), summary) { value($0).map { .number($0) } ?? .null }
  }

  /// Yes or no.
  static func boolean(
    _ name: String, _ summary: String, _ value: @escaping @Sendable (Content) -> Bool
  ) -> Self {
    Self(name, .boolean, summary) { .boolean(value($0)) }
  }

  /// One of the words of an enumeration.
  static func choice<Choice: CaseIterable & RawRepresentable<String> & SendableMetatype>(
    _ name: String, _ summary: String, _ value: @escaping @Sendable (Content) -> Choice
  ) -> Self {
    Self(name, .choice(Choice.allCases.map(\.rawValue)), summary) { .text(value($0).rawValue) }
  }

  /// Numbers by name.
  static func counts(
    _ name: String, _ summary: String,
    _ value: @escaping @Sendable (Content) -> [(name: String, count: Int)]
  ) -> Self {
    Self(name, .entries(.count), summary) { content in
      .object(value(content).map { .init($0.name, .count($0.count)) })
    }
  }

  /// Objects by name.
  static func entries<Part>(
    _ name: String, _ summary: String, of members: [EventMember<Part>],
    _ value: @escaping @Sendable (Content) -> [(name: String, part: Part)]
  ) -> Self {
    Self(name, .entries(.object(members.map(\.field))), summary) { content in
      .object(value(content).map { .init($0.name, members.object(of: $0.part)) })
    }
  }

  /// Objects in order.
  static func objects<Part>(
    _ name: String, _ summary: String, of members: [EventMember<Part>],
    _ value: @escaping @Sendable (Content) -> [Part]
  ) -> Self {
    Self(name, .list(.object(members.map(\.field))), summary) { content in
      .list(value(content).map(members.object))
    }
  }

  /// An object that may be missing.
  static func optionalObject<Part>(
    _ name: String, _ summary: String, of members: [EventMember<Part>],
    _ value: @escaping @Sendable (Content) -> Part?
  ) -> Self {
    Self(name, .optional(.object(members.map(\.field))), summary) { content in
      value(content).map(members.object) ?? .null
    }
  }
}

extension Array {
  /// The members of something as they are written.
  func written<Content>(of content: Content) -> [JSONText.Member]
  where Element == EventMember<Content> {
    map { JSONText.Member($0.field.name, $0.value(content)) }
  }

  /// Something as an object.
  func object<Content>(of content: Content) -> JSONText where Element == EventMember<Content> {
    .object(written(of: content))
  }
}
