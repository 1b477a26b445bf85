/// One variable of a record: how its column is found and how its values are read.
package struct VariableDefinition: Hashable, Sendable, Encodable {
  /// What the values of a variable are.
  package enum Kind: Hashable, Sendable, Encodable {
    /// Any text, kept as it stands.
    case text
    /// A whole number.
    case integer
    /// A number.
    case number
    /// A date to the day, month or year.
    case date
    /// Yes or no.
    case boolean
    /// One of the codes of ``codes``.
    case code
    /// Any number of the codes of ``codes``; see ``Answers``.
    case answers
    /// A place of a level; the value is its code. `within` names the variable whose place holds it.
    case place(PlaceLevel, within: String?)
    /// A resident identity number (GB 11643).
    case residentID
    /// The key of a record, kept as text with all its zeros.
    case identifier
  }

  /// What is made of a cell that gives a range of numbers.
  package enum Ranges: String, Hashable, Sendable, CaseIterable, Encodable {
    /// It is no number.
    case refused = "refuse"
    /// Its lower end, as a logged change.
    case lower
    /// Its middle, as a logged change.
    case middle
    /// Its upper end, as a logged change.
    case upper
  }

  /// What a number in brackets is.
  package enum Brackets: String, Hashable, Sendable, CaseIterable, Encodable {
    /// No number: some mean a negative one, some the number of a note.
    case refused = "refuse"
    /// A negative number, as accountants write it.
    case negative
  }

  /// How the store keeps the values of a sensitive variable.
  package enum Kept: String, Hashable, Sendable, CaseIterable, Encodable {
    /// As keyed hashes.
    case hash
    /// As they were read, because the pipeline says so; nothing else of a run ever shows them.
    case clear
  }

  /// The name in the store and the tables, snake_case.
  package let name: String
  /// The title.
  package let label: Label
  /// What the values are.
  package let kind: Kind
  /// The header texts that name the column, any of which will do; matched after folding.
  package var headers: [String]
  /// The codes by their synonyms; the code itself is always understood.
  ///
  /// Those of a yes/no variable are `true` and `false`.
  package var codes: [String: String]
  /// The codes in the order of the definition, with what they are called; those of ``codes`` that are not
  /// among them stand behind.
  package var categories: [Category]
  /// What stands between several answers of one cell; empty for ``Answers/separators``.
  package let separators: [String]
  /// The texts that stand for a missing value, with the reason.
  package let missing: [String: MissingReason]
  /// What one unit of the column is in the base unit (10,000 for 万元), unless the header says so.
  package let scale: Double
  /// The base unit, such as `yuan`.
  package let unit: String?
  /// Whether values may be shown.
  package let sensitivity: Sensitivity
  /// How the store keeps the values when they are sensitive.
  package let kept: Kept
  /// Whether the column must be there and no cell of it blank.
  package var isRequired: Bool
  /// Whether a value that cannot be read holds its row back; else it becomes missing, as a logged
  /// change.
  package var quarantinesUnreadable: Bool
  /// What is made of a cell that gives a range of numbers.
  package let ranges: Ranges
  /// What a number in brackets is.
  package let brackets: Brackets
  /// The marks of notes that are left out behind a number, as a logged change.
  package let footnotes: [String]
  /// How the dates of a date variable are written; empty for every order that is certain.
  package let dateFormats: [DateFormat]
  /// What separates the decimals of its numbers where they are text; nil for a point, unless the
  /// text leaves a doubt.
  package let decimalMark: DecimalMark?
  /// The zero-based column that it is, of those that its headers name, or whatever its header; nil for
  /// the one that its headers name.
  package var column: Int?
  /// How much the variable is trusted when a row breaks rules.
  ///
  /// Of two that could be wrong, the lighter is named. Positive; 1 unless the pipeline says otherwise.
  package let confidence: Double
  /// The formula of a variable that has no column, or nil for one that is read.
  ///
  /// It is over the row's other variables as they were read, sensitive ones included.
  package var derivation: Expression?

  /// Describes a variable.
  package init(
    name: String, label: Label = Label(), kind: Kind = .text, headers: [String] = [],
    codes: [String: String] = [:], separators: [String] = [],
    missing: [String: MissingReason] = [:], scale: Double = 1,
    unit: String? = nil, sensitivity: Sensitivity = .open, kept: Kept = .hash,
    isRequired: Bool = true,
    quarantinesUnreadable: Bool = true, confidence: Double = 1, derivation: Expression? = nil,
    ranges: Ranges = .refused, dateFormats: [DateFormat] = [], brackets: Brackets = .refused,
    footnotes: [String] = [], decimalMark: DecimalMark? = nil, column: Int? = nil,
    categories: [Category] = []
  ) {
    self.categories = categories
    self.brackets = brackets
    self.footnotes = footnotes
    self.decimalMark = decimalMark
    self.column = column
    self.name = name
    self.label = label
    self.kind = kind
    self.headers = headers
    self.codes = codes
    self.separators = separators
    self.missing = missing
    self.scale = scale
    self.unit = unit
    self.sensitivity = sensitivity
    self.kept = kept
    self.isRequired = isRequired
    self.quarantinesUnreadable = quarantinesUnreadable
    self.confidence = confidence
    self.derivation = derivation
    self.ranges = ranges
    self.dateFormats = dateFormats
  }

  /// Whether a keyed hash stands for each value wherever it is kept.
  package var isSealed: Bool { sensitivity == .sensitive && kept == .hash }

  /// Whether the store, and only the store, has sensitive values as they were read.
  package var isClear: Bool { sensitivity == .sensitive && kept == .clear }
}
