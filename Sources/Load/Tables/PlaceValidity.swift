internal import SQLDialect
internal import SurveyModel

/// The condition under which a row of the place table is valid on a date.
enum PlaceValidity {
  static func condition(on date: CalendarDate) -> String {
    let day = SQLName.literal(date.description)
    return """
      (("valid_from" IS NULL OR "valid_from" <= \(day)) AND ("valid_to" IS NULL OR "valid_to" > \(day)))
      """
  }
}
