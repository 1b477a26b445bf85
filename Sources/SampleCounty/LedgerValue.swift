/// What a cell of a ledger says, before an office writes it in its own way.
enum LedgerValue: Hashable, Sendable {
  /// Nothing.
  case blank
  /// The number of the row.
  case serial
  /// The number of the entry: the ledger's prefix and five digits.
  case key(Int)
  /// A text.
  case text(String)
  /// A count.
  case number(Int)
  /// An amount of money in yuan.
  case yuan(Int)
  /// A measure in tenths of its unit.
  case tenths(Int)
  /// A day.
  case day(CalendarDay)
  /// The township of an index.
  case township(Int)
  /// The village of an index.
  case village(Int)
  /// The number of the household of an index.
  case household(Int)
  /// A cell as it stands.
  case cell(Cell)

  /// Yes or no.
  static func answer(_ isTrue: Bool) -> Self { .text(isTrue ? "是" : "否") }

  /// What a sum of cells can add.
  var summand: Int? {
    switch self {
    case .number(let number), .yuan(let number), .tenths(let number): number
    default: nil
    }
  }
}

/// A column of a ledger, and what each entry says in it.
struct LedgerColumn<Entry> {
  /// The head without its unit.
  let header: String
  /// The head above it that it shares with its neighbours, or nil.
  var group: String?
  /// The width in characters.
  var width = 12
  /// Whether the cells are money, of which the head tells the unit.
  var isMoney = false
  /// What an entry says, given its place in the ledger counted from 0.
  let value: (Int, Entry) -> LedgerValue

  private init(
    _ header: String, group: String?, width: Int, value: @escaping (Int, Entry) -> LedgerValue
  ) {
    (self.header, self.group, self.width, self.value) = (header, group, width, value)
  }

  /// A column of any values.
  init(
    _ header: String, group: String? = nil, width: Int = 12,
    value: @escaping (Entry) -> LedgerValue
  ) {
    self.init(header, group: group, width: width) { _, entry in value(entry) }
  }

  /// The running number of the rows.
  static var serial: Self { Self("序号", group: nil, width: 6) { _, _ in .serial } }

  /// The number of the entry, by which it is known.
  static func key(_ header: String) -> Self {
    Self(header, group: nil, width: 16) { index, _ in .key(index + 1) }
  }

  /// A column of texts; blank where there is none.
  static func text(
    _ header: String, group: String? = nil, width: Int = 14, _ value: @escaping (Entry) -> String?
  ) -> Self {
    Self(header, group: group, width: width) { entry in value(entry).map { .text($0) } ?? .blank }
  }

  /// A column of counts; blank where there is none.
  static func count(
    _ header: String, group: String? = nil, _ value: @escaping (Entry) -> Int?
  ) -> Self {
    Self(header, group: group) { entry in value(entry).map { .number($0) } ?? .blank }
  }

  /// A column of money in yuan.
  static func yuan(
    _ header: String, group: String? = nil, _ value: @escaping (Entry) -> Int
  ) -> Self {
    var column = Self(header, group: group, width: 16) { entry in .yuan(value(entry)) }
    column.isMoney = true
    return column
  }

  /// A column of days; blank where there is none.
  static func day(
    _ header: String, group: String? = nil, _ value: @escaping (Entry) -> CalendarDay?
  ) -> Self {
    Self(header, group: group, width: 14) { entry in value(entry).map { .day($0) } ?? .blank }
  }

  /// A column of answers.
  static func answer(
    _ header: String, group: String? = nil, _ value: @escaping (Entry) -> Bool
  ) -> Self {
    Self(header, group: group, width: 10) { entry in .answer(value(entry)) }
  }
}
