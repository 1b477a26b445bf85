import Foundation
import PropertyTesting
import SurveyModel
import Testing

@testable import Transform

@Suite struct PlaceQuestionTests {
  private static let day = CalendarDate(year: 2021, month: 10, day: 31)

  private static func questions(_ texts: some Sequence<String>) throws -> PlaceQuestions {
    let day = try #require(day)
    var questions = PlaceQuestions()
    for text in texts {
      questions.insert(PlaceQuestion(.meaning, text, on: day, level: .village, within: "11"))
    }
    return questions
  }

  @Test func `questions come back as they were, whatever their order`() throws {
    let questions = try Self.questions((0..<50).map { "甲\($0)" })
    let backwards = try Self.questions((0..<50).reversed().map { "甲\($0)" })
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let bytes = try encoder.encode(questions)
    #expect(try encoder.encode(backwards) == bytes)
    #expect(try JSONDecoder().decode(PlaceQuestions.self, from: bytes) == questions)
  }

  @Test func `of too many questions none is kept`() throws {
    let most = try Self.questions((0..<PlaceQuestions.most).map { "\($0)" })
    #expect(!most.areTooMany && most.all.count == PlaceQuestions.most)
    let long = String(repeating: "甲", count: PlaceQuestions.mostBytes / 12)
    #expect(!(try Self.questions((0..<3).map { "\($0)\(long)" })).areTooMany)
    #expect((try Self.questions((0..<5).map { "\($0)\(long)" })).areTooMany)
    let more = try Self.questions((0...PlaceQuestions.most).map { "\($0)" })
    #expect(more.areTooMany && more.all.isEmpty)
  }
}
