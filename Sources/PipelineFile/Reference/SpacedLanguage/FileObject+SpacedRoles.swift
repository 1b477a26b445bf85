import SurveyModel

extension FileObject {
  static let spacedRoles = Self(
    "spaced_roles", "What makes a figure a target or a part.",
    [
      .phrases(
        .targets, "What makes the figures behind it in their clause targets.",
        example: "[target, plan to]"),
      .phrases(
        .targetsBehind, "What makes the figure before it a target.", example: "[target, will]"),
      .phrases(
        .deadlines,
        "What stands before the date of a target, unless the clause says that it was reached.",
        example: "[by, until]"),
      .phrases(.states, "What says of a clause what is or was.", example: "[was, reached]"),
      .phrases(
        .subset, "What makes the figures behind it parts of another.",
        example: "[of which, including]"),
    ])

  static let spacedCodes = Self(
    "spaced_codes", "What makes digits count nothing.",
    [
      .phrases(
        .codesBehind, "What stands before digits that are a name or a code.",
        example: "[section, page]"),
      .phrases(
        .codesBefore, "What stands behind digits that count nothing of the report's.",
        example: "[times, o'clock]"),
      .phrases(
        .contacts, "What stands before the number of a telephone or the like.",
        example: "[tel, fax]"),
      .phrases(
        .ages, "What stands before ages that bound a class of people: women aged 15 to 49.",
        example: "[aged, age group]"),
    ])

  static let spacedDates = Self(
    "spaced_dates", "How dates are written.",
    [
      .phrases(
        .datesBehind, "What stands before four digits that are a year.", example: "[in, during]"),
      .phrases(
        .datesStated, "What stands before the date of the report's figures.",
        example: "[as of, as at]"),
      .phrases(
        .dateEnds, "What makes the month or year behind it its last day.",
        example: "[end of, close of]"),
      .phrases(
        .datesSince, "What stands before a date that figures only begin at or are compared with.",
        example: "[since, than in]"),
      .phrases(
        .fiscalYears, "What stands before a year of account; a part of one has no date.",
        example: "[fy, fiscal year]"),
      .phrases(
        .seasons, "Parts of a year, each with its first and last month.",
        example: "[first half=01/06, q2=04/06]"),
      .phrases(
        .relativeDates, "Times that the report does not name; figures of theirs have no date.",
        example: "[a year ago, last month]"),
      .values(.months, "The months by their numbers.", example: "{january: 1, sept: 9}"),
    ])
}
