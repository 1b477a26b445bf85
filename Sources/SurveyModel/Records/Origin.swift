/// The row that a record came from, in 12 bytes.
package struct Origin: Hashable, Sendable, Comparable, Codable {
  /// The number of the file; which file comes first, its rank says, not its number.
  package let file: UInt32
  /// The zero-based index of the worksheet in its workbook; the second and later of repeated groups of
  /// columns are worksheets of their own, behind all of those.
  package let worksheet: UInt32
  /// The zero-based row on the worksheet.
  package let row: UInt32

  /// The most files of a run, worksheets of a file and rows of a worksheet that have a number.
  ///
  /// With them an origin is a number of 63 bits, which is the key of every table of the store.
  package static let limit = (files: 1 << 20, worksheets: 1 << 15, rows: 1 << 28)

  /// Points to a row.
  package init(file: UInt32, worksheet: UInt32, row: UInt32) {
    self.file = file
    self.worksheet = worksheet
    self.row = row
  }

  /// Orders origins by the numbers of their files, worksheet, row.
  package static func < (left: Self, right: Self) -> Bool {
    (left.file, left.worksheet, left.row) < (right.file, right.worksheet, right.row)
  }
}
