/// Which marks in the numbers of a worksheet of text could separate decimals or thousands.
///
/// Where decimals have commas, so that fields are parted by semicolons, `1,234` may be a little over
/// one; and where a column has `2,5`, `1.234` may be a little over a thousand.
package struct DecimalDoubts: Hashable, Sendable {
  /// The marks of a column that could be either.
  package enum Marks: Hashable, Sendable {
    /// None: decimals have points.
    case none
    /// Commas.
    case commas
    /// Commas and points.
    case commasAndPoints
  }

  /// None in any column.
  package static let none = Self()

  private let everywhere: Marks
  private let columns: Set<Int>

  /// Describes a worksheet.
  ///
  /// - Parameters:
  ///   - everywhere: The marks that could be either in every column.
  ///   - columns: The zero-based columns that have numbers whose decimal mark is surely a comma.
  package init(everywhere: Marks = .none, columns: Set<Int> = []) {
    self.everywhere = everywhere
    self.columns = columns
  }

  /// The marks of a zero-based column that could be either.
  package func marks(inColumn column: Int) -> Marks {
    columns.contains(column) ? .commasAndPoints : everywhere
  }
}
