/// Parts of place names.
///
/// They sound like the county's, but the places are made up.
enum PlaceNames {
  static let townships = [
    "清河镇", "云台镇", "石桥镇", "柳泉镇", "东岭镇", "西川镇", "槐树乡", "白杨乡", "龙泉乡", "双峰乡",
    "松岭乡", "谷丰乡", "月湾乡",
  ]

  static let heads = [
    "李家", "王家", "张家", "赵家", "刘家", "陈家", "郭家", "段家", "任家", "温家", "韩家", "郝家",
    "武家", "程家", "杜家", "史家", "魏家", "崔家", "申家", "霍家", "白杨", "青龙", "黄土", "红石",
    "清泉", "石坪", "松树", "柏树", "榆树", "核桃", "杏花", "枣树", "柳树", "桃园", "羊圈", "马场",
    "牛角", "鹿台", "凤凰", "卧龙", "金鸡", "石门", "土桥", "古城", "南阳", "北漳",
  ]

  static let tails = ["沟", "庄", "坪", "岭", "湾", "坡", "峪", "洼", "河", "泉", "堡", "崖", "梁", "底"]

  /// Names that a township has on purpose: turned about, or in front of and behind each other.
  static let traps: [(township: Int, stems: [String])] = [
    (0, ["石坪上", "上石坪", "王家庄"]),
    (3, ["前柳沟", "后柳沟", "李家沟"]),
    (4, ["王家庄", "东梁底", "西梁底"]),
    (7, ["李家沟", "大杨庄", "小杨庄"]),
    (9, ["王家庄", "南岭上", "北岭上"]),
  ]

  static let sides = ["东", "西", "南", "北", "上", "下", "前", "后", "大", "小"]

  static let spots = ["沟", "庄", "坪", "岭", "坡", "洼", "崖", "梁", "湾", "窑"]

  static let surnames = [
    "赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "韩", "杨", "朱", "秦", "许", "何", "吕", "张",
    "孔", "曹", "严", "金", "魏", "姜",
  ]
}

/// A number's digits in Chinese, such as 三〇二 for 302.
func chineseDigits(_ number: Int) -> String {
  let digits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
  return String(number).compactMap(\.wholeNumberValue).map { digits[$0] }.joined()
}
