import ChineseText
import Foundation
import PropertyTesting
import SurveyModel
import Testing
import Transform

struct FactDamageTests {
  @Test func `damage never changes, invents or hides a number`() throws {
    let model = try #require(DamageModel())
    let reader = FactReader(catalogue: try ReportFiles.catalogue(), places: [])
    // 100,000 numbers take minutes without optimisation; MILLET_NUMBERS asks for them.
    let wanted = ProcessInfo.processInfo.environment["MILLET_NUMBERS"].flatMap { Int($0) } ?? 3000
    var generator = SeededGenerator(seed: 4)
    var numbers = 0
    var unflagged = 0
    while numbers < wanted {
      let paragraphs = (0..<20).map { _ in ReportParagraph.random(using: &generator) }
      let clean = paragraphs.map(\.text).joined(separator: "\n")
      let damaged =
        paragraphs.map { paragraph in
          String(String.UnicodeScalarView(model.damaged(Array(paragraph.text.unicodeScalars)).text))
        }
        .joined(separator: "\n")
      numbers += paragraphs.reduce(0) { $0 + $1.numbers }
      let truth = reader.facts(in: ReportFiles.document(clean)).facts
      let found = reader.facts(in: ReportFiles.document(damaged)).facts
      #expect(truth.count == paragraphs.reduce(0) { $0 + $1.numbers })
      #expect(found.count == truth.count, "\(damaged)")
      for (fact, right) in zip(found, truth)
      where !fact.isDamaged && (fact.value != right.value || fact.unit != right.unit) {
        unflagged += 1
        Issue.record("\(fact.text) was \(right.text)")
      }
      for (fact, right) in zip(found, truth) where fact.isDamaged && !fact.possible.isEmpty {
        #expect(right.value.map(fact.possible.contains) ?? false, "\(fact.text) was \(right.text)")
      }
    }
    #expect(unflagged == 0, "of \(numbers) numbers")
  }
}
