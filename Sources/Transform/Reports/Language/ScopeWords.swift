internal import SurveyModel

/// The words that say which date, place and population figures are of.
struct ScopeWords: Sendable {
  let dates: DateMention
  /// Behind these stands the date of all figures of a report.
  let declared: Words
  /// The place that the report is about: 全县.
  let home: Words
  /// Places around it: 全省, 全国.
  let wider: Words
  /// Characters that no name of a county or city holds.
  let notInNames: Words
  let populations: [(word: String, scalars: [Unicode.Scalar])]

  init(_ language: ReportLanguage) {
    dates = DateMention(language)
    declared = language.find(.declared)
    home = language.find(.home)
    wider = Words(language[.province] + language[.nation])
    notInNames = language.find(.notInNames)
    populations = language[.populations].map { ($0, Array($0.unicodeScalars)) }
  }
}
