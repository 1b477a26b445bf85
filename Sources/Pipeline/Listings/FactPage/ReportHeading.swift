/// Tells the headings of a report in plain text from its paragraphs.
enum ReportHeading {
  private static let longest = 40
  private static let ends: Set<Unicode.Scalar> = ["。", "；", "，", "！", "？", "：", ".", ";", ",", ":"]
  private static let numerals: Set<Unicode.Scalar> = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
  ]

  /// Whether a line is short and no sentence.
  static func isShort(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let last = scalars.last(where: { !$0.properties.isWhitespace }) else { return false }
    return scalars.count <= longest && !ends.contains(last)
  }

  /// Whether a line is a heading by its number: 一、…, （二）….
  static func isOne(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    guard isShort(scalars) else { return false }
    let text = scalars.drop { $0.properties.isWhitespace || $0 == "（" || $0 == "(" }
    let number = text.prefix { numerals.contains($0) }
    guard (1...3).contains(number.count), let mark = text.dropFirst(number.count).first else {
      return false
    }
    return mark == "、" || mark == "）" || mark == ")"
  }
}
