/// How much a file may ask of memory and time before it is refused as hostile or broken.
///
/// What Millet reads itself is bounded by counts and bytes, which bound the time, so that the same
/// file is refused on every machine alike. Only the programs that read PDF and old DOC are bounded by
/// seconds, since nothing else tells how far they have come.
public struct ReadingLimits: Hashable, Sendable, Encodable {
  /// The most bytes of a source's file, all of which are hashed.
  public var sourceBytes = 64 << 30
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
  public var rows = Origin.limit.rows
  /// The greatest column number of a worksheet.
  public var columns = CellReference.limit.columns
  /// The most cells of one worksheet.
  public var cells = 2_000_000_000
  /// The most cells of a worksheet that are made by repetition (OpenDocument) or lie below cells of
  /// several rows (HTML); a long text counts once for each 64 bytes.
  public var repeatedCells = 20_000_000
  /// The most bytes of one cell's text.
  public var textBytes = 16 << 20
  /// The most merged ranges of a worksheet.
  public var mergedRanges = 5_000_000
  /// The most bytes of a written report's text, as a file or as a program gives it.
  public var reportBytes = 16 << 20
  /// The most seconds that a program may take to turn a document into text.
  public var converterSeconds = 60
  /// The most bytes of memory that such a program may fill.
  public var converterMemoryBytes = 2 << 30
  /// The most cells that a batch has room for, whatever number of rows was asked for.
  package var batchSlots = 1 << 18
  /// The bytes of text from which on a batch takes no further row.
  package var batchTextBytes = 16 << 20
  /// The cells of a worksheet, blank ones too, from which on one of 256 must hold something.
  package var sparseSlots = 1 << 28
  /// The most bytes that are parsed again for other worksheets of one XML document, once it has more
  /// than 64.
  package var rereadBytes = 1 << 29
  /// How often a password may be hashed to open an encrypted workbook; Office does it 100,000 times.
  package var passwordRounds = 1_000_000
  /// The most bytes of the texts of one row that are no shared strings.
  package var rowTextBytes = 1 << 28

  /// The limits that hold unless somebody sets others.
  public static let `default` = Self()

  /// Makes the default limits.
  public init() {}

  /// Takes each limit that is higher in others.
  package mutating func raise(to others: Self) {
    for setting in Setting.allCases { self[setting] = max(self[setting], others[setting]) }
  }
}
