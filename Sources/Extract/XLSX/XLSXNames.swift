internal import XMLStream

/// The names of SpreadsheetML parts that are read, both transitional and strict.
enum XLSXNames {
  static let workbook = 0
  static let workbookPr = 1
  static let date1904 = 2
  static let sheet = 3
  static let name = 4
  static let state = 5
  static let calcPr = 6
  static let fullCalcOnLoad = 7
  static let id = 8

  static let main = [
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/5/main",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/7/main",
    "",
  ]
  private static let references = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
  ]

  static let workbookVocabulary = XMLVocabulary(
    groups: [main, references],
    names: [
      "workbook", "workbookPr", "date1904", "sheet", "name", "state", "calcPr", "fullCalcOnLoad",
    ]
    .map { .init(0, $0) } + [.init(1, "id")])
}
