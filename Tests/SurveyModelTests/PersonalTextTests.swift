import SurveyModel
import Testing

@Suite struct PersonalTextTests {
  private let personal = PersonalText(
    PersonNaming(
      surnames: ["王", "欧阳", "石", "张", "李"], latinSurnames: ["Zhang", "Wang", "Long", "Ouyang"],
      titles: ["主任", "大爷", "老师"], addresses: ["老", "Mr", "Dr"]),
    placeSuffixes: ["村", "自然村"])

  @Test(arguments: [
    "13800000000", "电话：138 0000 0000", "138-0000-0000", "999999198001010012", "99999919800101001x",
    "１３８００００００００", "140430800101001", "6222000000000000000", "王某某", "填表人：王某某",
    "欧阳某某", "户主 王某", "阿依古丽·买买提", "阿依古丽 · 买买提", "买买提•某某江", "欧阳·试验", "王　某", "王 某 某",
    "Zhang San", "ZHANG SAN", "Zhang Xiaosan", "San Zhang", "zhang san, Wang Wu", "Ouyang Jian-guo",
    "王主任", "张大爷", "李某某老师", "欧阳主任", "老王", "Mr. Smith", "Mr Smith", "Dr. Jane Doe", "DR. DOE",
    "联系人：张大爷",
  ])
  func `what is a person's is recognised`(text: String) {
    #expect(personal.matches(text))
  }

  @Test(arguments: [
    "12", "2021-10-08", "20211008", "140430274213", "010-1234567", "王泉村", "石板上村", "不详",
    "自来水", "四口人", "王泉村委会门口", "1380000000", "23800000000", "",
    "Long Street", "Village Name", "Household Members", "主任", "村主任", "老年人", "1·2", "王泉·自然村",
    "Rampur", "Zhang", "3.5亩", "No. 5",
  ])
  func `what is nobody's is shown`(text: String) {
    #expect(!personal.matches(text))
  }

  @Test func `a message withholds a number that strayed into an open column`() {
    let message: Diagnostic.Message = "found \("13800000000", .open)"
    #expect(message.description == "found (withheld)")
  }
}
