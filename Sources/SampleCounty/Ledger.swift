/// A worksheet that an office keeps row by row: what it says, how it is laid out, what is wrong.
struct Ledger: Sendable {
  /// A column without the entries.
  struct Column: Hashable, Sendable {
    /// The head without its unit.
    let header: String
    /// The head above it that it shares with its neighbours, or nil.
    let group: String?
    /// The width in characters.
    let width: Int
    /// Whether the cells are money.
    let isMoney: Bool
  }

  /// The name of the worksheet.
  let worksheet: String
  /// The title above the header.
  let title: String
  /// The office that fills it in.
  let office: String
  /// What the numbers of the entries begin with.
  let prefix: String
  /// The columns, in their order.
  let columns: [Column]
  /// What each entry says in each column.
  let rows: [[LedgerValue]]
  /// How it is laid out.
  var layout = LedgerLayout()
  /// What is wrong in it.
  var flaws: [LedgerFlaw] = []

  /// Writes entries into a ledger.
  init<Entry>(
    _ worksheet: String, title: String, office: String, prefix: String, entries: [Entry],
    columns: [LedgerColumn<Entry>], flaws: [LedgerFlaw] = [],
    layout change: (inout LedgerLayout) -> Void = { _ in }
  ) {
    self.worksheet = worksheet
    self.title = title
    self.office = office
    self.prefix = prefix
    self.columns = columns.map { column in
      Column(
        header: column.header, group: column.group, width: column.width, isMoney: column.isMoney)
    }
    rows = entries.enumerated()
      .map { index, entry in columns.map { $0.value(index, entry) } }
    self.flaws = flaws
    change(&layout)
  }

  /// What the lots of its flaws and spellings begin with: another number for another ledger.
  var seed: UInt64 {
    (worksheet + prefix).unicodeScalars.reduce(17) { $0 &* 31 &+ UInt64($1.value) }
  }

  /// The place of a column.
  func index(of header: String) -> Int {
    guard let index = columns.firstIndex(where: { $0.header == header }) else {
      preconditionFailure("\(worksheet) has no column \(header)")
    }
    return index
  }

  /// The sum of what the entries say in a column.
  func sum(_ header: String, where condition: ([LedgerValue]) -> Bool = { _ in true }) -> Int {
    let column = index(of: header)
    return rows.filter(condition).compactMap { $0[column].summand }.reduce(0, +)
  }

  /// How many entries say a value in a column.
  func count(_ header: String, _ value: LedgerValue) -> Int {
    let column = index(of: header)
    return rows.count { $0[column] == value }
  }

  /// The township of an entry, or nil where it names none.
  func township(of row: [LedgerValue]) -> Int? {
    for case .township(let township) in row { return township }
    return nil
  }
}

/// A file with the ledgers of an office.
struct LedgerFile: Sendable {
  /// How a file is written.
  enum Format: Hashable, Sendable {
    case xlsx
    case spreadsheetML
    /// Text in GB 18030 whose fields are parted by commas.
    case commaSeparated
  }

  /// The path, relative to the sample's folder, without its extension.
  let path: String
  /// How it is written.
  let format: Format
  /// The worksheets.
  let ledgers: [Ledger]

  /// The path, relative to the sample's folder.
  var file: String {
    switch format {
    case .xlsx: "\(path).xlsx"
    case .spreadsheetML: "\(path).xml"
    case .commaSeparated: "\(path).csv"
    }
  }
}
