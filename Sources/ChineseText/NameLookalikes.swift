internal import Foundation

/// Characters that stand in names for an ideograph that they only look like.
///
/// They are pairs of Unicode's `confusables.txt` (UTS 39) beside those that ``TextFolder`` knows:
/// kana, strokes, circles, and the supplement of compatibility ideographs. Reports are written in
/// kana's neighbourhood of quotation marks and dashes, so only names are folded like this.
enum NameLookalikes {
  private static let pairs: [Unicode.Scalar: Unicode.Scalar] = [
    "ニ": "二", "ー": "一", "㇐": "一", "エ": "工", "カ": "力", "タ": "夕", "ロ": "口", "ハ": "八",
    "ト": "卜", "ミ": "三", "○": "〇", "◯": "〇", "⭘": "〇", "ǃ": "丨", "ノ": "丿", "ヘ": "八",
    "へ": "八", "セ": "七", "チ": "千",
  ]

  /// The ideograph that a scalar looks like, or the scalar itself.
  static func ideograph(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.value < 0x2000 { return scalar }
    if let ideograph = pairs[scalar] { return ideograph }
    guard (0x2F800...0x2FA1F).contains(scalar.value) else { return scalar }
    let decomposed = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
    return decomposed.count == 1 ? decomposed.first ?? scalar : scalar
  }

  /// Whether a folded scalar is punctuation that no name is told apart by.
  ///
  /// Brackets are not, nor what stands between two names (`/`, `、`), nor what stands for a character
  /// that somebody could not read or would not show (`?`, `*`, `□`).
  static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    if (0x4E00...0x9FFF).contains(scalar.value) { return false }
    return punctuation.contains(scalar) || (0xE0100...0xE01EF).contains(scalar.value)
  }

  private static let punctuation = Set("“”‘’\"'「」『』《》。.·•‧・-‐–—_:：".unicodeScalars)
}
