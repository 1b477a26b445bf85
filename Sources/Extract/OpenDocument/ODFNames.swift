internal import XMLStream

/// The names of OpenDocument that are read; elements and attributes alike.
enum ODFNames: Int, CaseIterable {
  case cell = 0
  case coveredCell
  case row
  case table
  case column
  case columnsRepeated
  case rowsRepeated
  case columnsSpanned
  case rowsSpanned
  case formula
  case name
  case styleName
  case visibility
  case display
  case trackedChanges
  case shapes
  case valueType
  case calcextValueType
  case value
  case dateValue
  case timeValue
  case booleanValue
  case stringValue
  case annotation
  case spreadsheet
  case paragraph
  case space
  case spaceCount
  case tab
  case lineBreak
  case ruby
  case style
  case styleStyleName
  case tableProperties
  case span
  case textStyleName
  case textProperties
  case textPosition
  case lineThroughStyle
  case lineThroughType
  case crossingOut
  case textDisplay
  case nullDate
  case nullDateValue
  case family
  case parentStyleName
  case defaultStyle
  case commonStyles
  case defaultCellStyleName

  /// The groups of namespaces, in the order of the vocabulary.
  private enum Group {
    static let table = 0
    static let office = 1
    static let text = 2
    static let calcext = 3
    static let style = 4
  }

  private var spelled: XMLVocabulary.Name {
    switch self {
    case .cell: .init(Group.table, "table-cell")
    case .coveredCell: .init(Group.table, "covered-table-cell")
    case .row: .init(Group.table, "table-row")
    case .table: .init(Group.table, "table")
    case .column: .init(Group.table, "table-column")
    case .columnsRepeated: .init(Group.table, "number-columns-repeated")
    case .rowsRepeated: .init(Group.table, "number-rows-repeated")
    case .columnsSpanned: .init(Group.table, "number-columns-spanned")
    case .rowsSpanned: .init(Group.table, "number-rows-spanned")
    case .formula: .init(Group.table, "formula")
    case .name: .init(Group.table, "name")
    case .styleName: .init(Group.table, "style-name")
    case .visibility: .init(Group.table, "visibility")
    case .display: .init(Group.table, "display")
    case .trackedChanges: .init(Group.table, "tracked-changes")
    case .shapes: .init(Group.table, "shapes")
    case .valueType: .init(Group.office, "value-type")
    case .calcextValueType: .init(Group.calcext, "value-type")
    case .value: .init(Group.office, "value")
    case .dateValue: .init(Group.office, "date-value")
    case .timeValue: .init(Group.office, "time-value")
    case .booleanValue: .init(Group.office, "boolean-value")
    case .stringValue: .init(Group.office, "string-value")
    case .annotation: .init(Group.office, "annotation")
    case .spreadsheet: .init(Group.office, "spreadsheet")
    case .paragraph: .init(Group.text, "p")
    case .space: .init(Group.text, "s")
    case .spaceCount: .init(Group.text, "c")
    case .tab: .init(Group.text, "tab")
    case .lineBreak: .init(Group.text, "line-break")
    case .ruby: .init(Group.text, "ruby-text")
    case .style: .init(Group.style, "style")
    case .styleStyleName: .init(Group.style, "name")
    case .tableProperties: .init(Group.style, "table-properties")
    case .span: .init(Group.text, "span")
    case .textStyleName: .init(Group.text, "style-name")
    case .textProperties: .init(Group.style, "text-properties")
    case .textPosition: .init(Group.style, "text-position")
    case .lineThroughStyle: .init(Group.style, "text-line-through-style")
    case .lineThroughType: .init(Group.style, "text-line-through-type")
    case .crossingOut: .init(Group.style, "text-crossing-out")
    case .textDisplay: .init(Group.text, "display")
    case .nullDate: .init(Group.table, "null-date")
    case .nullDateValue: .init(Group.table, "date-value")
    case .family: .init(Group.style, "family")
    case .parentStyleName: .init(Group.style, "parent-style-name")
    case .defaultStyle: .init(Group.style, "default-style")
    case .commonStyles: .init(Group.office, "styles")
    case .defaultCellStyleName: .init(Group.table, "default-cell-style-name")
    }
  }

  static let vocabulary = XMLVocabulary(
    groups: [
      ["urn:oasis:names:tc:opendocument:xmlns:table:1.0", "http://openoffice.org/2000/table"],
      ["urn:oasis:names:tc:opendocument:xmlns:office:1.0", "http://openoffice.org/2000/office"],
      ["urn:oasis:names:tc:opendocument:xmlns:text:1.0", "http://openoffice.org/2000/text"],
      ["urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"],
      ["urn:oasis:names:tc:opendocument:xmlns:style:1.0", "http://openoffice.org/2000/style"],
    ],
    names: allCases.map(\.spelled))
}
