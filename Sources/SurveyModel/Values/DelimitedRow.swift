/// What a row of delimited text is beside its cells.
public struct DelimitedRow: Hashable, Sendable {
  /// How many fields it has, blank ones too.
  public let fields: Int
  /// How many fields it has up to the last one that is not blank.
  public let filled: Int
  /// Whether one of its fields in quotation marks holds lines that may be rows of their own.
  public let mayHoldRows: Bool

  /// Describes a row.
  public init(fields: Int, filled: Int, mayHoldRows: Bool = false) {
    self.fields = fields
    self.filled = filled
    self.mayHoldRows = mayHoldRows
  }
}

/// How the rows of a delimited text are parted into fields.
public struct DelimitedForm: Hashable, Sendable {
  /// What stands between two fields.
  public let delimiter: Character
  /// How many fields most of its first rows have.
  public let usualFields: Int

  /// Describes a text.
  public init(delimiter: Character, usualFields: Int) {
    self.delimiter = delimiter
    self.usualFields = usualFields
  }
}
