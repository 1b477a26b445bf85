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
    let damaged = clean.map { model.damaged(Array($0.unicodeScalars)) }
    let text = damaged.map { String(String.UnicodeScalarView($0.text)) }.joined(separator: "\n")
    let document = ReportFiles.document(text)
    var repair = try #require(DocumentRepair(document, catalogue: nil))
    for (index, paragraph) in document.paragraphs.enumerated() {
      let result = repair.repaired(paragraph)
      let truth = clean[index].unicodeScalars.map(ReportRepairTests.narrow)
      let repaired = result.scalars.map(ReportRepairTests.narrow)
      let matches = ReportRepairTests.alignment(truth, repaired)
      tally.abstained += result.states.count { $0 == .unreadable }
      for position in result.states.indices where result.states[position] == .guessed {
        tally.guessed += 1
        if matches.repaired[position] { tally.right += 1 }
        if isNumeral(repaired[position]) { tally.numerals += 1 }
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
