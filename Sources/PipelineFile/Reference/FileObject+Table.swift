import SurveyModel

extension FileObject {
  static let table = Self(
    "table", "A published table.",
    [
      .optional("label", .label, "The title.", example: "{zh: 参保情况, en: Insurance enrolment}"),
      .optional(
        "note", .label,
        "How its figures are made and what they mean: a method note for who reads them.",
        example: "{zh: 按户籍登记的家庭成员计算, en: By the members of the registered households}"),
      .required("of", .name, "The record that it counts.", example: "household"),
      .optional(
        "by", .oneOrMore(.text),
        "Levels of places that have rows besides the widest, and variables that split each place's row.",
        example: "[township, village]"),
      .optional(
        "where", .expression(.boolean), "The condition that records must meet.",
        example: "members > 0"),
      .required(
        "measures", .entries(.either([.expression(.number), .object(.measure)])),
        "The columns of figures by their names.",
        example:
          "{persons: sum(members), share: {value: 100 * sum(insured) / persons, unit: percent}}"),
      .optional(
        "disclosure", .object(.disclosure), "Below how many records figures are withheld.",
        example: "{minimum: 3}"),
      .optional(
        "base", .day, "The day whose places have the rows; see <doc:Places>.", example: "2021-10-31"
      ),
      .optional("wave", .day, "The wave that it counts, of several.", example: "2021-10-31"),
      .optional(
        "count", .choice(of: TableDefinition.Counted.allCases),
        "Which records count over several waves: all, or those of the panel that is in every wave.",
        standard: "all", example: "all"),
      .optional(
        "layout", .object(.layout), "How its sheets show it; see <doc:Publishing>.",
        example: "{places: columns}"),
    ])

  static let measure = Self(
    "measure", "One column of figures.",
    [
      .required(
        "value", .expression(.number), "The formula; see <doc:Expressions>.",
        example: "sum(members)"),
      .optional(
        "of", .name, "The record that it is over, where that is not the table's.",
        example: "household"),
      .optional("unit", .text, "The unit.", example: "person"),
      .optional(
        "decimals", .integer(0...15), "The decimals that are published; all where none is said.",
        example: "2"),
      .optional("label", .label, "The title.", example: "{zh: 人口, en: Persons}"),
      .optional(
        "disclosure", .object(.disclosure), "Below how many records its figures are withheld.",
        example: "{minimum: 3}"),
    ])

  static let disclosure = Self(
    "disclosure", "When figures are withheld; see <doc:WithheldFigures>.",
    [
      .required(
        "minimum", .integer(0...1_000_000), "The least number of records of a figure that is told.",
        example: "3")
    ])

  static let rule = Self(
    "rule", "An edit rule over records, or a check of a table.",
    [
      .required(
        "check", .expression(.boolean), "What must hold; what is not tested does not fail.",
        example: "insured <= members"),
      .optional("of", .name, "The record; required without a table.", example: "household"),
      .optional("table", .name, "The table whose rows it is tested on.", example: "enrolment"),
      .optional(
        "level", .name, "The level of the table's rows; all where none is said.",
        example: "township"),
      .required(
        "severity",
        .either([
          .choice(["note", "warn", "quarantine", "stop", "correct"]), .object(.correction),
        ]), "What becomes of a record that fails.", example: "quarantine"),
      .optional(
        "set", .entries(.text), "What a rule of severity `correct` sets.",
        example: "{insured: members}"),
      .optional(
        "code", .text, "The code of its findings.", example: "household.insured-exceeds-members"),
      .optional("label", .label, "What it means.", example: "{zh: 参保人数不超过人口数}"),
    ])

  static let correction = Self(
    "severity", "The value that a rule corrects.",
    [
      .required(
        "correct", .entries(.text), "The variable, and the formula of its value.",
        example: "{insured: members}")
    ])

  static let tie = Self(
    "tie", "A figure of a report and the figure of a table that it is held against.",
    [
      .required(
        "fact", .name, "The indicator of the catalogue.", example: "resident_insurance_enrolled"),
      .required("equals", .text, "The table and its measure.", example: "enrolment.persons"),
      .optional(
        "level", .name, "The level of the row; that of the figure's place where none is said.",
        example: "county"),
    ])
}
