/// What became of one worksheet: how its columns were mapped and how its rows were counted.
package struct WorksheetOutcome: Hashable, Sendable, Codable {
  /// The column that a variable was read from.
  package struct MappedColumn: Hashable, Sendable, Codable {
    /// The variable.
    package let variable: String
    /// The zero-based column of the worksheet.
    package let column: Int
    /// The header's text, levels of a stacked header joined by `/`.
    package let header: String

    /// Maps a variable to a column.
    package init(variable: String, column: Int, header: String) {
      self.variable = variable
      self.column = column
      self.header = header
    }
  }

  /// Which worksheet of its file it is.
  package struct Worksheet: Hashable, Sendable, Codable {
    /// The zero-based place among the workbook's worksheets that hold cells.
    package let index: Int
    /// The name on the tab.
    package let name: String
    /// Whether the tab is hidden.
    package let isHidden: Bool

    /// Names a worksheet.
    package init(_ info: WorksheetInfo) {
      index = info.index
      name = info.name
      isHidden = info.isHidden
    }
  }

  /// The name of the source that read the worksheet.
  package let source: String
  /// The file's number.
  package let file: UInt32
  /// The worksheet.
  package let worksheet: Worksheet
  /// The zero-based rows of the header.
  package let headerRows: ClosedRange<Int>
  /// The zero-based last row of the table.
  package let lastRow: Int
  /// The columns, by variable.
  package let mapping: [MappedColumn]
  /// The rows by what they are.
  package let tally: RowTally
  /// Findings that belong to no single row.
  package let log: DiagnosticLog

  /// Describes an outcome.
  package init(
    source: String, file: UInt32, worksheet: Worksheet, headerRows: ClosedRange<Int>,
    lastRow: Int, mapping: [MappedColumn], tally: RowTally, log: DiagnosticLog
  ) {
    self.source = source
    self.file = file
    self.worksheet = worksheet
    self.headerRows = headerRows
    self.lastRow = lastRow
    self.mapping = mapping
    self.tally = tally
    self.log = log
  }

  /// Compares all but the findings.
  package static func == (left: Self, right: Self) -> Bool {
    left.source == right.source && left.file == right.file && left.worksheet == right.worksheet
      && left.headerRows == right.headerRows && left.lastRow == right.lastRow
      && left.mapping == right.mapping
      && left.tally == right.tally
  }

  /// Hashes what equality compares.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(file)
    hasher.combine(worksheet)
    hasher.combine(mapping)
  }
}

/// Rows counted by what they are.
///
/// The conservation law: ``read`` equals the sum of the rest.
public struct RowTally: Hashable, Sendable, Codable {
  /// Rows that the reader gave.
  public var read = 0
  /// Data rows without a correction.
  public var clean = 0
  /// Data rows with at least one corrected cell; they count as clean in the law.
  public var corrected = 0
  /// Rows held back.
  public var quarantined = 0
  /// How many of ``quarantined`` are rows of totals that the data rows deny.
  public var heldTotals = 0
  /// Rows that are no data, by kind.
  public var other: [OtherRow.Kind: Int] = [:]

  /// Makes an empty tally.
  public init() {}

  /// Whether every row that was read is accounted for.
  public var isConserved: Bool {
    read == clean + corrected + quarantined + other.values.reduce(0, +)
  }

  /// Adds the rows of another tally.
  public static func += (left: inout Self, right: Self) {
    left.read += right.read
    left.clean += right.clean
    left.corrected += right.corrected
    left.quarantined += right.quarantined
    left.heldTotals += right.heldTotals
    left.other.merge(right.other, uniquingKeysWith: +)
  }
}
