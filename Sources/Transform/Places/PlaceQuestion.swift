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
  /// More questions than these, or of more bytes of text, are not kept.
  package static let most = 1 << 16
  package static let mostBytes = 1 << 22

  /// The questions, in no order; not all of them where they are too many.
  package private(set) var all: Set<PlaceQuestion> = []
  /// Whether there were too many: then any place may have decided something.
  package private(set) var areTooMany = false
  private var bytes = 0

  private enum CodingKeys: String, CodingKey { case all, areTooMany }

  /// No question.
  package init() {}

  /// The questions in an order that is always the same.
  package var sorted: [PlaceQuestion] {
    all.sorted { $0.order.lexicographicallyPrecedes($1.order) }
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    for question in try container.decode([PlaceQuestion].self, forKey: .all) { insert(question) }
    areTooMany = try container.decode(Bool.self, forKey: .areTooMany)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(sorted, forKey: .all)
    try container.encode(areTooMany, forKey: .areTooMany)
  }

  mutating func insert(_ question: PlaceQuestion) {
    guard !areTooMany, all.insert(question).inserted else { return }
    bytes += question.text.utf8.count
    guard all.count > Self.most || bytes > Self.mostBytes else { return }
    all = []
    bytes = 0
    areTooMany = true
  }
}

extension PlaceResolver {
  /// The answer to a question, as texts of which one at least is another for another answer.
  package func answer(to question: PlaceQuestion) -> [String] {
    let text = question.text
    switch (question.kind, question.level) {
    case (.endsLikePlace, _): return [endsLikePlace(text) ? "yes" : "no"]
    case (.isTooLong, _): return [isTooLong(text) ? "yes" : "no"]
    case (.isPlace, let level?):
      let isPlace = ruledPlace(text, level: level, within: question.within) != nil
      return [isPlace ? "yes" : "no"]
    case (.meaning, let level?):
      return switch resolve(text, level: level, within: question.within) {
      case .resolved(let code, let evidence): ["resolved", code] + evidence.told
      case .unknown(let places): ["unknown"] + places.flatMap(\.told)
      case .ambiguous(let places): ["ambiguous"] + places.flatMap(\.told)
      }
    case (_, nil): return ["no level"]
    }
  }
}

extension PlaceResolver.Evidence {
  /// What a file that asked is told of it.
  fileprivate var told: [String] {
    switch self {
    case .name: ["name"]
    case .variant: ["variant"]
    case .formerName: ["former name"]
    case .decision(let line): ["decision", String(line)]
    }
  }
}

extension Place {
  /// What a file that asked is told of a place that is proposed.
  fileprivate var told: [String] { [code, name, level.name, parent ?? ""] }
}
