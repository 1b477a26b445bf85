/// How much a file may ask of memory and time before it is refused as hostile or broken.
package struct ReadingLimits: Hashable, Sendable {
  /// The most inflated bytes of one part of a package.
  package var inflatedBytes = 8 << 30
  /// The most inflated bytes for each compressed one, once a part is longer than 32 MiB.
  package var inflationRatio = 200
  /// The most bytes of a part that describes others: relationships, styles, the workbook.
  package var descriptionBytes = 64 << 20
  /// The most bytes of shared strings.
  package var sharedStringBytes = 1 << 30
  /// The most shared strings.
  package var sharedStrings = 50_000_000
  /// The most worksheets.
  package var worksheets = 10_000
  /// The most cells of one worksheet.
  package var cells = 2_000_000_000
  /// The most cells that one repeated cell or row of an OpenDocument file may stand for.
  package var repeatedCells = 20_000_000
  /// The most bytes of one cell's text.
  package var textBytes = 16 << 20
  /// The most merged ranges of a worksheet.
  package var mergedRanges = 5_000_000
  /// The most cells that a batch has room for, whatever number of rows was asked for.
  package var batchSlots = 1 << 18
  /// The most bytes of a file that has to be held in memory (legacy XLS, HTML).
  package var fileBytes = 512 << 20

  /// The limits that hold unless a pipeline says otherwise.
  package static let `default` = Self()

  /// Makes the default limits.
  package init() {}
}
