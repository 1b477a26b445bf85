internal import SQLiteBulk
import SurveyModel

/// Which of the findings of a run are meant.
struct FindingFilter {
  /// The severity, or nil for any.
  var severity: Diagnostic.Severity?
  /// The only codes, or nil for all.
  var codes: [Diagnostic.Code]?

  /// The condition on the rows of `diagnostic`, in SQL.
  var condition: String {
    var conditions = ["TRUE"]
    if let severity { conditions.append(#""severity" = "# + SQLName.literal(severity.rawValue)) }
    if let codes {
      let list = codes.map { SQLName.literal($0.rawValue) }.joined(separator: ", ")
      conditions.append(#""code" IN (\#(list))"#)
    }
    return conditions.joined(separator: " AND ")
  }
}
