/// The row that a record came from, in 12 bytes: indices into the run's files and worksheets.
public struct Origin: Hashable, Sendable, Comparable {
  /// The index of the file in the run, by the sorted order of paths.
  public let file: UInt32
  /// The zero-based index of the worksheet in its workbook.
  public let worksheet: UInt32
  /// The zero-based row on the worksheet.
  public let row: UInt32

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
