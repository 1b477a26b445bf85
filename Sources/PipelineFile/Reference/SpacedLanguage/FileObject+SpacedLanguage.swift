import SurveyModel

extension FileObject.Key {
  /// A list of phrases of a language with spaces between its words.
  static func phrases(
    _ list: SpacedLanguage.List, _ summary: String, example: String
  ) -> Self {
    .required(FileObject.lastKey(of: list), .oneOrMore(.text), summary, example: example)
  }

  /// A table of phrases with what each stands for.
  static func values(
    _ table: SpacedLanguage.Values, _ summary: String, example: String
  ) -> Self {
    .required(FileObject.lastKey(of: table), .entries(.anyNumber), summary, example: example)
  }
}

extension FileObject {
  static let spacedLanguage = Self(
    "spaced_language",
    """
    The words of a language with spaces between its words, in lower case. What makes it one is `recognised_by`; all lists \
    must be there, and may be empty.
    """,
    [
      .phrases(
        .recognisedBy,
        "Words that no other language writes; a report is in it where one in twenty of its words is one of them.",
        example: "[the, and]"),
      .group("numerals", .spacedNumerals, "How numbers are written."),
      .group("ranges", .spacedRanges, "How ranges are written."),
      .group("shares", .spacedShares, "How shares and ratios are written."),
      .group("bounds", .spacedBounds, "What bounds a figure."),
      .group("movements", .spacedMovements, "What makes a figure a change."),
      .group("roles", .spacedRoles, "What makes a figure a target or a part."),
      .group("codes", .spacedCodes, "What makes digits count nothing."),
      .group("dates", .spacedDates, "How dates are written."),
      .group("grammar", .spacedGrammar, "What joins numbers and what they count."),
      .group("names", .spacedNames, "What stands around the wordings of indicators."),
      .group("places", .spacedPlaces, "What says which place figures are of."),
      .group("tables", .spacedTables, "What tells the titles and labels of tables."),
      .optional(
        "currencies", .entries(.oneOrMore(.text)),
        "What stands before an amount, by the id of its unit.", example: "{yuan: [cny, rmb]}"),
      .optional(
        "units", .entries(.oneOrMore(.text)),
        "What stands behind a number, at once or within its clause, by the id of its unit.",
        example: "{percent: [per cent, \"%\"]}"),
      .optional(
        "wordings", .entries(.oneOrMore(.text)),
        """
        Wordings by the id of their indicator; all words of one stand together in the figure's clause, and a colon behind \
        them makes them a whole label.
        """, example: "{total_population: [total population, \"population:\"]}"),
    ])
}
