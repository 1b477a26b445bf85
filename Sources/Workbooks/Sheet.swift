package import SurveyModel

/// A sheet of a workbook: what is known of it beforehand, and its rows.
package struct Sheet {
  /// Takes rows one by one.
  package typealias RowTaker = (SheetRow) throws(RunFailure) -> Void

  /// What a sheet is, but for its rows.
  package struct Frame: Hashable, Sendable {
    /// The name, as ``SheetNames`` gives them.
    package let name: String
    /// The width of each column, in digits of the standard font.
    package let widths: [Double]
    /// The rows at the top that stay in sight, and stand at the top of every printed page.
    package var headRows: Int
    /// The columns at the left that stay in sight, and stand at the left of every printed page.
    package var headColumns: Int

    /// Describes a sheet.
    package init(name: String, widths: [Double], headRows: Int = 0, headColumns: Int = 0) {
      self.name = name
      self.widths = widths
      self.headRows = headRows
      self.headColumns = headColumns
    }

    /// The pages beside each other on which it is printed: A4 across, letters no smaller than two thirds.
    package var pagesAcross: Int {
      max(1, Int((widths.reduce(0, +) / Self.widthOfPage).rounded(.up)))
    }

    /// The digits that fit on a page beside each other, each two thirds as wide as on the screen.
    private static let widthOfPage = 190.0
  }

  /// What is known beforehand.
  package let frame: Frame
  private let source: (RowTaker) throws(RunFailure) -> Void

  /// Describes a sheet.
  ///
  /// - Parameters:
  ///   - frame: What is known beforehand.
  ///   - source: Gives the rows, the same each time that it is called.
  package init(_ frame: Frame, rows source: @escaping (RowTaker) throws(RunFailure) -> Void) {
    self.frame = frame
    self.source = source
  }

  /// Describes a sheet of few rows.
  package init(_ frame: Frame, _ rows: [SheetRow]) {
    self.init(frame) { take throws(RunFailure) in
      for row in rows { try take(row) }
    }
  }

  /// Gives the rows in order.
  ///
  /// - Throws: `RunFailure` when they cannot be had; what the taker throws.
  package func rows(_ take: RowTaker) throws(RunFailure) { try source(take) }
}

/// What every program that opens sheets can hold.
package enum SheetLimits {
  /// The rows of a sheet.
  package static let rows = 1_048_576
  /// The columns of a sheet.
  package static let columns = 16_384
  /// The UTF-16 units of a cell's text.
  package static let textUnits = 32_767
  /// The UTF-16 units of a sheet's name.
  package static let nameUnits = 31
}
