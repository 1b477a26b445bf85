package import SurveyModel

/// A record behind a figure: where it stands, what it gives, and the cells that decide that.
package struct RecordTrace: Hashable, Sendable {
  /// What a value is asked for.
  package enum Use: String, Hashable, Sendable, CaseIterable, Comparable {
    /// It is aggregated.
    case argument
    /// It decides whether the record counts in this aggregate.
    case condition
    /// It decides whether the record counts in the table.
    case filter
    /// It says in which row of the place the record counts.
    case dimension
    /// It says in which place the record counts.
    case place

    /// Orders uses as they are listed.
    package static func < (left: Self, right: Self) -> Bool {
      allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
    }
  }

  /// A value of the record, or of one beside it, with its cell.
  package struct Value: Hashable, Sendable {
    /// The variable, behind the name of another record where it is of that.
    package let variable: String
    /// Its title.
    package let label: Label
    /// What it is asked for; of a variable that others are derived from, what those are.
    package let uses: [Use]
    /// The cell; nil where the variable has no column on the worksheet.
    package let cell: CellReference?
    /// The file and worksheet of the cell, where that is not the record's own.
    package let elsewhere: SourceLocation?
    /// What stood in the cell; nil where nothing did, or where it is not kept.
    package let read: String?
    /// The value as it counts; nil where it is missing.
    package let value: String?
    /// The formula that gives the value, for a variable that is derived.
    package let formula: String?
    /// What changed on the way: the rule and the value before it.
    package let changes: [Change]
    /// Whether it is sensitive, so that neither value is told.
    package let isSensitive: Bool
  }

  /// A correction, decision or rule on the way.
  package struct Change: Hashable, Sendable {
    /// The rule's code.
    package let rule: String
    /// The value before; nil for none, or where it is sensitive.
    package let old: String?
    /// The value behind it.
    package let new: String?
  }

  /// The row.
  package let origin: Origin
  /// Where it is.
  package let location: SourceLocation
  /// What becomes of it.
  package let outcome: RecordOutcome
  /// What is aggregated of it; nil for none, and where it is sensitive.
  package let value: String?
  /// The values that decide, in the order of their uses.
  package let values: [Value]
  /// What holds it back, where it is in quarantine.
  package let quarantine: [Held]

  /// A reason why a row is in quarantine.
  package struct Held: Hashable, Sendable {
    /// The code.
    package let code: String
    /// What was expected and found.
    package let message: String
    /// What mends it.
    package let remedy: String?
  }
}
