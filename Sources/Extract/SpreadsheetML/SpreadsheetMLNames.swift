internal import XMLStream

/// The names of SpreadsheetML 2003; elements and attributes alike.
enum SpreadsheetMLNames: Int, CaseIterable {
  case cell = 0
  case data
  case row
  case index
  case type
  case styleID
  case mergeAcross
  case mergeDown
  case formula
  case hidden
  case span
  case worksheet
  case name
  case table
  case column
  case comment
  case style
  case id
  case parent
  case numberFormat
  case format
  case workbook
  case worksheetOptions
  case visible
  case date1904
  case phoneticText
  case sup
  case sub
  case s
  case del
  case font
  case strikeThrough

  private var local: String {
    switch self {
    case .id: "ID"
    case .styleID: "StyleID"
    default: "\(self)".prefix(1).uppercased() + "\(self)".dropFirst()
    }
  }

  /// The group of namespaces that the name is of: the spreadsheet's, that of Excel's own options, or
  /// that of marked-up text.
  private var group: Int {
    switch self {
    case .worksheetOptions, .visible, .date1904, .phoneticText: 1
    case .sup, .sub, .s, .del: 2
    default: 0
    }
  }

  static let vocabulary = XMLVocabulary(
    groups: [
      ["urn:schemas-microsoft-com:office:spreadsheet", ""],
      ["urn:schemas-microsoft-com:office:excel"],
      ["http://www.w3.org/TR/REC-html40"],
    ],
    names: allCases.map { .init($0.group, $0.local) })
}
