import SurveyModel

extension FileObject {
  static let spacedGrammar = Self(
    "spaced_grammar", "What joins numbers and what they count.",
    [
      .phrases(
        .links, "What stands between what is counted and its bare number.",
        example: "[was, stood at]"),
      .phrases(
        .merely,
        "What stands before a bare number that counts the same again: but only 32 in 2022.",
        example: "[only, just]"),
      .phrases(
        .restates,
        "What stands before a share that says a change again: a decline of 340 pupils or 1.0 per cent.",
        example: "[or, i.e.]"),
      .phrases(
        .participles,
        "What says what was done with what is counted, and is no noun of it: 14.6 km completed.",
        example: "[completed, built]"),
      .phrases(
        .copulas, "Verbs that say what a number is: 300 were women.", example: "[was, were]"),
      .phrases(
        .counters, "What stands before what a number counts: the number of households.",
        example: "[number of, count of]"),
      .phrases(.determiners, "What may stand before a noun.", example: "[the, each]"),
      .phrases(
        .prepositions, "Prepositions; the noun behind one is not what a number counts.",
        example: "[of, in]"),
      .phrases(
        .nounEnds, "What ends what a number counts, besides prepositions.", example: "[was, and]"),
      .phrases(
        .modifiers,
        "Nouns that are not counted where another stands behind them: village committees.",
        example: "[village, household]"),
      .phrases(
        .plurals,
        "Nouns that are not counted where another that can be counted stands behind them: women groups.",
        example: "[women, farmers]"),
      .phrases(.joins, "What begins another clause.", example: "[and, but]"),
      .phrases(
        .among, "What stands between a part and its whole: 12 of the 40 villages.",
        example: "[of the, out of]"),
    ])

  static let spacedNames = Self(
    "spaced_names", "What stands around the wordings of indicators.",
    [
      .phrases(
        .negations, "What denies that a figure is of what its clause names.",
        example: "[not, without]"),
      .phrases(.averages, "What makes a figure an average.", example: "[average, per capita]"),
      .phrases(
        .narrowings,
        "What stands behind a wording and makes it one of a part: households with tap water.",
        example: "[with, headed]"),
      .phrases(
        .openings, "What may stand before a wording and leaves it whole.", example: "[the, total]"),
      .phrases(
        .respectively, "What gives each name of a list the figure at its place in another.",
        example: "[respectively]"),
    ])

  static let spacedPlaces = Self(
    "spaced_places", "What says which place figures are of.",
    [
      .phrases(
        .levels, "What stands behind the name of a place: Redhill district.",
        example: "[district, village]"),
      .phrases(
        .levelPlurals, "What stands behind several names, each with the word for one.",
        example: "[districts=district]"),
      .phrases(
        .home, "The place that the report is about.", example: "[the district, the county]"),
      .phrases(
        .placesBehind, "What stands before a place that its clause is about.", example: "[in, of]"),
      .phrases(.elsewhere, "Wholes that hold the place.", example: "[national, the country]"),
      .phrases(
        .noNames, "Words with capitals that are no name before a level.", example: "[the, rural]"),
    ])

  static let spacedTables = Self(
    "spaced_tables", "What tells the titles and labels of tables.",
    [
      .phrases(
        .plainTitles,
        "Titles of columns that say nothing of what is counted: the row's label does.",
        example: "[number, value]"),
      .phrases(
        .unitTitles, "Titles of the column that says what rows are counted in.",
        example: "[unit, measure]"),
      .phrases(
        .unreadTitles, "Titles of columns whose numbers count nothing.", example: "[code, phone]"),
      .phrases(
        .placeTitles, "Titles of columns whose cells name places, besides the words for levels.",
        example: "[name, village name]"),
      .phrases(
        .changeTitles, "What titles of changes hold.", example: "[change, growth]"),
      .phrases(.totals, "Labels of rows of the whole.", example: "[total, overall]"),
      .phrases(
        .otherLabels, "What labels begin with that name no place, though the rows around them do.",
        example: "[other, average]"),
      .phrases(.noValues, "Cells that say that there is no number.", example: "[n/a, none]"),
    ])
}
