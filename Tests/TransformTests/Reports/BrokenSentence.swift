import PropertyTesting

/// Sentences whose damage leaves one byte of a character before a number: it has to be guessed.
///
/// The words are everyday ones of farming, trade, schools and weather, far from the catalogue;
/// whether a word also stands whole elsewhere in the report is left to chance.
enum BrokenSentence {
  private static let openings = [
    "當地", "當地小學", "當地商店", "當地果園", "當地茶廠", "轉變為", "當地漁民", "各地當地", "當地旅社", "當地車站",
  ]
  private static let words = [
    "收割稻谷", "運輸木材", "出售蘋果", "種植花生", "栽種桃樹", "購買化肥", "接待游客", "借閱圖書", "烘干辣椒", "捕撈鮮魚",
    "采摘茶葉", "加工面粉", "收購棉花", "飼養山羊", "孵化雞苗", "維修水泵", "更換路燈", "訂閱報紙", "招收學徒", "錄取新生",
    "降水總量", "最低氣溫", "平均風速", "地震烈度", "積雪厚度", "銷售門票", "生產陶器", "燒制青磚", "編織竹籃", "縫制棉衣",
    "打撈沉船", "鋪設軌道", "架設電線", "修剪枝條", "釀造米酒", "晾曬海帶",
    "收割稻子", "收割稻草", "種植花椒", "種植花卉", "飼養山雞", "接待游人", "訂閱報刊", "烘干辣醬", "釀造米醋", "積雪厚薄",
    "運輸木料", "栽種桃苗", "借閱圖冊", "捕撈鮮蝦", "采摘茶花", "加工面條", "收購棉布", "維修水井", "銷售門窗", "粉刷墻壁", "印刷課本", "培育蘭花",
    "放養蜜蜂",
  ]
  private static let plain = ["今春", "秋收以后", "到了冬天", "按照習慣", "據說", "天氣好的時候"]
  private static let units = ["斤", "次", "元", "天", "米", "件"]

  static func random(using generator: inout SeededGenerator) -> String {
    let number = Int.random(in: 1...9999, using: &generator)
    let word = pick(words, &generator)
    let unit = pick(units, &generator)
    if Int.random(in: 0..<2, using: &generator) == 0 {
      return pick(plain, &generator) + word + "很多。"
    }
    return pick(openings, &generator) + word + "\(number)" + unit + "。"
  }

  private static func pick(_ list: [String], _ generator: inout SeededGenerator) -> String {
    list[Int.random(in: 0..<list.count, using: &generator)]
  }
}
