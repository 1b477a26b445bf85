/// A workbook to be written, in whichever format.
package struct Workbook: Sendable {
  /// How a workbook's parts are written; every choice is one that offices' programs make.
  package struct Habits: Hashable, Sendable {
    /// Dates count from 1904.
    package var countsFrom1904 = false
    /// Texts stand in their cells instead of in the table of shared strings.
    package var hasInlineStrings = false
    /// Cells and rows do not say where they are, and worksheets not how large.
    package var omitsReferences = false

    /// The habits of most programs.
    package init() {}
  }

  /// The worksheets.
  package var worksheets: [Worksheet]
  /// How its parts are written.
  package var habits = Habits()
}

/// A worksheet to be written.
package struct Worksheet: Sendable {
  /// The name on the tab.
  package let name: String
  /// Whether the tab is hidden.
  package var isHidden = false
  /// The widths of the columns in characters.
  package var widths: [Int] = []
  /// The merged ranges, such as `A1:H1`.
  package var merges: [String] = []
  /// The rows from the first on; an empty one is a blank row.
  package private(set) var rows: [[Cell]] = []

  /// Starts a worksheet.
  package init(name: String) {
    self.name = name
  }

  /// The one-based number of the row that would be added next.
  package var nextRow: Int { rows.count + 1 }

  /// Adds a row.
  package mutating func append(_ cells: [Cell]) {
    rows.append(cells)
  }

  /// Merges a rectangle, given by zero-based columns and one-based rows.
  package mutating func merge(columns: ClosedRange<Int>, rows: ClosedRange<Int>) {
    merges.append(
      "\(cellReference(column: columns.lowerBound, row: rows.lowerBound)):"
        + cellReference(column: columns.upperBound, row: rows.upperBound))
  }
}

/// A cell to be written.
package struct Cell: Hashable, Sendable {
  /// What a cell holds.
  package enum Content: Hashable, Sendable {
    /// Nothing; the cell is left out.
    case blank
    /// A text.
    case text(String)
    /// A text in several runs of formatting.
    case richText([String])
    /// A whole number.
    case number(Int)
    /// A number in hundredths.
    case hundredths(Int)
    /// A number of so many decimal places.
    case decimal(Int, places: Int)
    /// A date.
    case date(CalendarDay)
    /// A formula and its cached whole number or hundredths.
    case formula(String, hundredths: Int)
    /// A spreadsheet error.
    case error(String)
  }

  /// How a cell looks.
  package enum Style: Int, Hashable, Sendable {
    /// As it comes.
    case plain
    /// A worksheet's title.
    case title
    /// A head of a column.
    case header
    /// A date.
    case date
    /// An amount of money with thousands separators.
    case amount
  }

  /// What it holds.
  package var content: Content
  /// How it looks.
  package var style: Style

  /// An empty cell.
  package static let blank = Cell(.blank)

  /// Makes a cell.
  package init(_ content: Content, style: Style = .plain) {
    self.content = content
    self.style = style
  }

  /// Makes a cell of text.
  package static func text(_ text: String, style: Style = .plain) -> Cell {
    Cell(.text(text), style: style)
  }

  /// Makes a cell of a whole number.
  package static func number(_ number: Int) -> Cell { Cell(.number(number)) }
}

/// A reference such as `C12` for a zero-based column and a one-based row.
package func cellReference(column: Int, row: Int) -> String {
  var letters = ""
  var rest = column + 1
  while rest > 0 {
    rest -= 1
    letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
    rest /= 26
  }
  return "\(letters)\(row)"
}

/// A number of hundredths as it is written, without needless zeros.
package func decimalText(hundredths: Int) -> String {
  let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
  if rest == 0 { return "\(whole)" }
  if rest % 10 == 0 { return "\(whole).\(rest / 10)" }
  return rest < 10 ? "\(whole).0\(rest)" : "\(whole).\(rest)"
}

/// A number of so many decimal places as it is written, without needless zeros.
package func decimalText(_ number: Int, places: Int) -> String {
  var (digits, places) = (number, places)
  while places > 0, digits.isMultiple(of: 10) { (digits, places) = (digits / 10, places - 1) }
  guard places > 0 else { return "\(digits)" }
  let text = String(repeating: "0", count: max(0, places + 1 - "\(digits)".count)) + "\(digits)"
  return "\(text.dropLast(places)).\(text.suffix(places))"
}

/// A number with commas between its thousands.
func separated(_ number: Int) -> String {
  var text = ""
  for (index, digit) in String(number).reversed().enumerated() {
    if index > 0 && index.isMultiple(of: 3) { text = "," + text }
    text = String(digit) + text
  }
  return text
}
