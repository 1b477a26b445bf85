/// Which part of a worksheet a source reads, where the worksheet holds more than one table.
package struct TableRegion: Hashable, Sendable, Encodable {
  /// Tells a row by its first text.
  package enum RowMark: Hashable, Sendable, CustomStringConvertible, Encodable {
    /// The text begins with these characters.
    case beginning(String)
    /// The regular expression finds something in the text.
    case matching(String)

    /// The mark as the pipeline file has it.
    package var description: String {
      switch self {
      case .beginning(let text): "“\(text)”"
      case .matching(let pattern): "/\(pattern)/"
      }
    }
  }

  /// The row that the table begins with, its title or header; nil for the worksheet's first.
  package let from: RowMark?
  /// The row behind the table; nil where the table goes on to the worksheet's last.
  package let to: RowMark?
  /// The zero-based columns of the table; nil for all.
  package let columns: ClosedRange<Int>?

  /// The whole worksheet.
  package static let worksheet = Self()

  /// Describes a part of a worksheet.
  package init(from: RowMark? = nil, to: RowMark? = nil, columns: ClosedRange<Int>? = nil) {
    self.from = from
    self.to = to
    self.columns = columns
  }

  /// Whether the region may leave out rows.
  package var hasRowMarks: Bool { from != nil || to != nil }
}
