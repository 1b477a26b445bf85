import Foundation
import PropertyTesting
import SurveyModel
import Testing
import ZipArchive

@testable import Extract

/// Files of a test, in a folder that goes away with them.
final class WorkbookFixture {
  private let temporary: TemporaryFolder
  var folder: URL { temporary.url }

  init() throws { temporary = try TemporaryFolder() }

  /// Writes a file and gives its path.
  func file(_ bytes: some Sequence<UInt8>, name: String = "book") throws -> String {
    let url = folder.appending(path: name)
    try Data(bytes).write(to: url)
    return url.path
  }

  /// Writes a zip archive of texts and gives its path.
  func archive(_ parts: [String: String]) throws -> String {
    var writer = ZipArchiveWriter()
    for (path, text) in parts.sorted(by: { $0.key < $1.key }) {
      writer.append(path: path, content: Array(text.utf8))
    }
    let url = folder.appending(path: "book.zip")
    try writer.write(to: url.path)
    return url.path
  }

  /// Writes an XLSX of one worksheet and gives its path; `names` may give that other names, by the
  /// relationship that leads to it: `r1`.
  func xlsx(
    sheet: String, styles: String = "", strings: String? = nil, workbookPr: String = "",
    names: [(name: String, relationship: String)] = [("One", "r1")],
    hasCalculationChain: Bool = false
  ) throws -> String {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    let sheets = names.enumerated()
      .map { index, sheet in
        "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" r:id=\"\(sheet.relationship)\"/>"
      }
    var parts = [
      "[Content_Types].xml":
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
      "_rels/.rels": """
      <Relationships xmlns="\(package)"><Relationship Id="r1" Type="\(office)/officeDocument" \
      Target="xl/workbook.xml"/></Relationships>
      """,
      "xl/workbook.xml": """
      <workbook xmlns="\(main)" xmlns:r="\(office)">\(workbookPr)<sheets>\
      \(sheets.joined())</sheets></workbook>
      """,
      "xl/_rels/workbook.xml.rels": """
      <Relationships xmlns="\(package)">\
      <Relationship Id="r1" Type="\(office)/worksheet" Target="worksheets/sheet1.xml"/>\
      <Relationship Id="r2" Type="\(office)/styles" Target="styles.xml"/>\
      <Relationship Id="r3" Type="\(office)/sharedStrings" Target="/xl/strings.xml"/>\
      \(hasCalculationChain ? "<Relationship Id=\"r4\" Type=\"\(office)/calcChain\" Target=\"c.xml\"/>" : "")\
      </Relationships>
      """,
      "xl/styles.xml": "<styleSheet xmlns=\"\(main)\">\(styles)</styleSheet>",
      "xl/worksheets/sheet1.xml":
        sheet.hasPrefix("<?xml") || sheet.contains("sheetData")
        ? sheet : "<worksheet xmlns=\"\(main)\"><sheetData>\(sheet)</sheetData></worksheet>",
    ]
    if let strings { parts["xl/strings.xml"] = "<sst xmlns=\"\(main)\">\(strings)</sst>" }
    return try archive(parts)
  }
}

/// What stands in one cell.
struct FoundCell: Hashable, CustomStringConvertible {
  var sheet = "One"
  let reference: String
  let value: Value
  var formula: String?
  var isHidden = false
  /// What the cell shows beside its value.
  var shown: String?

  var description: String {
    "\(sheet)!\(reference) \(value)\(formula.map { " =\($0)" } ?? "")\(isHidden ? " hidden" : "")"
      + (shown.map { " shown \($0)" } ?? "")
  }

  /// All cells of a workbook, in its order.
  static func all(in workbook: any Workbook, batchRows: Int = 4096) throws -> [FoundCell] {
    var cells: [FoundCell] = []
    for worksheet in workbook.worksheets {
      try workbook.read(worksheet, batchRows: batchRows, progress: nil) { batch in
        #expect(batch.columns.allSatisfy { $0.count == batch.count })
        var formulas: [[Int]: String] = [:]
        for formula in batch.formulas {
          formulas[[formula.row, formula.column]] = batch.texts[formula.text]
        }
        let shown = Dictionary(
          batch.shown.map { ([$0.row, $0.column], Self.text($0.form, in: batch)) },
          uniquingKeysWith: { $1 })
        let width = max(batch.columns.count, (batch.formulas.map(\.column).max() ?? -1) + 1)
        for row in 0..<batch.count {
          for column in 0..<width {
            let value = batch.value(row: row, column: column)
            let formula = formulas[[row, column]]
            guard value != .blank || formula != nil else { continue }
            let reference = CellReference(row: Int(batch.rowNumbers[row]), column: column)
            cells.append(
              FoundCell(
                sheet: worksheet.name, reference: "\(reference)", value: value, formula: formula,
                isHidden: worksheet.isHidden || batch.hiddenRows.contains(row)
                  || batch.hiddenColumns.contains { $0.contains(column) },
                shown: shown[[row, column]]))
          }
        }
      }
    }
    return cells
  }

  private static func text(_ form: ShownCell.Form, in batch: RowBatch) -> String {
    switch form {
    case .percent: "%"
    case .struck: "struck"
    case .padded(let text), .worded(let text): batch.texts[text]
    }
  }

  /// What cells of a file show beside their values, by reference.
  static func shown(at path: String) throws -> [String: String] {
    Dictionary(
      try all(at: path).compactMap { cell in cell.shown.map { (cell.reference, $0) } },
      uniquingKeysWith: { $1 })
  }

  /// All cells of the file at a path.
  static func all(at path: String) throws -> [FoundCell] {
    try all(in: WorkbookReader.open(path: path, name: path))
  }

  /// The values at a path, by reference.
  static func values(at path: String) throws -> [String: Value] {
    Dictionary(try all(at: path).map { ($0.reference, $0.value) }) { $1 }
  }
}

/// Days since 1899-12-30 of a date and a fraction of a day.
func dateTime(_ iso: String, _ fraction: Double = 0) throws -> Value {
  .dateTime(Double(try #require(CalendarDate(iso: iso)).daysSince1970 + 25_569) + fraction)
}
