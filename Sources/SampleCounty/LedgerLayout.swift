/// How an office lays out its ledger.
struct LedgerLayout: Sendable {
  /// The township's name, by which the entries are sorted.
  enum Townships: Hashable, Sendable {
    /// In every row.
    case everyRow
    /// In one cell that is merged over the township's rows.
    case merged
  }

  /// The sums between and below the entries.
  enum Totals: Hashable, Sendable {
    case none
    /// One row at the foot.
    case total
    /// A row below each township's entries, and one at the foot.
    case subtotals
  }

  /// What stands before the entries of a township.
  enum Parting: Hashable, Sendable {
    case none
    /// A blank row.
    case blank
    /// A row with its name, merged over all columns.
    case name
  }

  var heading = RegisterLayout.Heading.titleAndUnit
  var money = RegisterLayout.Money.yuan
  var dates = DateForm.serial
  var numbers = RegisterLayout.Numbers.numbers
  var townships = Townships.everyRow
  var totals = Totals.none
  /// What stands between the townships.
  var parting = Parting.none
  /// Whether household numbers are numbers.
  var hasNumericIDs = false
  /// How many of a hundred rows write their village in another form.
  var otherSpellings = 8
  /// Whether some of these rows have the name that a village had before.
  var knowsFormerNames = true
  /// The day that the heading says.
  var asOf = CalendarDay(2021, 10, 31)
  /// What stands below the entries, or nil.
  var note: String?
}

/// Something wrong in a ledger on purpose.
struct LedgerFlaw: Sendable {
  /// How it comes into the ledger.
  enum Shape: Hashable, Sendable {
    /// An entry is there a second time; the column is where the copy differs.
    case repeated
    /// An entry that does not exist is wrong in one column.
    case invented
    /// An entry that counts all the same has no value in one column.
    case spoilt
    /// The total of one column is wrong by one.
    case total
  }

  let shape: Shape
  /// The head of the column.
  let column: String
  /// What stands there, or nil for what the entry says.
  let value: LedgerValue?
  /// What it is listed as.
  let kind: FlawKind

  /// A second row of an entry.
  static func repeated(_ key: String) -> Self {
    Self(shape: .repeated, column: key, value: nil, kind: .duplicateEntry)
  }

  /// A second row of an entry that says something else in a column.
  static func contradicted(_ column: String, _ value: LedgerValue) -> Self {
    Self(shape: .repeated, column: column, value: value, kind: .conflictingEntry)
  }

  /// An entry that does not exist, with a wrong cell.
  static func invented(_ column: String, _ value: LedgerValue, _ kind: FlawKind) -> Self {
    Self(shape: .invented, column: column, value: value, kind: kind)
  }

  /// A true entry with a wrong cell that it can do without.
  static func spoilt(_ column: String, _ text: String, _ kind: FlawKind) -> Self {
    Self(shape: .spoilt, column: column, value: .text(text), kind: kind)
  }

  /// A total that somebody typed, one too many.
  static func wrongTotal(_ column: String) -> Self {
    Self(shape: .total, column: column, value: nil, kind: .wrongTotal)
  }
}
