/// The row that a record came from, in 12 bytes: indices into the run's files and worksheets.
public struct Origin: Hashable, Sendable, Comparable {
  /// The index of the file in the run, by the sorted order of paths.
  public let file: UInt32
  /// The zero-based index of the worksheet in its workbook.
  public let worksheet: UInt32
  /// The zero-based row on the worksheet.
  public let row: UInt32

  /// The most files of a run, worksheets of a file and rows of a worksheet that have a number.
  ///
  /// With them an origin is a number of 63 bits, which is the key of every table of the store.
  public static let limit = (files: 1 << 20, worksheets: 1 << 15, rows: 1 << 28)

  /// Points to a row.
  public init(file: UInt32, worksheet: UInt32, row: UInt32) {
    self.file = file
    self.worksheet = worksheet
    self.row = row
  }

  /// Orders origins by file, worksheet, row.
  public static func < (left: Self, right: Self) -> Bool {
    (left.file, left.worksheet, left.row) < (right.file, right.worksheet, right.row)
  }
}
