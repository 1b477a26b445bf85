/// Tells 一类县, a class, from 19类产业, so many categories.
enum ClassReader {
  private static let ranked = ["县", "区", "乡", "镇", "村", "单位", "企业", "等次", "档"]
    .map {
      Array($0.unicodeScalars)
    }

  static func unit(behind end: Int, in text: [Unicode.Scalar]) -> String {
    ranked.contains { text.has($0, at: end) } ? "class" : "category"
  }
}
