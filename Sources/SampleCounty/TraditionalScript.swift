/// Simplified to Traditional characters, for the characters that the sample uses.
enum TraditionalScript {
  private static let simplified = Array(
    "万与业东两严个丰为乡书买于云产会体余党关兴养内册写农冯况冻准凤划刘别办务动劳区医单卧卫县参双发台号后吕吴员园场备复奖孙实对将层属岭峰带帮干并"
      + "庄庙开张弯当总户执报拨据数旧时机杂条来杨构枣标树样桥检汇沟没洼测济涣温湾点独现电疗监码确称窑笔类粮红组细织经结给统继续综编缴网联胜脱范药虚补"
      + "装见计让训记许设证话调财责账质贫贴贷费资赵车转软达迁过还进选邻郑采里钱银铺链错镇长门问队阳陈难韩项频题额饮马驻鸡黄龙"
      + "专义亩价众优儿劝占压国头学导态护断础碍种稳签约级线缓缘群衔规订议识诊负购赔辍边这适鉴间际险领风齐龄从柜访评随")
  private static let traditional = Array(
    "萬與業東兩嚴個豐爲鄉書買於雲產會體餘黨關興養內冊寫農馮況凍準鳳劃劉別辦務動勞區醫單臥衛縣參雙發臺號後呂吳員園場備復獎孫實對將層屬嶺峯帶幫幹並"
      + "莊廟開張彎當總戶執報撥據數舊時機雜條來楊構棗標樹樣橋檢匯溝沒窪測濟渙溫灣點獨現電療監碼確稱窯筆類糧紅組細織經結給統繼續綜編繳網聯勝脫範藥虛補"
      + "裝見計讓訓記許設證話調財責賬質貧貼貸費資趙車轉軟達遷過還進選鄰鄭採裏錢銀鋪鏈錯鎮長門問隊陽陳難韓項頻題額飲馬駐雞黃龍"
      + "專義畝價衆優兒勸佔壓國頭學導態護斷礎礙種穩簽約級線緩緣羣銜規訂議識診負購賠輟邊這適鑑間際險領風齊齡從櫃訪評隨")

  private static let pairs = Dictionary(
    zip(simplified, traditional), uniquingKeysWith: { first, _ in first })

  /// The text in Traditional characters.
  static func convert(_ text: String) -> String {
    String(text.map { pairs[$0] ?? $0 })
  }
}
