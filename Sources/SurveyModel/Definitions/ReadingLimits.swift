/// How much a file may ask of memory and time before it is refused as hostile or broken.
///
/// Every limit is a count or a number of bytes, and none is of seconds: what bounds the bytes and
/// the cells bounds the time, and the same file is refused on every machine alike.
public struct ReadingLimits: Hashable, Sendable, Encodable {
  /// The most inflated bytes of one part of a package.
  public var inflatedBytes = 8 << 30
  /// The most inflated bytes for each compressed one, once a part is longer than 32 MiB.
  public var inflationRatio = 200
  /// The most parts (members) of a package.
  public var packageParts = 65_536
  /// The most bytes of a part that describes others: relationships, styles, the workbook.
  public var descriptionBytes = 64 << 20
  /// The most bytes of a file that has to be held in memory (legacy XLS, HTML).
  public var fileBytes = 512 << 20
  /// The most bytes of shared strings.
  public var sharedStringBytes = 1 << 30
  /// The most shared strings.
  public var sharedStrings = 50_000_000
  /// The most worksheets.
  public var worksheets = 10_000
  /// The greatest row number of a worksheet.
  public var rows = 1 << 31
  /// The greatest column number of a worksheet.
  public var columns = CellReference.limit.columns
  /// The most cells of one worksheet.
  public var cells = 2_000_000_000
  /// The most cells that one repeated cell or row of an OpenDocument file may stand for.
  public var repeatedCells = 20_000_000
  /// The most bytes of one cell's text.
  public var textBytes = 16 << 20
  /// The most merged ranges of a worksheet.
  public var mergedRanges = 5_000_000
  /// The most cells that a batch has room for, whatever number of rows was asked for.
  package var batchSlots = 1 << 18

  /// The limits that hold unless somebody sets others.
  public static let `default` = Self()

  /// Makes the default limits.
  public init() {}

  /// Takes each limit that is higher in others.
  public mutating func raise(to others: Self) {
    for setting in Setting.allCases { self[setting] = max(self[setting], others[setting]) }
  }
}
