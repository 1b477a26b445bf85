import SurveyModel

extension ReadingLimits.Setting {
  /// What the limit is of.
  var summary: String {
    switch self {
    case .sourceBytes: "The most bytes of a source's file."
    case .inflatedBytes: "The most inflated bytes of one part of a package."
    case .inflationRatio: "The most inflated bytes for each compressed one."
    case .packageParts: "The most parts of a package."
    case .descriptionBytes: "The most bytes of a part that describes others, such as styles."
    case .fileBytes: "The most bytes of a file that has to be held in memory: XLS, HTML."
    case .sharedStringBytes: "The most bytes of shared strings."
    case .sharedStrings: "The most shared strings."
    case .worksheets: "The most worksheets."
    case .rows: "The greatest row number of a worksheet."
    case .columns: "The greatest column number of a worksheet."
    case .cells: "The most cells of one worksheet."
    case .repeatedCells: "The most cells that one repeated cell or row may stand for."
    case .textBytes: "The most bytes of one cell's text."
    case .mergedRanges: "The most merged ranges of a worksheet."
    case .reportBytes: "The most bytes of a written report's text."
    case .converterSeconds: "The most seconds that a program may take to turn a document into text."
    case .converterMemoryBytes: "The most bytes of memory that such a program may fill."
    }
  }
}
