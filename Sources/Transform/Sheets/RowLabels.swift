import ChineseText
import SurveyModel

/// Tells by its words whether a row is labelled as something that is no record: a total, a subtotal, or
/// what says something of other rows.
struct RowLabels {
  /// What a row is labelled as.
  enum Label: Hashable {
    case total
    case subtotal
    case summary
  }

  private let context: TransformContext
  /// The levels of places that a worksheet speaks of.
  private let levels: [PlaceLevel]
  private let resolvers: [NotedResolver]

  init(_ context: TransformContext, schema: RecordSchema) {
    self.context = context
    resolvers = context.resolvers(of: schema)
    var levels: [PlaceLevel] = []
    for variable in schema.variables {
      if case .place(let level, _) = variable.kind, !levels.contains(level) { levels.append(level) }
    }
    self.levels = levels
  }

  /// The signs that may stand around a label: （合计）, 【小计】, *合计.
  private static let signs: Set<Character> = [
    "(", ")", "[", "]", "【", "】", "〔", "〕", "《", "》", "<", ">", "*", "#", "※", "★", "-", "—", "\"",
    "“", "”", ":",
  ]

  /// What a label may begin with: its words, and signs before them.
  static func starts(_ context: TransformContext) -> [String] {
    words(context) + signs.map(String.init)
  }

  /// What a label may end with.
  static func endings(_ context: TransformContext) -> [String] {
    (context.subtotals + context.totals).map(\.word)
      + context.summaries.filter(\.mayEnd).map(\.word) + signs.map(String.init)
  }

  private static func words(_ context: TransformContext) -> [String] {
    (context.subtotals + context.totals).map(\.word) + context.summaries.map(\.word)
  }

  /// What a text labels its row as; nil for any other, and for the name of a place.
  ///
  /// Of what it is the sum may stand before or behind the word: 全县合计, 本页小计, 合计（户）.
  ///
  /// - Parameters:
  ///   - text: The text as it stands.
  ///   - folded: The text, folded.
  /// - Returns: The label, or nil.
  func label(_ text: String, folded: String) -> Label? {
    if let label = bareLabel(text, folded: folded) { return label }
    guard let first = folded.first, Self.signs.contains(first) else { return nil }
    let inside = Self.bare(folded)
    return inside.isEmpty ? nil : bareLabel(Self.bare(text.trimmed), folded: inside)
  }

  /// A text without the signs around it.
  private static func bare(_ text: some StringProtocol) -> String {
    let start = text.drop(while: signs.contains)
    return String(start.reversed().drop(while: signs.contains).reversed())
  }

  private func bareLabel(_ text: String, folded: String) -> Label? {
    func names(_ sum: SumWord) -> Bool {
      sum.names(folded, text) && !isPlace(text, folded, behind: sum.word)
    }
    // 全县平均 is no sum, whatever it begins with.
    let isMean = context.summaries.contains {
      $0.mayEnd && folded.hasSuffix($0.word) && !isPlace(text, folded, behind: $0.word)
    }
    if isMean { return .summary }
    if context.subtotals.contains(where: { $0.begins(folded) && names($0) }) { return .subtotal }
    if context.totals.contains(where: { $0.begins(folded) && names($0) }) { return .total }
    if context.subtotals.contains(where: names) { return .subtotal }
    if context.totals.contains(where: names) { return .total }
    let isSummary = context.summaries.contains {
      $0.isNamed(by: folded) && !isPlace(text, folded, behind: $0.word)
    }
    return isSummary ? .summary : nil
  }

  /// Whether a folded text is nothing but the word of a label.
  func isWhole(_ folded: String) -> Bool {
    let inside = Self.bare(folded)
    return Self.words(context).contains { LabelText.isAlone($0, in: inside) }
  }

  /// Whether a text with a word before it is the name of a place: 其中村, 合计村 and 注家庄 may be villages,
  /// and what the gazetteer has is one.
  ///
  /// - Parameters:
  ///   - text: The text as it stands.
  ///   - folded: The text, folded.
  ///   - word: The word, folded.
  /// - Returns: Whether it is one.
  func isPlace(_ text: String, _ folded: String, behind word: String) -> Bool {
    if folded.hasPrefix(word) {
      let rest = folded.dropFirst(word.count)
      // Behind one character there may be more of a name, as in 总家寨.
      let most = word.count == 1 && !word.utf8.allSatisfy { $0 < 0x80 } ? 2 : 1
      if (1...most).contains(rest.count), rest.allSatisfy(\.isLetter),
        context.placeEnds.contains(where: { $0.count == 1 && rest.hasSuffix($0) })
      {
        return true
      }
    }
    guard folded != word else { return false }
    return resolvers.contains { resolver in
      levels.contains { resolver.isPlace(text, level: $0) }
    }
  }
}

extension SumWord {
  /// Whether a folded text begins with the word, whatever stands behind it.
  fileprivate func begins(_ folded: String) -> Bool { folded.hasPrefix(word) }
}
