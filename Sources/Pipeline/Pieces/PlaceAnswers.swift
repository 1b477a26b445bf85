import SurveyModel
import Transform

/// What files asked of places when their pieces were made, and a hash of what they were told.
///
/// A piece can be taken as long as its questions have those answers: whatever else becomes of the
/// gazetteer, the file would be read alike.
struct AnsweredQuestions: Hashable, Codable {
  /// The questions.
  let questions: PlaceQuestions
  /// The keyed hash of the answers: nobody without the key may try out what was asked.
  let answers: String
  /// The hash of all places as they were when the piece was made, which spares asking again while they
  /// are the same.
  let places: String
}

/// Answers the questions of pieces out of the places of a run.
struct PlaceAnswers: Sendable {
  /// The hash of the places of all dates, their changes and the decisions, as far as names are found by
  /// them: neither attributes nor the order of lines make another one.
  let places: String
  private let resolvers: [String: PlaceResolver]
  private let key: SensitiveKey

  /// - Parameters:
  ///   - key: The key of sensitive values.
  ///   - places: The hash of all places.
  ///   - resolvers: What finds the places of each day.
  init(_ key: SensitiveKey, _ places: String, _ resolvers: [CalendarDate: PlaceResolver]) {
    self.key = key
    self.places = places
    self.resolvers = Dictionary(
      resolvers.map { ($0.key.description, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// Answers questions; where they are too many, all places are the answer.
  func answered(_ questions: PlaceQuestions) -> AnsweredQuestions {
    AnsweredQuestions(questions: questions, answers: answers(to: questions), places: places)
  }

  /// Whether questions have the answers that they had.
  func holds(_ asked: AnsweredQuestions) -> Bool {
    asked.places == places || asked.answers == answers(to: asked.questions)
  }

  private func answers(to questions: PlaceQuestions) -> String {
    guard !questions.areTooMany else { return places }
    var hash = ContentHash()
    for question in questions.sorted {
      for text in question.order { hash.add("question", text) }
      for text in resolvers[question.day]?.answer(to: question) ?? [] { hash.add("answer", text) }
    }
    return key.seal(hash.finished())
  }
}
