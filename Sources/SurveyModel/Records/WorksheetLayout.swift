/// Where the variables of a source stood on one worksheet.
package struct WorksheetLayout: Hashable, Sendable {
  /// The source that read the worksheet.
  package let source: String
  /// The path of the file, relative to the pipeline's root.
  package let file: String
  /// The worksheet's name.
  package let worksheet: String
  /// The zero-based rows of the header.
  package let headerRows: ClosedRange<Int>
  /// The columns, by variable.
  package let mapping: [WorksheetOutcome.MappedColumn]

  /// Describes a layout.
  package init(
    source: String, file: String, worksheet: String, headerRows: ClosedRange<Int>,
    mapping: [WorksheetOutcome.MappedColumn]
  ) {
    self.source = source
    self.file = file
    self.worksheet = worksheet
    self.headerRows = headerRows
    self.mapping = mapping
  }

  /// Whether both layouts are of one worksheet, read by one source.
  package func isSamePlace(as other: Self) -> Bool {
    (source, file, worksheet) == (other.source, other.file, other.worksheet)
  }

  /// What differs from the layout that was accepted when a run with it was published.
  ///
  /// - Parameter accepted: The earlier layout of the same worksheet.
  /// - Returns: A warning with the cells that differ; only a note where nothing but the row of the
  ///   header does; nil where nothing does.
  package func drift(from accepted: Self) -> Diagnostic? {
    guard self != accepted else { return nil }
    var variables = mapping.map(\.variable)
    variables += accepted.mapping.map(\.variable).filter { !variables.contains($0) }
    let changes = variables.compactMap { variable in
      change(of: variable, from: accepted).map { (variable, $0) }
    }
    guard let first = changes.first else {
      guard headerRows != accepted.headerRows else { return nil }
      return Diagnostic(
        .sheetLayoutDrifted, .note,
        at: SourceLocation(file: file, .row(sheet: worksheet, row: headerRows.lowerBound)),
        "the header stands in \(Self.words(headerRows)), in the latest published run in \(Self.words(accepted.headerRows))"
      )
    }
    let column = mapping.first { $0.variable == first.0 }?.column
    let place: SourceLocation.Place =
      column.map {
        .cell(sheet: worksheet, CellReference(row: headerRows.upperBound, column: $0))
      } ?? .row(sheet: worksheet, row: headerRows.upperBound)
    return Diagnostic(
      .sheetLayoutDrifted, .warning, at: SourceLocation(file: file, place),
      "the layout differs from that of the latest published run: \(changes.map(\.1).joined(separator: "; "))",
      remedy: "see whether the columns mean what they did; publishing this run accepts them")
  }

  private func change(of variable: String, from accepted: Self) -> String? {
    let now = words(of: variable)
    let then = accepted.words(of: variable)
    let isSame =
      mapping.first { $0.variable == variable }
      == accepted.mapping.first { $0.variable == variable }
    guard !isSame else { return nil }
    return "\(variable) in \(now ?? "no column"), was in \(then ?? "no column")"
  }

  private func words(of variable: String) -> String? {
    mapping.first { $0.variable == variable }
      .map { column in
        "\(CellReference(row: headerRows.upperBound, column: column.column)) “\(column.header)”"
      }
  }

  private static func words(_ rows: ClosedRange<Int>) -> String {
    rows.count == 1
      ? "row \(rows.lowerBound + 1)" : "rows \(rows.lowerBound + 1) to \(rows.upperBound + 1)"
  }
}
