/// A row of a sheet.
package struct SheetRow: Hashable, Sendable {
  /// The cells, from the first column.
  package let cells: [SheetCell]
  /// The height in points, or nil for that of a line.
  package let height: Double?

  /// Puts cells in a row.
  package init(_ cells: [SheetCell] = [], height: Double? = nil) {
    self.cells = cells
    self.height = height
  }
}

/// A cell of a sheet, with how it looks.
package struct SheetCell: Hashable, Sendable {
  /// What a cell holds.
  package enum Content: Hashable, Sendable {
    /// Nothing.
    case blank
    /// A number, and how it is written where nothing formats it.
    case number(Double, shown: String)
    /// A text, which nothing runs as a formula.
    case text(String)
    /// A text that leads to a sheet of the same workbook.
    case link(String, toSheet: String)
  }

  /// What it holds.
  package let content: Content
  /// How it looks.
  package let style: CellStyle
  /// The columns that it spans; the cells that it covers stand behind it and are blank.
  package let span: Int

  /// Describes a cell.
  package init(_ content: Content, _ style: CellStyle = CellStyle(), span: Int = 1) {
    self.content = content
    self.style = style
    self.span = span
  }

  /// A cell with a text that any program can hold: see ``SheetText``.
  package static func text(_ text: String, _ style: CellStyle = CellStyle(), span: Int = 1) -> Self
  {
    Self(text.isEmpty ? .blank : .text(SheetText.held(text)), style, span: span)
  }
}
