package import SurveyModel

/// A block of rows as an engine takes them, column by column: those of a batch as they are, not copied,
/// and others that were made for it.
///
/// Its texts stand in three arenas: those of the batch, those of its workbook, and the block's own.
@usableFromInline
package struct RowBlock: Sendable {
  /// How an engine stores the values of a column.
  package struct Form: OptionSet, Sendable {
    /// The bits.
    package let rawValue: UInt8

    /// Takes bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Numbers are the bits of an `Int64`, and not of a `Double`.
    package static let integers = Self(rawValue: 1)
    /// Numbers without a fraction are stored as whole ones.
    package static let whole = Self(rawValue: 2)
    /// A missing value is the mark that there was nothing (``StoredValue/blank``), and not NULL as a
    /// blank is.
    package static let marksMissing = Self(rawValue: 4)
  }

  /// A column: what kind each value is, and its bits, as a ``ValueColumn`` has them.
  ///
  /// It has no dates, times and durations: stores have texts for them.
  package struct Column: Sendable {
    /// The values.
    package let values: ValueColumn
    /// How they are stored.
    package let form: Form

    /// Takes values.
    package init(_ values: ValueColumn, _ form: Form = []) {
      self.values = values
      self.form = form
    }
  }

  /// The bit that tells a text of the block's own, above those of a ``TextID``.
  @inlinable static var ownBit: UInt64 { 1 << 32 }

  /// The number of rows.
  package let rows: Int
  /// The columns, each with a value for every row.
  package private(set) var columns: [Column] = []
  /// The texts of the batch.
  package let texts: TextTable
  /// The texts that the batch shares with others.
  package let shared: SharedTexts
  /// The texts that were made for the block.
  package private(set) var own = TextTable()

  /// Begins a block without columns.
  ///
  /// - Parameters:
  ///   - rows: The number of rows.
  ///   - texts: The texts of the batch.
  ///   - shared: The texts that the batch shares with others.
  package init(rows: Int, texts: TextTable = TextTable(), shared: SharedTexts = .none) {
    self.rows = rows
    self.texts = texts
    self.shared = shared
  }

  /// Adds a column.
  package mutating func append(_ column: Column) {
    precondition(column.values.count == rows, "a column has a value for every row")
    columns.append(column)
  }

  /// Adds a column of whole numbers.
  package mutating func append(integers: [Int64]) {
    var values = ValueColumn()
    values.kinds = Array(repeating: .number, count: integers.count)
    values.payloads = integers.map { UInt64(bitPattern: $0) }
    append(Column(values, .integers))
  }

  /// Keeps a text of the block's own and gives what stands for it in a column.
  package mutating func keep(_ text: String) -> UInt64 { Self.ownBit | UInt64(own.append(text)) }

  /// Keeps a text of the block's own, given as valid UTF-8, and gives what stands for it in a column.
  package mutating func keep(utf8 text: [UInt8]) -> UInt64 {
    Self.ownBit | UInt64(own.append(utf8: text))
  }

  /// Whether bits of a column stand for a text of the block's own, whose number is in the lower half; else
  /// they are those of a ``TextID``.
  @inlinable
  package static func isOwn(_ bits: UInt64) -> Bool { bits & ownBit != 0 }
}
