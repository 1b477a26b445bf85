/// Where the rows of a record, or the facts of reports, come from.
package struct SourceDefinition: Hashable, Sendable, Encodable {
  /// Which worksheets of a workbook are read.
  package enum WorksheetChoice: Hashable, Sendable, Encodable {
    /// All whose name the regular expression finds.
    case matching(String)
    /// The one of exactly this name.
    case named(String)
    /// The one at a one-based place among the visible ones.
    case index(Int)
    /// All of them.
    case all
  }

  /// What is done with hidden worksheets.
  package enum HiddenWorksheets: String, Hashable, Sendable, Encodable {
    /// They are noted and passed over.
    case skip
    /// They are read like the visible ones.
    case read
  }

  /// How the header is found.
  package enum Header: Hashable, Sendable, Encodable {
    /// By the variables' header texts.
    case automatic
    /// At a one-based row, over a number of rows.
    case rows(first: Int, count: Int)
  }

  /// What the source gives.
  package enum Content: Hashable, Sendable, Encodable {
    /// Rows of a record.
    case records(RecordSchema)
    /// Facts of reports.
    case facts
  }

  /// The name in the pipeline.
  package let name: String
  /// The patterns of the files, relative to the root: `*`, `**`, `?`, `[…]` and `{a,b}`.
  package private(set) var files: [String]
  /// What the files hold.
  package private(set) var content: Content
  /// Which worksheets are read.
  package let worksheets: WorksheetChoice
  /// What is done with hidden worksheets.
  package let hidden: HiddenWorksheets
  /// How the header is found.
  package let header: Header
  /// Which part of a worksheet is read.
  package let region: TableRegion
  /// The variables whose cells are carried down to the blank ones below, from the widest.
  package let filledDown: [String]
  /// The variable whose first row alone is a record, or nil where every row is one.
  package let firstRowsOf: String?
  /// The groups of columns that there may be in a row, each a record of its own; none where a row is one.
  package let members: [Member]
  /// What its files may ask of memory and time.
  package let limits: ReadingLimits
  /// The name of the encoding that the text of its files is in, or nil for what each says and looks
  /// like.
  package let encoding: String?
  /// The day that its rows speak of, or nil for the pipeline's.
  package let asOf: CalendarDate?

  /// What its rows are, or nil where it gives facts of reports.
  package var schema: RecordSchema? {
    guard case .records(let schema) = content else { return nil }
    return schema
  }

  /// Describes a source.
  package init(
    name: String, files: [String], content: Content, worksheets: WorksheetChoice = .all,
    hidden: HiddenWorksheets = .skip, header: Header = .automatic,
    region: TableRegion = .worksheet, filledDown: [String] = [], firstRowsOf: String? = nil,
    members: [Member] = [], limits: ReadingLimits = .default, encoding: String? = nil,
    asOf: CalendarDate? = nil
  ) {
    self.asOf = asOf
    self.encoding = encoding
    self.name = name
    self.files = files
    self.content = content
    self.worksheets = worksheets
    self.hidden = hidden
    self.header = header
    self.region = region
    self.filledDown = filledDown
    self.firstRowsOf = firstRowsOf
    self.members = members
    self.limits = limits
  }
}

extension SourceDefinition {
  /// What decides what one file of the source gives, whichever files there are.
  package var ofAnyFile: Self {
    var copy = self
    copy.files = []
    if let schema { copy.content = .records(schema.asFilesGiveIt) }
    return copy
  }
}

extension RecordSchema {
  /// The same without what codes are called, the order in which tables have them, and the formulas of what
  /// no file gives.
  fileprivate var asFilesGiveIt: Self {
    let across = acrossRecords
    return RecordSchema(
      record: record,
      variables: variables.map { variable in
        var copy = variable
        copy.categories = []
        if across.contains(variable.name) { copy.derivation = .aggregate(.count, nil, where: nil) }
        return copy
      })
  }
}
