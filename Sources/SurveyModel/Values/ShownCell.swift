/// What a cell shows by its number format, where its value alone does not say it.
///
/// A value stays as it is stored; this travels beside it, for cells of such formats only.
package struct ShownCell: Hashable, Sendable {
  /// What the format adds to the number.
  package enum Form: Hashable, Sendable {
    /// The number is shown as a percentage: 0.985 as 98.5%.
    case percent
    /// The number is shown with zeros before it; the text, in the batch's own table, has them.
    case padded(text: Int)
    /// A date, or a number among words, as its text in the batch's own table shows it.
    ///
    /// Kept for the first rows of a worksheet only, where a header may stand.
    case worded(text: Int)
    /// All of the cell is struck through: no longer meant.
    case struck

    /// The index of the text, where there is one.
    var text: Int? {
      switch self {
      case .percent, .struck: nil
      case .padded(let text), .worded(let text): text
      }
    }

    /// The same form of another text.
    func with(text: Int) -> Self {
      switch self {
      case .percent: .percent
      case .struck: .struck
      case .padded: .padded(text: text)
      case .worded: .worded(text: text)
      }
    }
  }

  /// The index of the row in the batch.
  package let row: Int
  /// The zero-based worksheet column.
  package let column: Int
  /// What is shown.
  package let form: Form

  /// Places what is shown.
  package init(row: Int, column: Int, form: Form) {
    self.row = row
    self.column = column
    self.form = form
  }
}
