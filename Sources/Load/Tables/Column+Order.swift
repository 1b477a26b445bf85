internal import Relational
internal import SurveyModel

extension CompiledTable.Column {
  /// More categories than this are in the order of their codes.
  private static let mostRanked = 200

  /// The order of rows by a value that splits them.
  ///
  /// - Parameter plan: The plan whose column it is, or nil for the only one.
  /// - Returns: The order of the categories, behind them that of what is none of them, and last what is
  ///   missing; nothing for other columns.
  func order(of plan: String?) -> [Ordering] {
    guard role == .dimension else { return [] }
    let value = Scalar.column(plan, name)
    let codes = categories.map(\.code)
    guard type != .boolean, codes.count <= Self.mostRanked else { return [Ordering(value)] }
    // Engines compare bytes.
    let isOrdered = zip(codes, codes.dropFirst())
      .allSatisfy { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return isOrdered
      ? [Ordering(value)] : [Ordering(Scalar.rank(of: value, among: codes)), Ordering(value)]
  }

  /// What a value is called.
  ///
  /// - Parameter value: A value as it is published.
  /// - Returns: Its title; empty for one that has none.
  func label(of value: String) -> Label {
    switch type {
    case .boolean:
      let own = categories.first { $0.code == (value == "1" ? "true" : "false") }?.label ?? Label()
      let (zh, en) = value == "1" ? ("是", "Yes") : ("否", "No")
      return own == Label() ? Label(zh: zh, en: en) : own
    case .answers:
      return Label(
        zh: joined(value) { $0.zh ?? $0.en }, en: joined(value) { $0.en ?? $0.zh })
    default:
      let label = categories.first { $0.code == value }?.label ?? Label()
      return Label(
        zh: told(label.zh, of: value, \.zh), en: told(label.en, of: value, \.en))
    }
  }

  /// A title, with the code behind it where another code is called so too.
  private func told(
    _ title: String?, of code: String, _ language: KeyPath<Label, String?>
  ) -> String? {
    guard let title else { return nil }
    let isOnly = categories.count { $0.label[keyPath: language] == title } == 1
    return isOnly ? title : "\(title) (\(code))"
  }

  private func joined(_ answers: String, _ title: (Label) -> String?) -> String {
    Answers.codes(in: answers)
      .map { code in
        categories.first { $0.code == code }.flatMap { title($0.label) } ?? String(code)
      }
      .joined(separator: "; ")
  }
}
