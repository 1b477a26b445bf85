/// Figures that a text moves from one value to another: 由2020年的3%提高到5%.
enum Movement {
  private static let verbs = [
    "提高到", "提高至", "提升到", "提升至", "增加到", "增加至", "增长到", "增长至", "上升到", "上升至", "下降到", "下降至", "降到", "降至",
    "降低到", "降低至", "减少到", "减少至", "增至", "升至", "减至", "调整为", "调整到", "调整至", "扩大到", "发展到", "变为",
  ]
  .map { Array($0.unicodeScalars) }

  /// How far apart the two values may stand.
  private static let longest = 24

  /// Whether a figure is what the one before it became.
  static func leads(from: Range<Int>, to: Range<Int>, in text: [Unicode.Scalar]) -> Bool {
    guard from.upperBound <= to.lowerBound, to.lowerBound - from.upperBound <= longest else {
      return false
    }
    let gap = text[from.upperBound..<to.lowerBound]
    guard !gap.contains(where: { $0.endsClause }) else { return false }
    return verbs.contains { verb in
      gap.indices.contains { gap[$0...].starts(with: verb) }
    }
  }
}
