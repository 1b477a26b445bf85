import PropertyTesting

/// Paragraphs in which a broken word runs up to a number, so that the character before it is lost.
///
/// The words are many, and each paragraph holds few of them: a report often has the lost word in no
/// other place, and the guess must then be left alone.
enum GuessParagraph {
  private static let breaking = ["當地", "下撥", "面向實際", "各地當地", "向實施單位下撥"]
  private static let nouns = [
    "參保", "農戶", "貧困戶", "脫貧戶", "監測戶", "勞動力", "務工人員", "學生", "教師", "村醫", "鄉村醫生", "護理員",
    "合作社", "企業", "車間", "基地", "大棚", "耕地", "林地", "草地", "果園", "核桃", "玉米", "穀子", "黃花", "中藥材", "肉牛",
    "生豬", "蛋雞", "肉羊", "蜂箱", "貸款", "補貼", "資金", "獎勵", "補助", "保費", "低保", "特困人員", "殘疾人", "老年人",
    "孤兒", "危房", "住房", "水井", "管道", "水池", "泵站", "公路", "橋樑", "路燈", "廁所", "垃圾桶", "光伏", "電站", "基站",
    "寬帶", "圖書", "課桌", "校車", "床位", "藥品", "設備", "項目", "工程", "培訓", "崗位", "公益崗位", "幹部", "隊員", "黨員",
    "志願者", "行政村", "自然村", "易地搬遷", "安置點", "收入", "支出", "產值", "利潤", "分紅", "庫存", "覆蓋", "新增",
    "完成", "達到", "下降", "增長", "發放", "投入", "撥付", "整改", "排查", "走訪", "第三", "共計十", "之一",
  ]
  private static let verbs = [
    "落實", "安排", "扶持", "核查", "登記", "改善", "支持", "統計", "公示", "驗收", "管護", "補充", "擴大", "保障", "推進",
  ]
  private static let units = ["人", "戶", "萬元", "元", "畝", "個", "%", "公里", "名", "頭"]

  /// Some paragraphs of one report, which writes about some of the words.
  static func report(of count: Int, using generator: inout SeededGenerator) -> [String] {
    let subject = Array(nouns.shuffled(using: &generator).prefix(45))
    return (0..<count)
      .map { _ in
        var text = ""
        for _ in 0..<Int.random(in: 2...4, using: &generator) {
          text +=
            pick(verbs, &generator) + pick(subject, &generator) + "和" + pick(subject, &generator)
          if Int.random(in: 0..<3, using: &generator) == 0 {
            text += "，" + pick(breaking, &generator)
            text += Bool.random(using: &generator) ? pick(verbs, &generator) : ""
          }
          text += pick(subject, &generator)
          text += "\(Int.random(in: 1...99_999, using: &generator))" + pick(units, &generator) + "。"
        }
        return text
      }
  }

  private static func pick(_ list: [String], _ generator: inout SeededGenerator) -> String {
    list[Int.random(in: 0..<list.count, using: &generator)]
  }
}
