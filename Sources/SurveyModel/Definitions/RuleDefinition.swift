/// An edit rule: a condition that every record (or every row of a table) should meet.
package struct RuleDefinition: Hashable, Sendable, Encodable {
  /// What happens to a record that fails.
  package enum Severity: Hashable, Sendable, Encodable {
    /// It is noted.
    case note
    /// It is a warning.
    case warn
    /// The variable is given the value of the expression, as a logged change.
    case correct(variable: String, Expression)
    /// The record is held back.
    case quarantine
    /// The run ends and nothing is published.
    case stop
  }

  /// What the rule is tested on.
  package enum Subject: Hashable, Sendable, Encodable {
    /// Every record of a kind.
    case record(String)
    /// Every row of a table, of one level or of all.
    case table(String, level: PlaceLevel?)
  }

  /// The code that a failure is recorded under.
  package let code: Diagnostic.Code
  /// What it is tested on.
  package let subject: Subject
  /// The condition; a record for which it is not tested does not fail.
  package let condition: Expression
  /// What happens on failure.
  package let severity: Severity
  /// The words of the diagnostic, or nil for the condition itself.
  package let label: Label

  /// Describes a rule.
  package init(
    code: Diagnostic.Code, subject: Subject, condition: Expression, severity: Severity,
    label: Label = Label()
  ) {
    self.code = code
    self.subject = subject
    self.condition = condition
    self.severity = severity
    self.label = label
  }
}
