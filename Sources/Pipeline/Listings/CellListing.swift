internal import Extract
public import SurveyModel

/// What the reader sees in a workbook, cell by cell.
///
/// The contract of `millet cells`: see DESIGN.md, section 6.
public struct CellListing: Sendable {
  /// How cells are written.
  public enum Format: String, CaseIterable, Sendable {
    /// One line a cell for people: reference, kind, value.
    case text
    /// One line a cell, with a header, for spreadsheets.
    case csv
    /// One JSON object a line and a cell.
    case jsonl
    /// Nothing: every cell is read and counted.
    case none
  }

  /// What was read.
  public struct Counts: Hashable, Sendable {
    /// The worksheets that hold cells.
    public var worksheets = 0
    /// The rows that are not blank.
    public var rows = 0
    /// The cells that are not blank.
    public var cells = 0
    /// The cells by kind, in the order of the kinds' bytes.
    public var kinds = [Int](repeating: 0, count: ValueKind.allCases.count)
    /// What is worth knowing of the file.
    public var diagnostics: [Diagnostic] = []

    /// Makes empty counts.
    public init() {}
  }

  /// The path of the workbook.
  public let path: String
  /// The only worksheet to read, or nil for all.
  public let sheet: String?
  /// How cells are written.
  public let format: Format

  /// What the workbook may ask of memory and time.
  public let limits: ReadingLimits

  /// The name of the encoding of its text, or nil for what the file says and looks like.
  public let encoding: String?

  /// Lists the cells of the workbook at `path`.
  public init(
    path: String, sheet: String?, format: Format, limits: ReadingLimits = .default,
    encoding: String? = nil
  ) {
    self.encoding = encoding
    self.path = path
    self.sheet = sheet
    self.format = format
    self.limits = limits
  }

  /// Reads every cell and writes it.
  ///
  /// - Parameters:
  ///   - write: Takes the output, in pieces.
  ///   - progress: Is told how much of a worksheet was read.
  /// - Returns: What was read.
  /// - Throws: `RunFailure` when the file cannot be read; what `write` throws.
  public func run(
    write: (ArraySlice<UInt8>) throws -> Void,
    progress: ((_ done: Int, _ total: Int) -> Void)? = nil
  ) throws -> Counts {
    let workbook = try WorkbookReader.open(
      path: path, name: path, limits: limits, encoding: encoding)
    let chosen = workbook.worksheets.filter { sheet == nil || $0.name == sheet }
    if let sheet, chosen.isEmpty {
      let names = workbook.worksheets.map(\.name).joined(separator: ", ")
      throw RunFailure(
        Diagnostic(
          .sheetMissing, at: SourceLocation(file: path),
          "expected a worksheet named \(sheet), found \(names)",
          remedy: "give one of these names to --sheet"))
    }
    var counts = Counts()
    counts.diagnostics = workbook.log.diagnostics
    var lines = CellLines(format: format)
    lines.begin()
    for worksheet in chosen {
      counts.worksheets += 1
      var uncalculated = UncalculatedCells(path, worksheet)
      defer { counts.diagnostics += uncalculated.diagnostics }
      try workbook.read(worksheet, batchRows: 4096, progress: progress) { batch in
        Self.count(batch, &counts)
        uncalculated.look(through: batch)
        guard format != .none else { return }
        try lines.write(batch, of: worksheet, to: write)
      }
      counts.diagnostics += workbook.readingLog.diagnostics
    }
    try lines.flush(to: write)
    return counts
  }

  private static func count(_ batch: RowBatch, _ counts: inout Counts) {
    counts.rows += batch.count
    for column in batch.columns {
      var tally = [Int](repeating: 0, count: ValueKind.allCases.count)
      for kind in column.kinds { tally[Int(kind.rawValue)] += 1 }
      for (kind, number) in tally.enumerated() where kind != 0 {
        counts.kinds[kind] += number
        counts.cells += number
      }
    }
  }
}
