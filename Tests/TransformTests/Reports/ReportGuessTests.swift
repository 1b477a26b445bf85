import ChineseText
import PropertyTesting
import SurveyModel
import Testing
import Transform

struct ReportGuessTests {
  /// Guesses of many damaged reports, and how many of them are right.
  private struct Tally {
    var guessed = 0
    var right = 0
    var abstained = 0
    var numerals = 0
  }

  @Test func `guesses are right nine times in ten, and are never a number`() throws {
    let seed: UInt64 = 20_261_124
    var generator = SeededGenerator(seed: seed)
    let model = try #require(DamageModel())
    var tally = Tally()
    for _ in 0..<60 {
      try add(GuessParagraph.report(of: 20, using: &generator), model, to: &tally)
    }
    let found = "seed \(seed): \(tally)"
    #expect(tally.guessed >= 200, "\(found)")
    #expect(tally.right * 10 >= tally.guessed * 9, "\(found)")
    #expect(tally.numerals == 0, "\(found)")
    // A guesser that never abstains would not be one that knows when it does not know.
    #expect(tally.abstained > 0, "\(found)")
  }

  private func add(_ clean: [String], _ model: DamageModel, to tally: inout Tally) throws {
    for paragraph in try RepairedParagraph.paragraphs(of: clean, damagedBy: model) {
      tally.abstained += paragraph.result.states.count { $0 == .unreadable }
      for (position, isRight) in paragraph.guesses {
        tally.guessed += 1
        if isRight { tally.right += 1 }
        if isNumeral(paragraph.scalars[position]) { tally.numerals += 1 }
      }
    }
  }

  private func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    switch NumeralSymbol(scalar) {
    case .digit, .scale: true
    case .point, .separator, .minus, .other: scalar.properties.numericType != nil
    }
  }
}
