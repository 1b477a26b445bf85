import SurveyModel

extension FileShape {
  /// A form of publication.
  static let publication = Self.either([
    .choice(
      PipelineDefinition.TableForm.allCases.map(\.rawValue)
        + PipelineDefinition.WorkbookPublication.Format.allCases.map(\.rawValue)),
    .object(.form),
  ])
}

extension FileObject {
  static let form = Self(
    "form", "One form of publication, with what it is to have.",
    [
      .optional(
        "xlsx", .object(.workbook), "Tables as a workbook of Excel.",
        example: "{file: yearbook.xlsx, marks: yearbook}"),
      .optional(
        "ods", .object(.workbook), "Tables as a workbook of OpenDocument.",
        example: "{languages: [zh]}"),
      .optional(
        "migration", .text,
        "The records as a database of their own: the file in the run's folder, which ends in `.sqlite`.",
        example: "records.sqlite"),
      .optional(
        "into", .text,
        "A database that stands from run to run, which the records of the migration go into once every gate is passed: a file of SQLite, made where there is none; see <doc:Migration>.",
        example: "registers.sqlite"),
      .optional(
        "mode", .choice(of: PipelineDefinition.MigrationPublication.Mode.allCases),
        "What becomes of the rows of `into`, by the keys of the records: `insert` puts new ones in and refuses those that are there with other values, `upsert` changes these, `replace` makes all rows those of the run.",
        example: "upsert"),
      .optional(
        "missing", .choice(of: PipelineDefinition.MigrationPublication.MissingForm.allCases),
        "Whether a migration has a column beside that of each variable, such as `members_missing`, that says why its value is missing.",
        standard: "plain", example: "columns"),
    ])

  static let workbook = Self(
    "workbook", "Tables as the sheets of one workbook; see <doc:Publishing>.",
    [
      .optional(
        "file", .text,
        "The file in the folder of the tables; the pipeline's name where none is said.",
        example: "yearbook.xlsx"),
      .optional(
        "tables", .oneOrMore(.name),
        "The tables, in the order of their sheets; all where none is said.",
        example: "[enrolment]"),
      .optional(
        "languages", .oneOrMore(.choice(of: PublicationLanguage.allCases)),
        "The languages of titles, in order.", standard: "[zh, en]", example: "[zh]"),
      .optional(
        "marks", .choice(of: MarkConvention.allCases), "The marks of cells without a figure.",
        standard: "bracket", example: "yearbook"),
    ])

  static let layout = Self(
    "layout", "How the sheets of a table show it; see <doc:Publishing>.",
    [
      .optional(
        "rows", .oneOrMore(.text),
        "The variables that split the rows of each place, in order; those that head no column.",
        example: "[place]"),
      .optional(
        "columns", .oneOrMore(.text),
        "What heads the columns, from above: variables that split the table, and `measures`.",
        standard: "[measures]", example: "[measures]"),
      .optional(
        "order", .either([.choice(["code"]), .object(.order)]), "The order of the rows.",
        standard: "code", example: "{descending: persons}"),
      .optional(
        "places", .choice(of: TableLayout.Places.allCases),
        "Whether each place stands below the one that it lies in, or level by level.",
        standard: "indent", example: "columns"),
    ])

  static let order = Self(
    "order", "A measure that rows are ordered by, of places that lie in one place.",
    [
      .optional("descending", .name, "The measure, the greatest first.", example: "persons"),
      .optional("ascending", .name, "The measure, the least first.", example: "persons"),
    ])
}
