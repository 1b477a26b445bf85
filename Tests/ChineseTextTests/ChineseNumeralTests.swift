import ChineseText
import Testing

struct ChineseNumeralTests {
  @Test(arguments: [
    ("三百二十", 320), ("十二", 12), ("二〇二一", 2021), ("1.5万", 15_000), ("3千", 3000),
    ("两百", 200), ("壹佰", 100), ("三百二", 320), ("一万五", 15_000), ("一千零五", 1005),
    ("十万", 100_000), ("1亿2000万", 120_000_000), ("三点五", 3.5), ("１２３", 123),
    ("1,234,567.5", 1_234_567.5), ("一百二十三万四千五百六十七", 1_234_567), ("十", 10), ("二十", 20),
    ("98.22", 98.22), ("-0.5", -0.5), ("负三", -3), ("零", 0), ("貳拾億", 2_000_000_000),
    ("一万零三百", 10_300), ("3,400万", 34_000_000), ("五百一十", 510), ("一千零一十", 1010),
  ])
  func `a numeral has its value`(text: String, value: Double) {
    #expect(ChineseNumeral.value(of: text) == value)
  }

  @Test(arguments: ["", "户", "万", "12户", "1,23", "1.", ".5", "1.2.3", "-", "三三百", "百万", "十千百"])
  func `what is no numeral has no value`(text: String) {
    #expect(ChineseNumeral.value(of: text) == nil)
  }

  @Test func `every whole number reads back as it was written`() {
    for number in stride(from: 1, through: 99_999_999, by: 7919) {
      #expect(ChineseNumeral.value(of: written(number)) == Double(number), "\(written(number))")
    }
  }

  private func written(_ number: Int) -> String {
    if number >= 10_000 {
      let rest = number % 10_000
      let low = rest == 0 ? "" : (rest < 1000 ? "零" : "") + written(rest)
      return written(number / 10_000) + "万" + low
    }
    let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    var text = ""
    var owesZero = false
    for (weight, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
      let digit = number / weight % 10
      if digit == 0 {
        owesZero = !text.isEmpty
      } else {
        text += (owesZero ? "零" : "") + digits[digit] + name
        owesZero = false
      }
    }
    return text
  }
}
