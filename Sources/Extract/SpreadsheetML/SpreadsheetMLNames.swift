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

  private var local: String {
    switch self {
    case .id: "ID"
    case .styleID: "StyleID"
    default: "\(self)".prefix(1).uppercased() + "\(self)".dropFirst()
    }
  }

  /// Whether the name is one of Excel's own options and not of the spreadsheet.
  private var isOption: Bool {
    switch self {
    case .worksheetOptions, .visible, .date1904, .phoneticText: true
    default: false
    }
  }

  static let vocabulary = XMLVocabulary(
    groups: [
      ["urn:schemas-microsoft-com:office:spreadsheet", ""],
      ["urn:schemas-microsoft-com:office:excel"],
    ],
    names: allCases.map { .init($0.isOption ? 1 : 0, $0.local) })
}
