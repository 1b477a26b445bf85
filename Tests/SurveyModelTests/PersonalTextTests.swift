import SurveyModel
import Testing

@Suite struct PersonalTextTests {
  private let personal = PersonalText(
    surnames: ["王", "欧阳", "石"], placeSuffixes: ["村", "自然村"])

  @Test(arguments: [
    "13800000000", "电话：138 0000 0000", "138-0000-0000", "999999198001010012", "99999919800101001x",
    "１３８００００００００", "140430800101001", "6222000000000000000", "王某某", "填表人：王某某",
    "欧阳某某", "户主 王某",
  ])
  func `what is a person's is recognised`(text: String) {
    #expect(personal.matches(text))
  }

  @Test(arguments: [
    "12", "2021-10-08", "20211008", "140430274213", "010-1234567", "王泉村", "石板上村", "不详",
    "自来水", "四口人", "王泉村委会门口", "1380000000", "23800000000", "",
  ])
  func `what is nobody's is shown`(text: String) {
    #expect(!personal.matches(text))
  }

  @Test func `a message withholds a number that strayed into an open column`() {
    let message: Diagnostic.Message = "found \("13800000000", .open)"
    #expect(message.description == "found (withheld)")
  }
}
