/// What a workbook says of one of its worksheets before any row is read.
package struct WorksheetInfo: Hashable, Sendable {
  /// The zero-based place among the workbook's worksheets that hold cells.
  package var index: Int
  /// The name on the tab.
  package var name: String
  /// Whether the tab is hidden (or "very hidden").
  package var isHidden: Bool
  /// What a number counts from that stands for a date without saying so by its format.
  package var epoch: DateEpoch
  /// Which marks in its numbers could separate decimals or thousands.
  package let decimals: DecimalDoubts
  /// How its rows are parted into fields; nil unless it is delimited text.
  package let delimited: DelimitedForm?

  /// Describes a worksheet.
  package init(
    index: Int, name: String, isHidden: Bool = false, epoch: DateEpoch = .year1900,
    decimals: DecimalDoubts = .none, delimited: DelimitedForm? = nil
  ) {
    self.delimited = delimited
    self.decimals = decimals
    self.index = index
    self.name = name
    self.isHidden = isHidden
    self.epoch = epoch
  }

  /// The worksheet, counting from another day.
  package func with(epoch: DateEpoch) -> Self {
    var copy = self
    copy.epoch = epoch
    return copy
  }

  /// The worksheet, its tab hidden.
  package func hidden() -> Self {
    var copy = self
    copy.isHidden = true
    return copy
  }
}
