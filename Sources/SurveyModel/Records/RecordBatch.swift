/// Where a data row stands.
package enum RecordStatus: UInt8, Hashable, Sendable, CaseIterable {
  /// As the source had it, or normalised without a loss.
  case clean
  /// At least one cell was corrected; every correction is in the change log.
  case corrected
  /// Held back from every table; the quarantine says why.
  case quarantined

  /// The word that the store keeps.
  package var name: String {
    switch self {
    case .clean: "clean"
    case .corrected: "corrected"
    case .quarantined: "quarantined"
    }
  }
}

/// Data rows after the row-wise transform: every variable as it was read and as it was normalised.
///
/// All arrays have one element a record, in the order of the worksheet. Texts of both halves live in
/// ``texts`` or, with the shared bit, in ``sharedTexts``. A column of a variable that the worksheet
/// lacks is blank throughout.
package struct RecordBatch: Sendable {
  /// The variables, in the order of the columns.
  package let schema: RecordSchema
  /// The row of each record.
  package var origins: [Origin] = []
  /// Where each record stands.
  package var statuses: [RecordStatus] = []
  /// The cells as the file had them, by variable; sensitive ones already replaced by their
  /// keyed hash, unless the pipeline keeps them clear.
  package var raw: [ValueColumn]
  /// The normalised values, by variable.
  package var values: [ValueColumn]
  /// Texts that are not shared strings.
  package var texts = TextTable()
  /// The workbook's shared strings.
  package var sharedTexts = SharedTexts.none
  /// The cells that normalisation or a rule changed.
  package var changes: [CellChange] = []
  /// Why rows are held back; a row may have several reasons.
  package var quarantine: [QuarantineEntry] = []
  /// The records that rules of severity `note` or `warn` speak of.
  package var findings: [RuleFinding] = []
  /// The lines of the decisions file that said what names of the rows mean.
  package var decisions: Set<Int> = []
  /// How often each rule of the rows was tested, in the order of the record's rules.
  package var ruleTallies: [RuleTally] = []
  /// How many rows each variable is named for, as one whose change would let the row pass.
  package var located: [Int] = []
  /// The rows that are no data rows, in the order of the worksheet.
  package var otherRows: [OtherRow] = []

  /// Makes an empty batch.
  package init(schema: RecordSchema, sharedTexts: SharedTexts = .none) {
    self.schema = schema
    self.sharedTexts = sharedTexts
    raw = schema.variables.map { _ in ValueColumn() }
    values = raw
  }

  /// The number of records.
  package var count: Int { origins.count }

  /// The normalised value of a variable, by the record's index and the variable's.
  package func value(record: Int, variable: Int) -> Value {
    values[variable].value(at: record, texts: texts, shared: sharedTexts)
  }

  /// The value of a variable as it was read.
  package func rawValue(record: Int, variable: Int) -> Value {
    raw[variable].value(at: record, texts: texts, shared: sharedTexts)
  }
}

/// A row of a worksheet that is no record, and what it is.
public struct OtherRow: Hashable, Sendable, Codable {
  /// What a row that is no record is.
  public enum Kind: String, Hashable, Sendable, CaseIterable, Codable, CodingKeyRepresentable {
    /// The worksheet's title.
    case title
    /// A note such as the unit or the reporting office.
    case note
    /// A row of the header.
    case header
    /// A row of totals or subtotals, or another one that says something of other rows.
    case total
    /// A row without any value.
    case blank
    /// A further row of a household whose first row is the record.
    case continuation
    /// A row outside the part of the worksheet that the source reads.
    case outside
  }

  /// The row.
  package let origin: Origin
  /// What it is.
  package let kind: Kind

  /// Names a row.
  package init(_ origin: Origin, _ kind: Kind) {
    self.origin = origin
    self.kind = kind
  }
}

/// One cell whose value a rule changed, for the change log.
package struct CellChange: Hashable, Sendable, Codable {
  /// The row.
  package let origin: Origin
  /// The zero-based column of the cell, or nil when the value has no cell of its own.
  package let column: Int?
  /// The variable.
  package let variable: String
  /// The value as it was; the keyed hash when the variable is sensitive.
  package let old: Value
  /// The value as it is now.
  package let new: Value
  /// The rule that changed it, such as `cell.not-a-date` or a code of the pipeline.
  package let rule: Diagnostic.Code

  /// Describes a change.
  package init(
    origin: Origin, column: Int?, variable: String, old: Value, new: Value, rule: Diagnostic.Code
  ) {
    self.origin = origin
    self.column = column
    self.variable = variable
    self.old = old
    self.new = new
    self.rule = rule
  }
}

/// A record that fails a rule without being held back.
package struct RuleFinding: Hashable, Sendable, Codable {
  /// The row.
  package let origin: Origin
  /// The zero-based column of the first variable that the rule names, or nil.
  package let column: Int?
  /// The rule's code.
  package let code: Diagnostic.Code
  /// How much it weighs.
  package let severity: Diagnostic.Severity
  /// What was expected.
  package let message: Diagnostic.Message

  /// Describes a finding.
  package init(
    origin: Origin, column: Int?, code: Diagnostic.Code, severity: Diagnostic.Severity,
    message: Diagnostic.Message
  ) {
    self.origin = origin
    self.column = column
    self.code = code
    self.severity = severity
    self.message = message
  }
}

/// One reason why a row is in quarantine.
package struct QuarantineEntry: Hashable, Sendable, Codable {
  /// The row.
  package let origin: Origin
  /// The zero-based column of the cell that is to blame, or nil when the whole row is.
  package let column: Int?
  /// The variable that is to blame, or nil.
  package let variable: String?
  /// The value found there, withheld (blank) when the variable is sensitive.
  package let value: Value
  /// The reason.
  package let code: Diagnostic.Code
  /// What was expected and what was found; holds no sensitive value.
  package let message: Diagnostic.Message
  /// An edit that the user can make.
  package let remedy: Diagnostic.Message?

  /// Describes a reason.
  package init(
    origin: Origin, column: Int?, variable: String?, value: Value, code: Diagnostic.Code,
    message: Diagnostic.Message, remedy: Diagnostic.Message? = nil
  ) {
    self.origin = origin
    self.column = column
    self.variable = variable
    self.value = value
    self.code = code
    self.message = message
    self.remedy = remedy
  }
}
