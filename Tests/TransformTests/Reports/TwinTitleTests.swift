import SurveyModel
import Testing
import Transform

struct TwinTitleTests {
  @Test(arguments: [
    ("石门县巩固??贫成果综述", "石门县巩固脱贫成果综述"), ("石門縣鞏固脫貧成??綜述", "石门县巩固脱贫成果综述"),
  ])
  func `a title is a source for its damaged twin`(damaged: String, clean: String) throws {
    let first = try repaired("\(damaged)\n记者来到石门县。\n\(clean)\n全文如下。")
    let states = first.states
    #expect(!states.contains(.lost) && !states.contains(.unreadable))
    #expect(first.text.unicodeScalars.count == clean.unicodeScalars.count)
  }

  @Test(arguments: [
    ("石门县第??次会议综述", "石门县第三次会议综述"), ("石门县巩固??贫成果综述", "石门县巩固成果综述"),
    ("石??", "石门"),
  ])
  func `no number and no other title is taken for it`(damaged: String, other: String) throws {
    let first = try repaired("\(damaged)\n记者来到石门县。\n\(other)\n全文如下。")
    #expect(first.states.contains { $0 == .lost || $0 == .unreadable } || first.text == damaged)
  }

  private func repaired(_ text: String) throws -> RepairedText {
    let document = ReportFiles.document(text)
    var repair = try #require(DocumentRepair(document, catalogue: nil))
    return repair.repaired(document.paragraphs[0])
  }
}
