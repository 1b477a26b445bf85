import SurveyModel

extension FileObject.Key {
  /// A list of words of a language that is written without spaces.
  static func list(
    _ list: ReportLanguage.List, _ summary: String, example: String
  ) -> Self {
    .required(FileObject.lastKey(of: list), .oneOrMore(.text), summary, example: example)
  }
}

extension FileObject {
  /// The last key of a list's path in the catalogue.
  static func lastKey(of list: some RawRepresentable<String>) -> String {
    list.rawValue.split(separator: ".").last.map(String.init) ?? list.rawValue
  }

  static let reportLanguage = Self(
    "language",
    """
    The words of a language that is written without spaces, in Simplified characters and half width; reports are read by \
    those of `zh`. All lists must be there, and may be empty.
    """,
    [
      .group("numbers", .reportNumbers, "What tells numbers that count from others."),
      .group("bounds", .reportBounds, "What bounds a figure."),
      .group("changes", .reportChanges, "What makes a figure a change."),
      .group("roles", .reportRoles, "What makes a figure a target or a part."),
      .group("figures", .reportFigures, "What stands around figures and names nothing."),
      .group("negations", .reportNegations, "What denies."),
      .list(.averages, "What makes a figure an average.", example: "[人均, 户均]"),
      .group("dates", .reportDates, "What says which day or period figures are of."),
      .group("places", .reportPlaces, "What says which place figures are of."),
      .list(
        .populations, "The populations that a figure's clause may name.", example: "[城乡居民, 脱贫人口]"),
      .list(
        .questions,
        "What clauses hold that ask, in either script: their question mark is no lost character.",
        example: "[什么, 多少]"),
      .group("tables", .reportTables, "What tells the titles and labels of tables."),
    ])

  static let reportNegations = Self(
    "negations", "What denies.",
    [
      .list(
        .negations, "What denies that a figure is of what the words beside it name.",
        example: "[未, 没有]"),
      .list(
        .negationsUnless, "What begins like one of these and denies nothing.", example: "[不断, 未来]"),
    ])
}
