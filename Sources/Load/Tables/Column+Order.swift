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
    guard codes.count <= Self.mostRanked, codes != codes.sorted() else { return [Ordering(value)] }
    return [Ordering(Scalar.rank(of: value, among: codes)), Ordering(value)]
  }

  /// What a value is called.
  ///
  /// - Parameter value: A value as it is published.
  /// - Returns: Its title; empty for one that has none.
  func label(of value: String) -> Label {
    switch type {
    case .boolean: value == "1" ? Label(zh: "是", en: "Yes") : Label(zh: "否", en: "No")
    case .answers:
      Label(
        zh: joined(value) { $0.zh ?? $0.en }, en: joined(value) { $0.en ?? $0.zh })
    default: categories.first { $0.code == value }?.label ?? Label()
    }
  }

  private func joined(_ answers: String, _ title: (Label) -> String?) -> String {
    Answers.codes(in: answers)
      .map { code in
        categories.first { $0.code == code }.flatMap { title($0.label) } ?? String(code)
      }
      .joined(separator: "; ")
  }
}
