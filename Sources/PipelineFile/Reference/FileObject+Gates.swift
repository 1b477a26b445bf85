import SurveyModel

extension FileObject {
  static let gates = Self(
    "gates", "What must hold for a run to be published.",
    [
      .optional(
        "quarantine_share", .share, "The greatest share of data rows that may be in quarantine.",
        standard: "0.01", example: "0.05"),
      .optional(
        "contradictions",
        .choice(of: [PipelineDefinition.Gates.Contradictions.ignore, .warn, .fail]),
        "What a contradiction between a report and a table does.", standard: "warn", example: "fail"
      ),
      .optional(
        "warnings", .integer(0...1_000_000_000), "The most warnings that a run may have.",
        example: "100"),
      .optional(
        "files",
        .either([
          .integer(0...1_000_000), .list(.text),
          .entries(.either([.integer(0...1_000_000), .list(.text)])),
        ]), "How many files there are, or their names; for all sources, or for each.",
        example: "{households: 13}"),
      .optional(
        "row_change", .either([.share, .object(.rowChange)]),
        "By what share of the latest run's the rows of a source or place may differ.",
        example: "0.2"),
      .optional(
        "change", .either([.object(.figureChange), .list(.object(.figureChange))]),
        "By how much a figure may differ from the latest run's.",
        example: "{table: enrolment, measure: persons, at_most: 5}"),
      .optional(
        "freshness", .either([.number(1e-9...100_000), .entries(.number(1e-9...100_000))]),
        "How many days old files may be; for all sources, or for each.", example: "{households: 40}"
      ),
    ])

  static let figureChange = Self(
    "change", "By how much a figure may differ from the latest run's.",
    [
      .required("table", .name, "The table.", example: "enrolment"),
      .required("measure", .name, "The measure.", example: "persons"),
      .optional(
        "at_most", .number(0...1e300),
        "The greatest difference, in the unit of the measure; this or share.", example: "5"),
      .optional(
        "share", .share, "The greatest difference, as a part of the earlier figure.",
        example: "0.1"),
      .optional(
        "level", .name,
        "The narrowest level whose rows are compared; those of the whole alone where none is said.",
        example: "township"),
    ])

  static let rowChange = Self(
    "row_change", "By how much rows may differ from the latest run's.",
    [
      .required("share", .share, "The greatest share.", example: "0.2"),
      .optional(
        "level", .name,
        "The level whose places are compared; the second widest where none is said.",
        example: "township"),
      .optional(
        "minimum", .integer(1...1_000_000_000), "Fewer rows than this may differ by any share.",
        standard: "20", example: "50"),
    ])
}
