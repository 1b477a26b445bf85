import PropertyTesting

/// Paragraphs of a report's vocabulary in Traditional characters, made for tests.
enum ReportParagraph {
  private static let subjects = [
    "全縣", "當地政府", "縣鄉村振興局", "各鄉鎮", "縣醫保局", "駐村工作隊", "水務部門", "農業農村部門", "縣委縣政府", "有關單位",
  ]
  private static let actions = [
    "持續推動產業發展", "組織開展技能培訓", "認真落實幫扶政策", "統籌安排專項資金", "調整優化現有措施", "加強動態監測和幫扶",
    "聯合有關部門督促落實", "規範管理農村供水工程", "完善村級衛生室設施", "創新工作機制", "關注邊緣群眾的生產生活",
    "引導農戶發展養殖業", "協調銀行對接信貸需求", "鞏固脫貧攻堅成果", "結合實際制定方案", "提升公共服務質量",
  ]
  private static let links = ["，並", "，同時", "，繼續", "，著力", "；", "，為此"]
  /// Words in which two characters hold the bytes of a third, so that a reading breaks them.
  private static let breaking = ["當地", "下撥", "轉變為", "面向實際", "各地當地", "向實施單位下撥"]
  private static let figures: [(words: String, unit: String)] = [
    ("參保繳費人數", "人"), ("下撥資金", "萬元"), ("自來水入戶", "戶"), ("轉移就業", "人"), ("結餘貸款", "萬元"),
    ("種植面積", "畝"), ("覆蓋行政村", "個"), ("受益農戶", "戶"), ("發放補貼", "元"), ("監測對象", "戶"),
    ("新增企業", "家"), ("改造危房", "戶"), ("占農村總人口的", "%"), ("黃花種植達到", "畝"), ("總人口", "萬人"),
    ("參保率為", "%"), ("平均每戶的", "人"),
  ]

  /// A paragraph of some sentences, and how many numbers it states.
  static func random(using generator: inout SeededGenerator) -> (text: String, numbers: Int) {
    var text = ""
    var numbers = 0
    for _ in 0..<Int.random(in: 2...4, using: &generator) {
      text += pick(subjects, &generator) + pick(actions, &generator)
      if Bool.random(using: &generator) {
        text += pick(links, &generator) + pick(actions, &generator)
      }
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let index = Int.random(in: 0..<figures.count, using: &generator)
        text += "，" + figures[index].words + number(&generator) + figures[index].unit
        numbers += 1
      }
      if Int.random(in: 0..<3, using: &generator) == 0 {
        let index = Int.random(in: 0..<figures.count, using: &generator)
        text += "，" + pick(breaking, &generator) + number(&generator) + figures[index].unit
        numbers += 1
      }
      text += Int.random(in: 0..<12, using: &generator) == 0 ? "，如何破題？" : "。"
    }
    return (text, numbers)
  }

  private static func number(_ generator: inout SeededGenerator) -> String {
    let whole = Int.random(
      in: 1...Int.random(in: 9...200_000, using: &generator), using: &generator)
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: return "\(whole % 10).\(Int.random(in: 1...99, using: &generator))"
    case 1: return "\(whole).\(Int.random(in: 1...99, using: &generator))"
    case 2 where whole > 1000: return "\(whole / 1000),\(String(whole % 1000 + 1000).dropFirst())"
    default: return "\(whole)"
    }
  }

  private static func pick(_ list: [String], _ generator: inout SeededGenerator) -> String {
    list[Int.random(in: 0..<list.count, using: &generator)]
  }
}
