extension ReadingLimits {
  /// The limits by the names that they are set by, in a pipeline file or on the command line.
  public enum Setting: String, CaseIterable, Sendable {
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

    /// The values that the limit may have.
    ///
    /// Rows and columns have numbers of four bytes and of `XFD`, whatever is set.
    public var range: ClosedRange<Int> {
      switch self {
      case .columns: 1...CellReference.limit.columns
      case .rows: 1...(1 << 31)
      default: 1...(1 << 50)
      }
    }

    fileprivate var path: WritableKeyPath<ReadingLimits, Int> {
      switch self {
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
      }
    }
  }

  /// The value of a limit.
  public subscript(setting: Setting) -> Int {
    get { self[keyPath: setting.path] }
    set { self[keyPath: setting.path] = newValue }
  }
}
