import Testing

@testable import Extract

@Suite struct ErrorTextTests {
  @Test(arguments: [
    "#DIV/0!", "#N/A", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#GETTING_DATA",
    "#WERT!", "#BEZUG!", "#NV", "#ZAHL!", "#VALEUR!", "#NOM?", "#NUL !", "#¡VALOR!", "#¿NOMBRE?",
    "#¡DIV/0!", "#N/D", "#RIF!", "#ЗНАЧ!", "#Н/Д", "#ДЕЛ/0!", "#ÉRTÉK!", "#HIÁNYZIK", "#SAKNAS!",
    "#AD?", "Err:502", "Err:508", "Err :522", "错误:502", "錯誤：508", "エラー:504", "Ошибка:522", "#N/A ",
  ])
  func `codes of errors are told in every language`(text: String) {
    #expect(ErrorText.isError(Array(text.utf8)))
  }

  @Test(arguments: [
    "", "0", "#0", "#1", "#", "##", "#####", "0%", "#room", "# 12", "#A1", "-", "无", "Err", "Err:0",
    "Err:1502", "12:508", "Err:908", ":502", "08:508", "0.00", "No:000", "#N/A or so", "N/A",
  ])
  func `other texts are none`(text: String) {
    #expect(!ErrorText.isError(Array(text.utf8)))
  }
}
