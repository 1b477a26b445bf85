/// What a workbook says of one of its worksheets before any row is read.
public struct WorksheetInfo: Hashable, Sendable {
  /// The zero-based place among the workbook's worksheets that hold cells.
  public let index: Int
  /// The name on the tab.
  public let name: String
  /// Whether the tab is hidden (or "very hidden").
  public let isHidden: Bool
  /// What a number counts from that stands for a date without saying so by its format.
  public let epoch: DateEpoch

  /// Describes a worksheet.
  public init(index: Int, name: String, isHidden: Bool = false, epoch: DateEpoch = .year1900) {
    self.index = index
    self.name = name
    self.isHidden = isHidden
    self.epoch = epoch
  }

  /// The worksheet at another place, or under another name.
  public func with(index: Int? = nil, name: String? = nil) -> Self {
    Self(index: index ?? self.index, name: name ?? self.name, isHidden: isHidden, epoch: epoch)
  }

  /// The worksheet, counting from another day.
  public func with(epoch: DateEpoch) -> Self {
    Self(index: index, name: name, isHidden: isHidden, epoch: epoch)
  }

  /// The worksheet, its tab hidden.
  public func hidden() -> Self { Self(index: index, name: name, isHidden: true, epoch: epoch) }
}
