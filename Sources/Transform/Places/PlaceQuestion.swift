package import SurveyModel

/// What somebody who reads a file asks of the places of a day.
///
/// Whoever asks the same of other places and gets the same answers reads the file alike.
package struct PlaceQuestion: Hashable, Sendable, Codable {
  /// What is asked of a text.
  package enum Kind: String, Hashable, Sendable, Codable {
    /// Which place of a level it means.
    case meaning
    /// Whether it means one by rule, whatever decisions say.
    case isPlace
    /// Whether it ends as names of places do.
    case endsLikePlace
    /// Whether it is longer than any name can be.
    case isTooLong
  }

  /// What is asked.
  package let kind: Kind
  /// The text.
  package let text: String
  /// The day, in ISO 8601.
  package let day: String
  /// The level, where one is asked for.
  package let level: PlaceLevel?
  /// The code of the place in which it must lie, or nil for anywhere.
  package let within: String?
  /// What it consists of, as texts.
  package var order: [String] {
    [text, kind.rawValue, day, level?.name ?? "", within ?? ""]
  }

  init(
    _ kind: Kind, _ text: String, on day: CalendarDate, level: PlaceLevel? = nil,
    within: String? = nil
  ) {
    self.kind = kind
    self.text = text
    self.day = day.description
    self.level = level
    self.within = within
  }
}

/// The questions of a file.
package struct PlaceQuestions: Hashable, Sendable, Codable {
  /// More than these are not kept.
  package static let most = 1 << 16

  /// The questions, in no order; not all of them where they are too many.
  package private(set) var all: Set<PlaceQuestion> = []
  /// Whether there were too many: then any place may have decided something.
  package private(set) var areTooMany = false

  /// No question.
  package init() {}

  /// The questions in an order that is always the same.
  package var sorted: [PlaceQuestion] {
    all.sorted { $0.order.lexicographicallyPrecedes($1.order) }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(sorted, forKey: .all)
    try container.encode(areTooMany, forKey: .areTooMany)
  }

  mutating func insert(_ question: PlaceQuestion) {
    guard !areTooMany else { return }
    all.insert(question)
    guard all.count > Self.most else { return }
    all = []
    areTooMany = true
  }
}

extension PlaceResolver {
  /// The answer to a question, as a text that is another one for another answer.
  package func answer(to question: PlaceQuestion) -> String {
    let text = question.text
    switch (question.kind, question.level) {
    case (.endsLikePlace, _): return "\(endsLikePlace(text))"
    case (.isTooLong, _): return "\(isTooLong(text))"
    case (.isPlace, let level?):
      return "\(ruledPlace(text, level: level, within: question.within) != nil)"
    case (.meaning, let level?):
      return switch resolve(text, level: level, within: question.within) {
      case .resolved(let code, let evidence): "\(code) by \(evidence)"
      case .unknown(let places): "like \(places.map(\.description))"
      case .ambiguous(let places): "one of \(places.map(\.description))"
      }
    case (_, nil): return "no level"
    }
  }
}

extension Place {
  /// What is shown of a place where it is proposed.
  fileprivate var description: [String] { [code, name, level.name, parent ?? ""] }
}
