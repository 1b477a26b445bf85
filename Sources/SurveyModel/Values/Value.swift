/// Why a variable has no value.
@usableFromInline
package enum MissingReason: String, Hashable, Sendable, CaseIterable, Codable {
  /// The cell is empty.
  case blank
  /// The question does not apply (`不适用`).
  case notApplicable = "not_applicable"
  /// It was asked and not known (`不详`).
  case unknown
  /// The respondent refused (`拒答`).
  case refused
  /// Something stands there that is no value of the variable.
  case unreadable
  /// A condition on a missing value: neither true nor false.
  case notTested = "not_tested"

  /// What a ``ValueColumn`` stores for the reason, with the kind ``ValueKind/missing``.
  package var payload: UInt64 { UInt64(Self.allCases.firstIndex(of: self) ?? 0) }
}

/// One value of a cell or of a variable.
@usableFromInline
package enum Value: Hashable, Sendable, Codable {
  /// No value, and why.
  case missing(MissingReason)
  /// A number.
  case number(Double)
  /// A text, a code or an identifier.
  case text(String)
  /// Yes or no.
  case boolean(Bool)
  /// A date of the calendar, to the day, the month or the year.
  case date(CalendarDate)
  /// A point in time as spreadsheets count it: days since 1899-12-30T00:00, proleptic Gregorian.
  case dateTime(Double)
  /// A time of day without a date, in seconds.
  case time(Double)
  /// A length of time, in seconds.
  case duration(Double)
  /// A spreadsheet error, such as `#N/A`.
  case error(String)

  /// What stands in the place of an error's code where a formula was never calculated: the file has
  /// the formula and no value.
  package static let uncalculatedCode = "#UNCALCULATED!"

  /// No value because the cell is empty.
  @inlinable package static var blank: Value { .missing(.blank) }

  /// Whether there is no value.
  @inlinable package var isMissing: Bool {
    if case .missing = self { true } else { false }
  }
}

/// The kind of a value in one byte.
public enum ValueKind: UInt8, Hashable, Sendable, CaseIterable {
  /// No cell, or an empty one. It must stay zero: fresh columns are zero-filled.
  case blank = 0
  /// The payload is the bit pattern of a Double.
  case number
  /// The payload is a `TextID`.
  case text
  /// The payload is 0 or 1.
  case boolean
  /// The payload is `CalendarDate.packed`.
  case date
  /// The payload is the bit pattern of days since 1899-12-30T00:00.
  case dateTime
  /// The payload is the bit pattern of seconds since midnight.
  case time
  /// The payload is the bit pattern of seconds.
  case duration
  /// The payload is the `TextID` of the error's code, such as `#N/A`.
  case error
  /// The payload is the index of a `MissingReason` in `allCases`; never `.blank`.
  case missing
}
