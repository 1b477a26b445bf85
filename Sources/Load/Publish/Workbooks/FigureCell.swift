internal import SurveyModel
internal import Workbooks

/// Published cells as cells of a sheet.
struct FigureCell {
  /// The decimals of the column, or nil for numbers as they are.
  let decimals: Int?
  /// The marks of cells without a figure.
  let marks: MarkConvention

  /// The cell as it looks in a style; blank where the table has no such row.
  func cell(_ cell: PublishedCell?, _ style: CellStyle) -> SheetCell {
    guard let cell else { return SheetCell(.blank, style) }
    let trailing = style.with { $0.alignment = .trailing }
    if let absence = cell.absence { return .text(marks.mark(for: absence), trailing) }
    let shown = cell.published(decimals: decimals) ?? ""
    // What the CSV file says, not what it was rounded from.
    guard cell.number != nil, let number = Double(shown), number.isFinite else {
      return .text(shown, trailing)
    }
    return SheetCell(
      .number(number, shown: shown),
      style.with { $0.decimals = decimals ?? Self.decimals(of: shown) }
    )
  }

  /// The width of the cell in digits, thousands set apart.
  func width(_ cell: PublishedCell?) -> Double {
    guard let cell else { return 0 }
    if let absence = cell.absence { return SheetText.width(marks.mark(for: absence)) }
    let shown = cell.published(decimals: decimals) ?? ""
    let width = SheetText.width(shown)
    guard cell.number != nil else { return width }
    return width + Double(max(0, (shown.prefix { $0 != "." }.count - 1) / 3)) * 0.6
  }

  private static func decimals(of shown: String) -> Int {
    shown.split(separator: ".").dropFirst().first?.count ?? 0
  }
}
