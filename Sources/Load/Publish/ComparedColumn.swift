internal import SurveyModel

/// A column of records on both sides of a migration.
package struct ComparedColumn: Hashable, Sendable {
  /// The record.
  let record: String
  /// The column.
  let column: String
  /// Whether its values are sensitive and stand there as they were read: a sum or checksum of few of
  /// them would tell them.
  let isWithheld: Bool
  /// Whether it says why the values of a variable are missing.
  let isReason: Bool
  /// The column that was copied.
  let source: ColumnChecksum
  /// The copy.
  let target: ColumnChecksum
  /// The missing values that were copied, by why they are missing.
  let reasons: [String: Int]

  /// Whether both sides are the same.
  var isEqual: Bool { source == target }

  /// Whether both sides are the same, in a word.
  var verdict: String { isEqual ? "equal" : "differs" }

  /// The sum of the numbers of a side.
  func sum(of side: ColumnChecksum) -> String {
    isWithheld ? Diagnostic.Message.withheldText : DecimalText.shortest(side.sum)
  }

  /// The checksum of a side.
  func checksum(of side: ColumnChecksum) -> String {
    isWithheld ? Diagnostic.Message.withheldText : side.digits
  }

  /// The names of ``fields``.
  static let header = [
    "record", "column", "rows_source", "rows_target", "missing_source", "missing_target",
    "sum_source", "sum_target", "checksum_source", "checksum_target", "verdict",
  ]

  /// The column as a line of CSV.
  var fields: [String] {
    [
      record, column, String(source.rows), String(target.rows), String(source.missing),
      String(target.missing), sum(of: source), sum(of: target), checksum(of: source),
      checksum(of: target), verdict,
    ]
  }
}
