/// What a workbook says of one of its worksheets before any row is read.
public struct WorksheetInfo: Hashable, Sendable {
  /// The zero-based place among the workbook's worksheets that hold cells.
  public let index: Int
  /// The name on the tab.
  public let name: String
  /// Whether the tab is hidden (or "very hidden").
  public let isHidden: Bool

  /// Describes a worksheet.
  public init(index: Int, name: String, isHidden: Bool = false) {
    self.index = index
    self.name = name
    self.isHidden = isHidden
  }
}
