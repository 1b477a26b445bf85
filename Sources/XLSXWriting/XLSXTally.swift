internal import Workbooks

/// How much a workbook has of what is told apart in its file.
///
/// A block that is missing in a file is not overlooked: either what is left is no longer well formed, or the
/// block had whole cells, or it lay in one text.
struct XLSXTally: Hashable {
  /// How much a sheet has.
  struct Sheet: Hashable {
    /// The columns whose width is known.
    var columns = 0
    /// The rows that have a cell or a height.
    var rows = 0
    /// The cells.
    var cells = 0
    /// The UTF-8 bytes of texts.
    var textBytes = 0
    /// The cells that lead to a sheet.
    var links = 0

    /// Adds a row, but for the texts of its cells.
    mutating func add(_ row: SheetRow) {
      guard !row.cells.isEmpty || row.height != nil else { return }
      rows += 1
      cells += row.cells.count
    }

    /// Adds the text of a cell.
    mutating func add(text: String) {
      textBytes += text.utf8.count
      // The library writes other control characters as `_x0001_`.
      textBytes += 6 * text.utf8.count { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A }
    }
  }

  /// The sheets, in order.
  var sheets: [Sheet] = []
  /// The names that the workbook gives to parts of its sheets.
  var names = 0
}
