/// What a row of delimited text is beside its cells.
package struct DelimitedRow: Hashable, Sendable {
  /// How many fields it has, blank ones too.
  package let fields: Int
  /// How many fields it has up to the last one that is not blank.
  package let filled: Int
  /// Whether one of its fields in quotation marks holds lines that may be rows of their own.
  package let mayHoldRows: Bool

  /// Describes a row.
  package init(fields: Int, filled: Int, mayHoldRows: Bool = false) {
    self.fields = fields
    self.filled = filled
    self.mayHoldRows = mayHoldRows
  }
}

/// How the rows of a delimited text are parted into fields.
package struct DelimitedForm: Hashable, Sendable {
  /// Whether the rows have their last fields where those are blank.
  package enum Ends: Hashable, Sendable {
    /// Every row has as many fields as the others.
    case even
    /// Blank fields at the ends of rows are left out, so that many rows are short.
    case ragged
  }

  /// What stands between two fields.
  package let delimiter: Character
  /// How many fields most of its first rows have.
  package let usualFields: Int
  /// Whether rows may be short.
  package let ends: Ends
  /// How many fields there are up to the last one that at least half of its first rows fill.
  package let usualFilled: Int
  /// The zero-based fields in which what may be the second half of a number whose thousands a comma
  /// separates (`1,234`) most likely is that, each with the greatest number that its column may have: few of
  /// the first rows fill them, and those only with such halves, or hardly any other row has one there.
  package let tailFields: [Int: Double]
  /// Whether rows with more fields than most are usual, such as those with a delimiter at their end.
  package let hasWideRows: Bool

  /// Describes a text; where nothing is said of the fields that are usually filled, none are.
  package init(
    delimiter: Character, usualFields: Int, ends: Ends = .even, usualFilled: Int = 0,
    tailFields: [Int: Double] = [:], hasWideRows: Bool = false
  ) {
    self.delimiter = delimiter
    self.usualFields = usualFields
    self.ends = ends
    self.usualFilled = usualFilled
    self.tailFields = tailFields
    self.hasWideRows = hasWideRows
  }
}
