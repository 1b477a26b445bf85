internal import SurveyModel

/// Tells numerals that count from those that are part of a word or a slogan.
///
/// 一 and its kind stand in thousands of words (一系列, 三农, 千方百计), so a numeral of Chinese
/// characters is a figure only where its wording leaves no doubt.
enum ChineseQuantity {
  private static let durationsBefore = ["近", "经过", "历时", "连续", "过去", "任职", "通过", "最近", "持续"]
    .map {
      Array($0.unicodeScalars)
    }
  private static let durationsBehind = ["前", "来", "的", "以来", "时间", "多"]
    .map {
      Array($0.unicodeScalars)
    }
  private static let vague: Set<String> = [
    "item", "session", "kind", "category", "team", "rank", "case",
  ]

  static func isMeant(_ quantity: Quantity, in text: [Unicode.Scalar]) -> Bool {
    if isQuoted(quantity.range, text) { return rule(quantity, text) != nil }
    if quantity.unit == "year" { return isDuration(quantity, text) }
    if quantity.unit == "item", quantity.range.upperBound <= text.count,
      text[quantity.range.upperBound - 1] == "大"
    {
      return quantity.value >= 3 && namesSet(quantity.range.upperBound, text)
    }
    if quantity.unit == "class" { return true }
    if rule(quantity, text) != nil { return true }
    if quantity.unit == "percent" || quantity.unit == "permille" { return true }
    if quantity.value < 10, vague.contains(quantity.unit) { return false }
    if quantity.value == 1 { return false }
    return !startsInsideWord(quantity, text)
  }

  /// 一队三人: so many of one thing for one of another.
  static func rule(_ quantity: Quantity, _ text: [Unicode.Scalar]) -> Int? {
    let start = quantity.range.lowerBound
    guard start >= 2, text[start - 2] == "一" || text[start - 2] == "每" else { return nil }
    let of: Set<Unicode.Scalar> = ["村", "队", "户", "乡", "镇", "人", "组", "点"]
    let counted: Set<String> = ["person", "team", "household", "village"]
    guard of.contains(text[start - 1]), counted.contains(quantity.unit) else { return nil }
    return start - 2
  }

  private static func isQuoted(_ range: Range<Int>, _ text: [Unicode.Scalar]) -> Bool {
    var at = range.lowerBound
    while at > 0, range.lowerBound - at < 12 {
      at -= 1
      switch text[at] {
      case "“", "‘", "「", "\"", "《": return true
      case "”", "’", "」", "》", ",", "。": return false
      default: continue
      }
    }
    return false
  }

  private static func isDuration(_ quantity: Quantity, _ text: [Unicode.Scalar]) -> Bool {
    durationsBefore.contains { text.has($0, endingAt: quantity.range.lowerBound) }
      || durationsBehind.contains { text.has($0, at: quantity.range.upperBound) }
  }

  private static func namesSet(_ at: Int, _ text: [Unicode.Scalar]) -> Bool {
    for index in at..<min(text.count, at + 8) {
      if text[index].isPunctuation { return false }
      if text.has(["产", "业"], at: index) || text.has(["工", "程"], at: index)
        || text.has(["行", "动"], at: index)
      {
        return true
      }
    }
    return false
  }

  /// 统一户, 万一: the numeral belongs to the word before it.
  private static func startsInsideWord(_ quantity: Quantity, _ text: [Unicode.Scalar]) -> Bool {
    let start = quantity.range.lowerBound
    guard start > 0 else { return false }
    let binders: Set<Unicode.Scalar> = ["第", "统", "同", "唯", "之", "星", "周", "十", "初", "万"]
    return binders.contains(text[start - 1])
  }
}
