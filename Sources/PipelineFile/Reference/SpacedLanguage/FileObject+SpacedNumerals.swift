import SurveyModel

extension FileObject {
  static let spacedNumerals = Self(
    "spaced_numerals", "How numbers are written.",
    [
      .phrases(
        .articles, "What stands before a scale and is one of it: a dozen.", example: "[a, an]"),
      .phrases(
        .numeralJoints, "What joins the words of a number: two hundred and five.", example: "[and]"),
      .phrases(.minus, "What makes the number behind it negative.", example: "[minus, negative]"),
      .phrases(
        .ordinalEnds, "What makes the digits right before it an ordinal: 3rd.", example: "[st, th]"),
      .values(.numbers, "The words for numbers.", example: "{one: 1, twenty: 20}"),
      .values(
        .scales, "The words that multiply the number before them.",
        example: "{hundred: 100, lakh: 100000}"),
      .values(
        .scaleLetters, "The letters that multiply the digits right before them: 1.2m.",
        example: "{k: 1000, m: 1000000}"),
    ])

  static let spacedRanges = Self(
    "spaced_ranges", "How ranges are written.",
    [
      .phrases(.between, "What stands before a range.", example: "[between]"),
      .phrases(.betweenJoints, "What stands between its ends then.", example: "[and, \"&\"]"),
      .phrases(.from, "What stands before the first of two figures.", example: "[from]"),
      .phrases(.to, "What stands before the second.", example: "[to]"),
    ])

  static let spacedShares = Self(
    "spaced_shares", "How shares and ratios are written.",
    [
      .phrases(
        .shareOf, "What stands behind a share in words: half of the households.",
        example: "[of, the]"),
      .phrases(
        .notOfShares, "What stands before what is no share: the first half of the year.",
        example: "[first, last]"),
      .phrases(
        .shareIn, "What stands between the two numbers of a share: 1 in 5, 9 out of 10.",
        example: "[in, out of]"),
      .phrases(
        .per, "What stands before what a ratio is for: 943 females per 1,000 males.",
        example: "[per, for every]"),
      .phrases(
        .rates, "What makes a bare number behind it a share: a response rate of 98.",
        example: "[literacy rate, coverage]"),
      .values(
        .fractions, "The words for shares, in percent.", example: "{half: 50, a quarter: 25}"),
    ])

  static let spacedBounds = Self(
    "spaced_bounds", "What bounds a figure.",
    [
      .phrases(.about, "The figure behind it is not exact.", example: "[about, around]"),
      .phrases(.lessThan, "There are less than the figure behind it.", example: "[nearly, below]"),
      .phrases(.moreThan, "There are more than the figure behind it.", example: "[over, above]"),
      .phrases(
        .atLeast, "There are as many as the figure behind it, or more.",
        example: "[at least, no less than]"),
      .phrases(
        .atMost, "There are as many as the figure behind it, or less.",
        example: "[at most, up to]"),
      .phrases(
        .atLeastBehind, "There are as many as the figure before it, or more.",
        example: "[or more, and above]"),
      .phrases(
        .atMostBehind, "There are as many as the figure before it, or less.",
        example: "[or less, or fewer]"),
    ])

  static let spacedMovements = Self(
    "spaced_movements", "What makes a figure a change.",
    [
      .phrases(.fall, "What makes the figure behind it a fall.", example: "[fell by, decrease of]"),
      .phrases(.rise, "What makes the figure behind it a rise.", example: "[rose by, increase of]"),
      .phrases(.fallBehind, "What makes the figure before it a fall.", example: "[fewer, decline]"),
      .phrases(.riseBehind, "What makes the figure before it a rise.", example: "[more, increase]"),
      .phrases(
        .changedBy,
        "What stands before a change whose verb is not beside it: fell sharply by 3 per cent.",
        example: "[by]"),
      .phrases(
        .moves, "Verbs of movement: from 40 to 45 behind them is no range.", example: "[rose, fell]"
      ),
      .phrases(
        .compared, "What stands before figures of another time or place.",
        example: "[compared with, than]"),
    ])
}
