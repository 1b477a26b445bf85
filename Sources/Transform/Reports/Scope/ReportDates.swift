internal import SurveyModel

/// The dates that a report gives itself.
struct ReportDates {
  /// The day on which it appeared: 今年 is its year.
  let published: CalendarDate?
  /// The date of all figures that say no other: declared, or in the title, or that of publication.
  let base: CalendarDate?
  /// That date in ISO 8601.
  let baseText: String?
  /// The year that its title gives it, or nil.
  let titledYear: Int?
  /// Whether the report counts its years in an era.
  let usesEra: Bool

  init(
    published: CalendarDate?, titled: CalendarDate?, declared: CalendarDate?, usesEra: Bool = false
  ) {
    self.usesEra = usesEra
    titledYear = titled?.year
    self.published = published ?? declared ?? titled
    // A title of the year in which a report appeared says less than its day, and one of a later
    // year is a plan's.
    let year = titled.flatMap { $0.year < published?.year ?? .max ? $0 : nil }
    base = declared ?? year ?? published ?? titled
    baseText = base?.description
  }
}
