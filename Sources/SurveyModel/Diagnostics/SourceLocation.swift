/// A place in a file that a person can go to.
public struct SourceLocation: Hashable, Sendable, Codable, CustomStringConvertible {
  /// Where in the file.
  public enum Place: Hashable, Sendable, Codable {
    /// The file as a whole.
    case wholeFile
    /// A worksheet as a whole.
    case worksheet(String)
    /// A cell of a worksheet.
    case cell(sheet: String, CellReference)
    /// A row of a worksheet, zero-based.
    case row(sheet: String, row: Int)
    /// Characters of a text: Unicode code points of the file, end exclusive.
    case span(start: Int, end: Int)
    /// A line and column of a text file, one-based.
    case line(Int, column: Int)
    /// A page and paragraph of a document, one-based.
    case page(Int, paragraph: Int)
    /// A row of a table, by its key.
    case tableRow(table: String, key: String)
  }

  /// The path as the user knows it: as it was given, or relative to the pipeline's root.
  public let file: String
  /// Where in the file.
  public let place: Place

  /// Points to a place in a file.
  public init(file: String, _ place: Place = .wholeFile) {
    self.file = file
    self.place = place
  }

  /// The location as it is printed, such as `wave-3.xml:Answers!C12`.
  public var description: String {
    switch place {
    case .wholeFile: file
    case .worksheet(let sheet): "\(file):\(sheet)"
    case .cell(let sheet, let reference): "\(file):\(sheet)!\(reference)"
    case .row(let sheet, let row): "\(file):\(sheet)!\(row + 1):\(row + 1)"
    case .span(let start, let end): "\(file):@\(start)-\(end)"
    case .line(let line, let column): "\(file):\(line):\(column)"
    case .page(let page, let paragraph): "\(file):page \(page), paragraph \(paragraph)"
    case .tableRow(let table, let key): "\(file):\(table)[\(key)]"
    }
  }
}
