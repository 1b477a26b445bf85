extension ReadingLimits {
  /// The limits by the names that they are set by, in a pipeline file or on the command line.
  public enum Setting: String, CaseIterable, Sendable {
    /// The most bytes of a source's file.
    case sourceBytes = "source_bytes"
    /// The most inflated bytes of one part of a package.
    case inflatedBytes = "inflated_bytes"
    /// The most inflated bytes for each compressed one.
    case inflationRatio = "inflation_ratio"
    /// The most parts of a package.
    case packageParts = "package_parts"
    /// The most bytes of a part that describes others.
    case descriptionBytes = "description_bytes"
    /// The most bytes of a file that has to be held in memory.
    case fileBytes = "file_bytes"
    /// The most bytes of shared strings.
    case sharedStringBytes = "shared_string_bytes"
    /// The most shared strings.
    case sharedStrings = "shared_strings"
    /// The most worksheets.
    case worksheets
    /// The greatest row number of a worksheet.
    case rows
    /// The greatest column number of a worksheet.
    case columns
    /// The most cells of one worksheet.
    case cells
    /// The most cells that one repeated cell or row may stand for.
    case repeatedCells = "repeated_cells"
    /// The most bytes of one cell's text.
    case textBytes = "text_bytes"
    /// The most merged ranges of a worksheet.
    case mergedRanges = "merged_ranges"
    /// The most bytes of a written report's text.
    case reportBytes = "report_bytes"
    /// The most seconds that a program may take to turn a document into text.
    case converterSeconds = "converter_seconds"
    /// The most bytes of memory that such a program may fill.
    case converterMemoryBytes = "converter_memory_bytes"

    /// The values that the limit may have.
    ///
    /// What is above them is no number of the store's: rows have 28 bits and worksheets 15, columns go
    /// to `XFD`, shared strings have 31 bits, and no text is longer than SQLite keeps.
    public var range: ClosedRange<Int> {
      switch self {
      case .columns: 1...CellReference.limit.columns
      case .rows: 1...Origin.limit.rows
      case .worksheets: 1...Origin.limit.worksheets
      case .sharedStrings: 1...(1 << 31)
      case .textBytes: 1...1_000_000_000
      case .fileBytes, .reportBytes: 1...(1 << 30)
      case .converterSeconds: 1...86_400
      default: 1...(1 << 50)
      }
    }

    fileprivate var path: WritableKeyPath<ReadingLimits, Int> {
      switch self {
      case .sourceBytes: \.sourceBytes
      case .inflatedBytes: \.inflatedBytes
      case .inflationRatio: \.inflationRatio
      case .packageParts: \.packageParts
      case .descriptionBytes: \.descriptionBytes
      case .fileBytes: \.fileBytes
      case .sharedStringBytes: \.sharedStringBytes
      case .sharedStrings: \.sharedStrings
      case .worksheets: \.worksheets
      case .rows: \.rows
      case .columns: \.columns
      case .cells: \.cells
      case .repeatedCells: \.repeatedCells
      case .textBytes: \.textBytes
      case .mergedRanges: \.mergedRanges
      case .reportBytes: \.reportBytes
      case .converterSeconds: \.converterSeconds
      case .converterMemoryBytes: \.converterMemoryBytes
      }
    }
  }

  /// The value of a limit.
  public subscript(setting: Setting) -> Int {
    get { self[keyPath: setting.path] }
    set { self[keyPath: setting.path] = newValue }
  }
}
