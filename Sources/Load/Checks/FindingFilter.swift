internal import Relational
internal import SurveyModel

/// Which of the findings of a run are meant.
struct FindingFilter {
  /// The severity, or nil for any.
  var severity: Diagnostic.Severity?
  /// The only codes, or nil for all.
  var codes: [Diagnostic.Code]?

  /// The findings in the store.
  var rows: Plan {
    var conditions: [Scalar] = []
    if let severity {
      conditions.append(.binary(.column(nil, "severity"), .equal, .text(severity.rawValue)))
    }
    if let codes {
      conditions.append(.among(.column(nil, "code"), codes.map { .text($0.rawValue) }))
    }
    return Plan.scan("diagnostic").filtered(conditions)
  }
}
