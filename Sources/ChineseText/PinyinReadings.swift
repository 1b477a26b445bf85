internal import Foundation

/// How characters are read, in pinyin.
///
/// Readings come from ICU's Han-Latin transform, which knows one for each character, and from a
/// list of the common characters that have more. Answers are kept, so a table is asked once for
/// each character of a text.
package struct PinyinReadings: Sendable {
  private static let size = 0x10000
  /// For each scalar of the Basic Multilingual Plane, its place in ``lists``; 0 where it was never
  /// asked for.
  private var places: [UInt16] = []
  private var lists: [[PinyinSyllable]] = [[]]
  private var rows: [UInt64: [Unicode.Scalar]] = [:]

  /// Makes a table that has been asked nothing yet.
  package init() {}

  /// Whether a syllable is a reading of a character.
  package mutating func isReading(_ syllable: PinyinSyllable, of scalar: Unicode.Scalar) -> Bool {
    syllables(of: scalar).contains(syllable)
  }

  /// Every character of a row of GBK that has a reading, in the order of the trail bytes.
  package mutating func characters(
    read syllable: PinyinSyllable, lead: UInt8, in table: GBKTable
  ) -> [Unicode.Scalar] {
    let key = syllable.packed << 8 | UInt64(lead)
    if let known = rows[key] { return known }
    let found = table.scalars(lead: lead).filter { isReading(syllable, of: $0) }
    rows[key] = found
    return found
  }

  /// The readings of a character, toneless, `v` for `ü`; an empty one for what has none.
  package mutating func readings(of scalar: Unicode.Scalar) -> Set<String> {
    Set(syllables(of: scalar).map(\.letters))
  }

  private mutating func syllables(of scalar: Unicode.Scalar) -> [PinyinSyllable] {
    if places.isEmpty { places = [UInt16](repeating: 0, count: Self.size) }
    let isKept = scalar.value < Self.size
    let place = isKept ? places[Int(scalar.value)] : 0
    if place > 0 { return lists[Int(place)] }
    var readings = (Self.others[scalar] ?? []).map { PinyinSyllable($0.unicodeScalars) }
    let latin = String(scalar).applyingTransform(.mandarinToLatin, reverse: false) ?? ""
    readings.append(
      PinyinSyllable(latin.trimmingCharacters(in: .whitespaces).lowercased().unicodeScalars))
    guard isKept, lists.count < Self.size - 1 else { return readings }
    places[Int(scalar.value)] = UInt16(lists.count)
    lists.append(readings)
    return readings
  }

  private static let others: [Unicode.Scalar: [String]] = {
    var table: [Unicode.Scalar: [String]] = [:]
    for line in polyphones.split(separator: " ") {
      let parts = line.split(separator: ":")
      for scalar in parts[0].unicodeScalars {
        table[scalar] = parts[1].split(separator: ",").map(String.init)
      }
    }
    return table
  }()

  /// Characters with readings beside the one that the transform gives.
  private static let polyphones = """
    調调:tiao,diao 長长:zhang,chang 重:zhong,chong 行:xing,hang 樂乐:le,yue 數数:shu,shuo \
    為为:wei 種种:zhong 處处:chu 應应:ying 還还:hai,huan 間间:jian 將将:jiang,qiang 興兴:xing \
    當当:dang 發发髮:fa 幹干乾:gan,qian 傳传:chuan,zhuan 轉转:zhuan 強强:qiang,jiang 難难:nan \
    會会:hui,kuai 車车:che,ju 場场:chang 鋪铺:pu 過过:guo 幾几:ji 們们:men 參参:can,shen,cen \
    單单:dan,shan,chan 彈弹:dan,tan 覺觉:jue,jiao 藏:cang,zang 率:lv,shuai 曾:ceng,zeng 塞:sai,se \
    與与:yu 載载:zai 鮮鲜:xian 劃划:hua 盡尽:jin 縫缝:feng 纖纤:xian,qian 縣县:xian,xuan \
    係系繫:xi,ji 區区:qu,ou 給给:gei,ji 結结:jie 綠绿:lv,lu 緒绪:xu 屬属:shu,zhu 貢贡:gong \
    識识:shi,zhi 說说:shuo,shui,yue 讀读:du,dou 論论:lun 謝谢:xie 讓让:rang 賈贾:jia,gu 賁贲:ben,bi \
    適适:shi 遺遗:yi,wei 選选:xuan 還:hai,huan 邊边:bian 鄉乡:xiang 釘钉:ding 銷销:xiao 鎮镇:zhen \
    閒闲:xian 關关:guan 陽阳:yang 隊队:dui 離离:li 靈灵:ling 頭头:tou 顫颤:chan,zhan 養养:yang \
    驗验:yan 體体:ti 麼么:me,mo,yao 濟济:ji 薄:bo,bao 漲涨:zhang 澆浇:jiao 濃浓:nong 廣广:guang,an \
    從从:cong 復复覆複:fu 徵征:zheng 惡恶:e,wu 據据:ju 擔担:dan 擇择:ze,zhai 攝摄:she 敗败:bai \
    無无:wu,mo 時时:shi 書书:shu 術术:shu,zhu 條条:tiao 業业:ye 極极:ji 構构:gou 橋桥:qiao 權权:quan \
    畝亩:mu 產产:chan 畫画:hua 異异:yi 盤盘:pan 監监:jian 礦矿:kuang 確确:que 積积:ji 穩稳:wen \
    競竞:jing 節节:jie 約约:yue,yao 紅红:hong,gong 紀纪:ji 級级:ji 組组:zu 經经:jing 統统:tong \
    濱滨:bin 臺台:tai 萬万:wan,mo 葉叶:ye,xie 著着:zhe,zhu,zhao,zhuo 虧亏:kui 蝦虾:xia,ha 衝冲:chong \
    觀观:guan 計计:ji 訂订:ding 記记:ji 設设:she 許许:xu 訪访:fang 證证:zheng 評评:ping 試试:shi 該该:gai \
    見见:jian,xian 得:de,dei 的:de,di 地:de,di 了:le,liao 都:dou,du 大:da,dai 和:he,huo,hu 不:bu 好:hao \
    少:shao 空:kong 便:bian,pian 分:fen 降:jiang,xiang 省:sheng,xing 校:xiao,jiao 朝:chao,zhao 角:jiao,jue \
    解:jie,xie 落:luo,la,lao 模:mo,mu 泊:bo,po 期:qi,ji 切:qie 曲:qu 散:san 石:shi,dan 宿:su,xiu 提:ti,di \
    吐:tu 削:xiao,xue 血:xue,xie 咽:yan,ye 葬:zang 扎:zha,za 炸:zha 折:zhe,she 正:zheng 著:zhe,zhu,zhao
    """
}
