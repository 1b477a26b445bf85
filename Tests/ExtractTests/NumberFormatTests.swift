import Testing

@testable import Extract

@Suite struct NumberFormatTests {
  @Test(arguments: [
    "General", "GENERAL", "G/通用格式", "G/通用格式\"元\"", "[DBNum1][$-804]G/通用格式", "G/標準", "G/표준",
    "G/通用格式;-G/通用格式;", "[红色]G/通用格式", "[>=100][Red]G/通用格式;General", "[DBNum2]G/通用格式\"元整\"",
    "\"约\"G/通用格式", "Standard", "Estándar", "Základní", "Основной", "Geral", "Generale", "Genel",
    "Yleinen", "Standaard", "Standardowy", "Ogólny", "Všeobecný", "Normál", "Umum", "常规", "標準",
    "일반",
    "Standard\" Stk\"", "[Rot]Standard;-Standard", "[Red]General;yyyy", "General\" d\"", "0.00E+00",
    "##0.0e+0", "#,##0_);[Red](#,##0)", "0\"d\"", "@", "", "\"yyyy\"", "General m",
    "[=0]\"\";General", "\"no end", "[no end", "_", "\\",
  ])
  func `numbers stay numbers`(code: String) {
    #expect(NumberFormat(code: code) == .number)
  }

  @Test(arguments: [
    "yyyy/m/d", "yyyy\"年\"m\"月\"d\"日\"", "yyyy年m月d日", "m\"月\"d\"日\"", "[$-804]aaaa", "aaa",
    "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "[$-411]ge.m.d", "ggge\"年\"m\"月\"", "e/m/d", "mmm-yy",
    "TT.MM.JJJJ", "T.M.JJJJ", "jj/mm/aaaa", "TTMMJJJJ", "yyyymmdd", "yyyy-mm-ddThh:mm:ss", "d-mmm",
    "dd/mm/yyyy hh:mm AM/PM", "[DBNum1]yyyy\"年\"m\"月\"", "B2yyyy", "mm", "YYYY-MM-DD;@",
    "d. MMMM yyyy",
    "[红色]yyyy/m/d;General", "g/m/d",
  ])
  func `dates are told`(code: String) {
    #expect(NumberFormat(code: code) == .date)
  }

  @Test(arguments: [
    "h:mm", "hh:mm:ss.000", "h:mm AM/PM", "mm:ss", "上午/下午h\"时\"mm\"分\"", "hAM/PM", "h:mma/p",
  ])
  func `times are told`(code: String) {
    #expect(NumberFormat(code: code) == .time)
  }

  @Test(arguments: ["[h]:mm", "[hh]:mm:ss", "[mm]:ss", "[Red][s]"])
  func `lengths of time are told`(code: String) {
    #expect(NumberFormat(code: code) == .elapsed)
  }
}
