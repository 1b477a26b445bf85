internal import DurableFiles
internal import OperatingSystem
internal import SurveyModel

/// The sheets of an OpenDocument spreadsheet as they are written.
struct ODSBody: ~Copyable {
  private let path: String
  private var file: AppendedFile
  private var styles = ODSStyles()
  private var headRows = 0
  private var rows = 0

  /// Makes the file.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  init(_ path: String) throws(RunFailure) {
    self.path = path
    do {
      var file = try AppendedFile(path)
      try file.append(Array("<office:body><office:spreadsheet>".utf8))
      self.file = file
    } catch {
      throw RunFailure(file: path, error)
    }
  }

  /// Begins a sheet.
  mutating func begin(_ frame: Sheet.Frame) throws(RunFailure) {
    headRows = frame.headRows
    rows = 0
    var text = "<table:table table:name=\"\(XMLText.attribute(frame.name))\""
    text += " table:style-name=\"\(styles.name(ofPages: frame.pagesAcross))\">"
    let columns = frame.widths.map {
      "<table:table-column table:style-name=\"\(styles.name(ofWidth: $0))\"/>"
    }
    let head = columns.prefix(frame.headColumns).joined()
    if !head.isEmpty { text += "<table:table-header-columns>\(head)</table:table-header-columns>" }
    text += columns.dropFirst(frame.headColumns).joined()
    if headRows > 0 { text += "<table:table-header-rows>" }
    try append(text)
  }

  /// Writes a row.
  mutating func append(_ row: SheetRow) throws(RunFailure) {
    var text = "<table:table-row"
    if let height = row.height {
      text += " table:style-name=\"\(styles.name(ofHeight: height))\""
    }
    text += ">"
    var covered = 0
    for cell in row.cells {
      text += self.text(of: cell, as: covered > 0 ? "covered-table-cell" : "table-cell")
      covered = max(cell.span, covered) - 1
    }
    // A row has a cell.
    if row.cells.isEmpty { text += "<table:table-cell/>" }
    text += "</table:table-row>"
    rows += 1
    if rows == headRows { text += "</table:table-header-rows>" }
    try append(text)
  }

  /// Ends a sheet.
  mutating func end() throws(RunFailure) {
    precondition(rows >= headRows, "a sheet has the rows of its head")
    try append("</table:table>")
  }

  /// Ends the file.
  ///
  /// - Returns: The styles that the sheets ask for.
  consuming func close() throws(RunFailure) -> ODSStyles {
    try append("</office:spreadsheet></office:body>")
    do {
      try file.flush()
    } catch {
      throw RunFailure(file: path, error)
    }
    return styles
  }

  private mutating func text(of cell: SheetCell, as element: String) -> String {
    var start = "<table:\(element) table:style-name=\"\(styles.name(of: cell.style))\""
    if cell.span > 1 {
      start += " table:number-columns-spanned=\"\(cell.span)\" table:number-rows-spanned=\"1\""
    }
    let paragraphs: String
    switch cell.content {
    case .blank: return start + "/>"
    case .number(let number, let shown):
      start += " office:value-type=\"float\" office:value=\"\(number)\""
      paragraphs = XMLText.paragraphs(shown)
    case .text(let text):
      start += " office:value-type=\"string\""
      paragraphs = XMLText.paragraphs(text)
    case .link(let text, let sheet):
      start += " office:value-type=\"string\""
      let name = sheet.replacing("'", with: "''")
      paragraphs = XMLText.paragraphs(text, link: "#'\(name)'.A1")
    }
    return "\(start)>\(paragraphs)</table:\(element)>"
  }

  private mutating func append(_ text: String) throws(RunFailure) {
    do {
      try file.append(Array(text.utf8))
    } catch {
      throw RunFailure(file: path, error)
    }
  }
}
