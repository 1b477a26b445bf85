import SurveyModel

extension FileObject {
  /// The whole codebook.
  package static let codebook = Self(
    "codebook", "The whole file.",
    [
      .levels(
        "The levels of places, from the widest, for pipelines that have none of their own; see <doc:Places>."
      ),
      .required(
        "variables", .entries(.variable),
        "The variables by their names, with header texts or with what else is said of them.",
        example: "{household_id: 户编号, members: {headers: 人口数, type: integer}}"),
      .optional(
        "conventions", .object(.conventions),
        "How offices lay out and word their worksheets, whatever the variable.",
        example: "{totals: [合计, 总计], missing: {不详: unknown}}"),
    ])

  static let conventions = Self(
    "conventions", "How offices lay out and word their worksheets, whatever the variable.",
    [
      .optional(
        "totals", .oneOrMore(.text), "What begins a row of totals over the whole worksheet.",
        example: "[合计, 总计]"),
      .optional(
        "subtotals", .oneOrMore(.text),
        "What begins a row of totals over the rows since the last such row.", example: "[小计]"),
      .optional(
        "notes", .oneOrMore(.text), "What begins a note above or below the data.",
        example: "[注, 填表人]"),
      .optional(
        "unit_notes", .oneOrMore(.text), "What stands before the unit of the whole worksheet.",
        example: "[单位]"),
      .optional(
        "units", .entries(.oneOrMore(.text)), "The words for each base unit.",
        example: "{yuan: [元], person: [人, 口]}"),
      .optional(
        "multipliers", .entries(.anyNumber),
        "What may stand before a unit, with what it multiplies it by.",
        example: "{千: 1000, 万: 10000}"),
      .optional(
        "approximations", .oneOrMore(.text), "What says before a number that it is not exact.",
        example: "[约, 大约]"),
      .optional(
        "missing", .missing,
        "Texts that stand for a missing value of any variable, with their reasons; those of a list are `unknown`.",
        example: "{\"-\": blank, 不详: unknown}"),
      .optional(
        "suffixes", .entries(.oneOrMore(.text)),
        "What names of places may end with and be the same without, by their level.",
        example: "{village: [村民委员会, 村委会, 村]}"),
      .optional(
        "place_names", .object(.placeNames), "How names of places are written.",
        example: "{groups: [组, 队]}"),
      .optional(
        "provinces", .list(.integer(0...99)),
        "What resident identity numbers may start with (GB/T 2260); anything where none is said.",
        example: "[11, 14, 99]"),
      .optional(
        "surnames", .oneOrMore(.text),
        "Surnames, by which a person's name is recognised where none should be, and is not shown.",
        example: "[王, 欧阳]"),
      .optional(
        "latin_surnames", .oneOrMore(.text), "The same in letters, for names such as Zhang San.",
        example: "[Wang, Zhang]"),
      .optional(
        "titles", .oneOrMore(.text), "What stands behind a person's name: 王主任.",
        example: "[主任, 大爷]"),
      .optional(
        "addresses", .oneOrMore(.text), "What stands before a person's name: 老王, Mr. Wang.",
        example: "[老, Mr]"),
      .optional(
        "conversions", .entries(.entries(.anyNumber)),
        "What else each base unit is measured in, and what one of it is worth.",
        example: "{mu: {公顷: 15, 分: 0.1}}"),
      .optional(
        "ranges", .object(.ranges), "How ranges of numbers are written.",
        example: "{between: [至, 到]}"),
      .optional("yes", .oneOrMore(.text), "Texts that mean yes.", example: "[是, 有]"),
      .optional("no", .oneOrMore(.text), "Texts that mean no.", example: "[否, 无]"),
      .optional(
        "months", .entries(.oneOrMore(.text)),
        "The names of the months by their numbers, besides the English ones.",
        example: "{1: [janvier, janv], 2: [février]}"),
      .optional(
        "column_marks", .oneOrMore(.text),
        "What stands before the marks of the columns (甲 1 2 3) in the row below a header.",
        example: "[栏次, 序号]"),
      .optional(
        "summaries", .oneOrMore(.text),
        "What names a row that says something of others and is no sum of them.",
        example: "[其中, 平均]"),
      .optional(
        "dates", .object(.dates), "What dates hold besides numbers.", example: "{eras: {民国: 1911}}"),
      .optional(
        "yuan_signs", .oneOrMore(.text), "What stands before amounts of yuan.",
        example: "[¥, RMB]"),
      .optional(
        "approximation_share", .share,
        "By what share of it, below 1, a figure that a report gives as about may differ from the true one.",
        standard: "0", example: "0.05"),
    ])

  static let dates = Self(
    "dates", "What dates hold besides numbers.",
    [
      .optional(
        "eras", .entries(.integer(0...9999)), "The eras, each with the year before its first.",
        example: "{民国: 1911, 公元: 0}"),
      .optional(
        "weekdays", .entries(.oneOrMore(.text)),
        "The days of the week by their numbers, Monday being 1, besides the English ones.",
        example: "{1: [星期一, 周一], 7: [星期日]}"),
      .optional(
        "day_parts", .oneOrMore(.text), "The parts of the day, besides am and pm.",
        example: "[上午, 下午]"),
    ])

  static let ranges = Self(
    "ranges", "How ranges of numbers are written.",
    [
      .optional(
        "between", .oneOrMore(.text), "What stands between the ends of a range.",
        example: "[至, \"-\"]"),
      .optional(
        "at_least", .oneOrMore(.text),
        "What stands beside the lower end of a range without an upper one.",
        example: "[以上, 不少于]"),
      .optional(
        "at_most", .oneOrMore(.text),
        "What stands beside the upper end of a range without a lower one.",
        example: "[以下, 不超过]"),
    ])

  static let placeNames = Self(
    "place_names", "How names of places are written.",
    [
      .optional(
        "variants", .oneOrMore(.text),
        "Characters that are one in names, each text beginning with the usual one.",
        example: "[柏栢, 村邨]"),
      .optional(
        "groups", .oneOrMore(.text),
        "What the numbered parts of a village are called, the usual word first.",
        example: "[组, 生产队]"),
      .optional(
        "former_marks", .oneOrMore(.text), "What stands before a former name in brackets.",
        example: "[原名, 原]"),
      .optional(
        "words", .oneOrMore(.text),
        "What ends, besides the suffixes, a text that speaks of a place that is not known.",
        example: "[小区, 街道]"),
      .optional(
        "titles", .oneOrMore(.text),
        "What counties and townships are called behind their names, and may be left out before a village's.",
        example: "[县, 镇]"),
      .optional(
        "endings", .oneOrMore(.text),
        "What names end with and keep; a text that begins as a total or a note and ends so is a place.",
        example: "[庄, 寨]"),
    ])
}
