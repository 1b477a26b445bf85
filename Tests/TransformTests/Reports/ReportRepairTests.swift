import ChineseText
import PropertyTesting
import SurveyModel
import Testing
import Transform

struct ReportRepairTests {
  @Test(arguments: [
    ("鄉(xiāng)村的農(nóng)業(yè)", "鄉村的農業"),
    ("數（shù）量", "數量"),
    ("工作繁重??紤]到實際", "工作繁重。考慮到實際"),
    ("&ldquo;三農&rdquo;&nbsp;政策", "“三農” 政策"),
  ])
  func `damage whose bytes are left is undone`(damaged: String, clean: String) throws {
    #expect(try repaired(damaged).text == clean)
  }

  @Test(arguments: [
    "如何破題?", "地區生產總值(GDP)增長", "合作社(集團)有限公司", "3人(其中1人兼任)", "https://example.org/?id=6",
    "什么时候?2021年。", "", "a (b) c", "乙方（甲方）",
  ])
  func `text without damage stays as it is`(text: String) throws {
    let repaired = try repaired(text)
    #expect(repaired.text == text)
    #expect(repaired.repairs.isEmpty)
  }

  @Test func `each repaired character knows where it stood`() throws {
    let repaired = try repaired("農(nóng)村")
    #expect(repaired.map.range(of: 0..<1) == 0..<7)
    #expect(repaired.map.range(of: 1..<2) == 7..<8)
    #expect(repaired.map.range(of: 0..<2) == 0..<8)
  }

  @Test func `a swallowed digit stays visibly lost`() throws {
    let repaired = try repaired("下?lián)?6萬元")
    #expect(repaired.text.hasSuffix("?6萬元"))
    #expect(repaired.states[repaired.scalars.count - 4] == .lost)
    #expect(repaired.repairs.contains { $0.certainty == .lost })
  }

  @Test func `every character whose bytes survive is restored`() throws {
    let model = try #require(DamageModel())
    var generator = SeededGenerator(seed: 20_211_215)
    var restored = 0
    var surviving = 0
    var guessed = 0
    var right = 0
    for _ in 0..<20 {
      let clean = (0..<20).map { _ in ReportParagraph.random(using: &generator).text }
      for paragraph in try RepairedParagraph.paragraphs(of: clean, damagedBy: model) {
        for (position, survives) in paragraph.survives.enumerated() where survives {
          surviving += 1
          if paragraph.matches.truth[position] { restored += 1 }
        }
        guessed += paragraph.guesses.count
        right += paragraph.guesses.count { $0.isRight }
      }
    }
    #expect(guessed > 0)
    #expect(restored == surviving, "\(surviving - restored) of \(surviving) are missing")
    #expect(right * 10 >= guessed * 9, "\(right) of \(guessed) guesses are right")
  }

  @Test func `guesses are marked, and right at least nine times in ten`() throws {
    let model = try #require(DamageModel())
    var generator = SeededGenerator(seed: 20_220_307)
    var guessed = 0
    var right = 0
    for _ in 0..<40 {
      let clean = (0..<100).map { _ in BrokenSentence.random(using: &generator) }
      for paragraph in try RepairedParagraph.paragraphs(of: clean, damagedBy: model) {
        guessed += paragraph.guesses.count
        right += paragraph.guesses.count { $0.isRight }
        for (position, _) in paragraph.guesses {
          #expect(paragraph.result.scalars[position].value >= 0x3400)
        }
      }
    }
    #expect(guessed >= 200, "a sample of \(guessed) shows nothing")
    #expect(right * 10 >= guessed * 9, "\(right) of \(guessed) guesses are right")
  }

  private func repaired(_ text: String) throws -> RepairedText {
    let document = ReportFiles.document(text)
    var repair = try #require(DocumentRepair(document, catalogue: try ReportFiles.catalogue()))
    guard let paragraph = document.paragraphs.first else { return RepairedText() }
    return repair.repaired(paragraph)
  }
}
