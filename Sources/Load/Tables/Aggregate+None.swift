internal import Relational
internal import SurveyModel

extension Expression.Aggregate {
  /// The value over no record, as plans have it; nil where there is none.
  var valueOfNone: Scalar? {
    switch ofNone {
    case .number(let number): .number(number)
    case .boolean(let flag): .boolean(flag)
    default: nil
    }
  }
}
