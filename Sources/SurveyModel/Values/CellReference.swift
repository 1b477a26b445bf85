/// The place of a cell on a worksheet.
///
/// It stores zero-based numbers and prints one-based ones (`C12`).
public struct CellReference: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
  /// The most rows and columns that a worksheet of any read format has.
  @inlinable package static var limit: (rows: Int, columns: Int) { (1_048_576, 16_384) }

  /// The zero-based row.
  public let row: Int
  /// The zero-based column.
  public let column: Int

  /// Makes a reference of zero-based numbers.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Reads a reference such as `C12` or `$C$12`; nil when the text is none.
  public init?(_ text: some StringProtocol) {
    var column = 0
    var row = 0
    var letters = 0
    for byte in text.utf8 where byte != UInt8(ascii: "$") {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0 && letters < 3:
        column = column * 26 + Int(byte) - 64
        letters += 1
      case UInt8(ascii: "a")...UInt8(ascii: "z") where row == 0 && letters < 3:
        column = column * 26 + Int(byte) - 96
        letters += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9") where letters > 0 && row < 100_000_000:
        row = row * 10 + Int(byte) - 48
      default:
        return nil
      }
    }
    guard row > 0, column > 0 else { return nil }
    self.init(row: row - 1, column: column - 1)
  }

  /// The letters of a zero-based column, such as `AB` for 27.
  package static func letters(ofColumn column: Int) -> String {
    var letters: [UInt8] = []
    var rest = column + 1
    while rest > 0 {
      rest -= 1
      letters.append(65 + UInt8(rest % 26))
      rest /= 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }

  /// The zero-based column of some letters, such as 27 of `AB`; nil where they are none.
  package static func column(ofLetters letters: String) -> Int? {
    CellReference("\(letters)1").flatMap { $0.row == 0 ? $0.column : nil }
  }

  /// The reference as a spreadsheet shows it.
  public var description: String { "\(Self.letters(ofColumn: column))\(row + 1)" }

  /// Orders references by row, then by column.
  public static func < (left: Self, right: Self) -> Bool {
    (left.row, left.column) < (right.row, right.column)
  }
}

/// A rectangle of cells, both corners included.
package struct CellRange: Hashable, Sendable, CustomStringConvertible {
  /// The top left cell.
  package let first: CellReference
  /// The bottom right cell.
  package let last: CellReference

  /// Makes a range of two opposite corners, whichever they are.
  package init(_ first: CellReference, _ last: CellReference) {
    self.first = CellReference(
      row: min(first.row, last.row), column: min(first.column, last.column))
    self.last = CellReference(
      row: max(first.row, last.row), column: max(first.column, last.column))
  }

  /// Reads a range such as `A1:C2`, or a single cell; nil when the text is none.
  package init?(_ text: some StringProtocol) {
    let corners = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let first = corners.first.flatMap({ CellReference($0) }),
      let last = corners.last.flatMap({ CellReference($0) }), corners.count <= 2
    else { return nil }
    self.init(first, last)
  }

  /// Whether the cell lies in the range.
  package func contains(_ cell: CellReference) -> Bool {
    (first.row...last.row).contains(cell.row) && (first.column...last.column).contains(cell.column)
  }

  /// The range as a spreadsheet shows it.
  package var description: String { "\(first):\(last)" }
}
