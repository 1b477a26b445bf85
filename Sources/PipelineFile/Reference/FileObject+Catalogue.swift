import SurveyModel

extension FileObject {
  /// The whole catalogue of indicators.
  package static let catalogue = Self(
    "catalogue", "The whole file.",
    [
      .required(
        "languages", .entries(.either([.object(.reportLanguage), .object(.spacedLanguage)])),
        "The words by which figures are told apart, by the tag of their language.", example: "{}"),
      .optional(
        "units", .entries(.object(.unit)),
        "The units by their ids, with the words that make a number a quantity of one.",
        example: "{person: {words: [人, 名], nouns: [村民, 学生]}}"),
      .optional(
        "classifiers", .entries(.either([.text, .object(.classifier)])),
        "Words that leave the unit to the noun they count, each with the unit where no noun says it.",
        example: "{个: item, 家: {unit: item, of: [enterprise, item]}}"),
      .optional(
        "ignored_nouns", .oneOrMore(.text), "Words that hold a noun of a unit and count nothing.",
        example: "[方案, 部队]"),
      .optional(
        "indicators", .entries(.object(.indicator)), "What reports state figures about, by ids.",
        example:
          "{village_clinics: {label: {zh: 村卫生室, en: Village clinics}, unit: item, synonyms: [村卫生室N]}}"
      ),
      .optional(
        "checks", .list(.object(.check)), "What should hold between the figures of one report.",
        example: "[{part: poor_households, of: total_households, severity: warn}]"),
    ])

  static let unit = Self(
    "unit", "What numbers are quantities of.",
    [
      .optional("words", .oneOrMore(.text), "What says it behind a number.", example: "[人, 名]"),
      .optional(
        "nouns", .oneOrMore(.text), "What says it behind a classifier, and before a number.",
        example: "[村民, 学生]"),
      .optional(
        "labels", .oneOrMore(.text), "What says by itself what a bare number behind it counts.",
        example: "[人口, 人数]"),
      .optional(
        "traits", .oneOrMore(.choice(of: IndicatorCatalogue.Unit.Trait.allCases)),
        """
        What else holds of it: it counts places, which may only say where a thing is (`places`); a figure of them is of some \
        unless its sentence says all (`many`); anything may be counted in it (`vague`); it is given for each of another thing \
        (`per_thing`).
        """, example: "[places, many]"),
    ])

  static let classifier = Self(
    "classifier", "A word that leaves the unit to the noun it counts.",
    [
      .required("unit", .text, "The unit where no noun says it.", example: "item"),
      .optional(
        "of", .oneOrMore(.text),
        "The units whose nouns it counts; those of all where none is said.",
        example: "[enterprise, item]"),
    ])

  static let indicator = Self(
    "indicator", "Something that reports state figures about.",
    [
      .optional("label", .object(.label), "The title.", example: "{zh: 村卫生室, en: Village clinics}"),
      .required("unit", .text, "The unit of its figures.", example: "item"),
      .optional(
        "kind", .choice(of: IndicatorCatalogue.Indicator.Kind.allCases),
        "What its figures are: of a day, of a period, a share, an aim, a place in an order, or a rule.",
        standard: "stock", example: "rate"),
      .optional(
        "synonyms", .oneOrMore(.text), "What reports call it, as is said above.",
        example: "[村卫生室N, N…村卫生室]"),
      .optional(
        "topics", .oneOrMore(.text),
        "Words of which one must stand before the figure in its paragraph, or in its sentence.",
        example: "[供水, 饮水]"),
      .optional(
        "exclude", .oneOrMore(.text), "Words that must not stand in the figure's clause.",
        example: "[未通, 尚未]"),
      .optional(
        "whole", .boolean,
        "Whether it counts all of a kind, and is of no figure that its clause narrows to a part.",
        standard: "false", example: "true"),
      .optional(
        "split_with", .oneOrMore(.text),
        "Units of the same kind of thing: a figure beside one of theirs is a part, and not its own: 8镇5乡.",
        example: "[enterprise]"),
      .optional(
        "change_of", .oneOrMore(.text),
        """
        The indicators whose change it is: where its clause has none of its topics, it is only of a figure right behind one \
        of theirs.
        """, example: "[total_households]"),
    ])

  static let check = Self(
    "check",
    "What should hold between figures: one of `sum`, `part`, `equal`, `ratio`, `rate` and `target`.",
    [
      .optional(
        "sum", .oneOrMore(.text), "Indicators that add up to that of `total`.",
        example: "[male_population, female_population]"),
      .optional(
        "total", .text, "What the indicators of `sum` add up to.", example: "total_population"),
      .optional(
        "part", .text, "The indicator that is at most that of `of`.", example: "poor_households"),
      .optional("of", .text, "The whole of `part`.", example: "total_households"),
      .optional(
        "equal", .list(.text), "Two indicators that have one number.",
        example: "[village_clinics, total_villages]"),
      .optional(
        "ratio", .text, "The indicator that is divided by that of `per`.",
        example: "total_population"),
      .optional("per", .text, "What `ratio` is divided by.", example: "total_households"),
      .optional("least", .anyNumber, "The least quotient of `ratio`.", example: "1.5"),
      .optional("most", .anyNumber, "The greatest quotient of `ratio`.", example: "6"),
      .optional(
        "rate", .text, "The indicator of a rate, in percent or permille.",
        example: "poor_household_rate"),
      .optional("numerator", .text, "The part that `rate` is.", example: "poor_households"),
      .optional("denominator", .text, "The whole that `rate` is of.", example: "total_households"),
      .optional("target", .text, "The indicator of an aim.", example: "loans_target"),
      .optional(
        "reached_by", .text, "The indicator that reaches the aim of `target`.", example: "loans"),
      .optional(
        "severity", .choice(of: CatalogueCheck.Severity.allCases),
        "Whether it is a contradiction where it does not hold, or only worth a look.",
        standard: "error", example: "warn"),
      .optional("label", .object(.label), "What it means.", example: "{zh: 分项之和等于合计}"),
    ])
}
