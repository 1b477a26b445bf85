import SurveyModel

extension FileObject {
  static let source = Self(
    "source", "Files whose rows are records of one kind, or reports.",
    [
      .required(
        "files", .oneOrMore(.text),
        "Patterns of paths: `*`, `**`, `?`, `[…]` and `{a,b}`; the format is told by content.",
        example: "registers/*.{xlsx,xml,ods,csv}"),
      .required(
        "record", .name, "What a row is; `fact` for written reports.", example: "household"),
      .optional(
        "worksheet", .either([.choice(["all"]), .object(.worksheet)]), "Which worksheets are read.",
        standard: "all", example: "{name: /住户|农户/}"),
      .optional(
        "hidden", .choice(of: [SourceDefinition.HiddenWorksheets.skip, .read]),
        "What is done with hidden worksheets.", standard: "skip", example: "read"),
      .optional(
        "header", .either([.choice(["auto"]), .object(.header)]), "Where the header stands.",
        standard: "auto", example: "{row: 3, rows: 2}"),
      .optional(
        "table", .object(.region), "The part of a worksheet that is the source's table.",
        example: "{from: /^二、/, to: /^三、/, columns: A:H}"),
      .optional(
        "variables",
        .either([.oneOrMore(.name), .entries(.variable)]),
        """
        The variables: names of the codebook, or names with header texts or with what else is said of them. Required but \
        for reports.
        """, example: "{household_id: 户编号, members: {headers: 人口数, type: integer}}"),
      .optional(
        "fill_down", .oneOrMore(.name),
        "Variables whose cells are carried down to the blank ones below, from the widest.",
        example: "[village]"),
      .optional(
        "first_rows_of", .name,
        "The variable whose first row alone is a record: a household of several rows.",
        example: "household_id"),
      .optional(
        "repeat", .either([.integer(1...99), .list(.text), .entries(.oneOrMore(.text))]),
        "Groups of columns that are records of their own: how many, or the texts that headers have for `{n}`.",
        example: "6"),
      .optional(
        "limits", .object(.limits), "What its files may ask of memory and time.",
        example: "{cells: 3000000}"),
      .optional(
        "encoding", .text, "The encoding of its text, where that is no Unicode and not certain.",
        example: "gb18030"),
      .optional(
        "decimal", .choice(of: DecimalMark.allCases),
        "What separates decimals in numbers that are texts.",
        example: "comma"),
      .optional(
        "as_of", .day, "The day of its rows, where that is not the pipeline's: a wave.",
        example: "2020-12-31"),
    ])

  static let worksheet = Self(
    "worksheet", "Which worksheets are read.",
    [
      .optional(
        "name", .text, "The name, or a regular expression between slashes.", example: "/住户|农户/"),
      .optional("index", .integer(1...10_000), "The number, from 1.", example: "2"),
    ])

  static let header = Self(
    "header", "Where the header stands.",
    [
      .required(
        "row", .integer(1...CellReference.limit.rows), "The first row, from 1.", example: "3"),
      .optional("rows", .integer(1...10), "How many rows it has.", standard: "1", example: "2"),
    ])

  static let region = Self(
    "region", "The part of a worksheet that is one table.",
    [
      .optional(
        "from", .text,
        "How the row begins behind which it stands, or a regular expression between slashes.",
        example: "/^二、/"),
      .optional("to", .text, "How the row begins before which it ends.", example: "/^三、/"),
      .optional("columns", .text, "Its first and last column.", example: "A:H"),
    ])

  static let variable = Self(
    "variable",
    "One variable of a record; what the source does not say of it the codebook may.",
    [
      .optional("label", .label, "The title.", example: "{zh: 人口数, en: Persons}"),
      .optional(
        "type",
        .choice([
          "text", "integer", "number", "date", "boolean", "code", "answers", "place", "resident_id",
          "identifier",
        ]), "What its values are; `code` where it has codes, else `text`.", example: "integer"),
      .optional(
        "headers", .oneOrMore(.text),
        "The header texts that name its column, any of which will do; its name where none is said.",
        example: "[户编号, 户号]"),
      .optional("column", .oneOrMore(.text), "The same as `headers`.", example: "户编号"),
      .optional(
        "letter", .text, "The column by its letter, whatever its header.", example: "C"),
      .optional(
        "codes", .entries(.either([.oneOrMore(.text), .object(.code)])),
        """
        The codes, each with the texts that stand for it; of `type: boolean` `yes` and `no`. Tables have their rows in \
        this order.
        """, example: "{tap: [自来水], own_well: [自备井]}"),
      .optional(
        "separators", .oneOrMore(.text), "What stands between several answers of one cell.",
        example: "[\"、\", \" \"]"),
      .optional(
        "missing", .missing,
        "Texts and numbers that stand for a missing value, with their reasons.",
        example: "{不详: unknown, \"-99\": refused}"),
      .optional(
        "scale", .number(1e-12...1e12), "What one unit of the column is in the base unit.",
        standard: "1", example: "10000"),
      .optional("unit", .text, "The base unit.", example: "yuan"),
      .optional(
        "sensitive", .either([.boolean, .object(.sensitive)]),
        "Whether its values are never shown, and kept as keyed hashes.", standard: "false",
        example: "true"),
      .optional(
        "required", .boolean, "Whether the column must be there and no cell of it blank.",
        standard: "true", example: "false"),
      .optional(
        "unreadable", .choice(["quarantine", "missing"]),
        "Whether a cell that cannot be read holds its row back, or becomes missing.",
        standard: "quarantine", example: "missing"),
      .optional(
        "level", .name, "The level of a place; required of `type: place`.", example: "village"),
      .optional(
        "within", .name, "The variable whose place holds this one.", example: "township"),
      .optional(
        "weight", .number(1e-12...1e12),
        "How much it is trusted when a row breaks rules: of two that could be wrong, the lighter is named.",
        standard: "1", example: "2"),
      .optional(
        "derive", .text, "The formula of a variable without a column; see <doc:Expressions>.",
        example: "age(birth_date)"),
      .optional(
        "ranges", .choice(of: VariableDefinition.Ranges.allCases),
        "What is made of a cell that gives a range of numbers.", standard: "refuse",
        example: "middle"
      ),
      .optional(
        "format", .oneOrMore(.text), "How its dates are written; see <doc:ReadingValues>.",
        example: "d/M/yyyy"),
      .optional(
        "brackets", .choice(of: VariableDefinition.Brackets.allCases),
        "What a number in brackets is.",
        standard: "refuse", example: "negative"),
      .optional(
        "footnotes", .oneOrMore(.text), "Marks of notes that are left out behind a number.",
        example: "[\"*\"]"),
      .optional(
        "decimal", .choice(of: DecimalMark.allCases),
        "What separates its decimals where they are text.", example: "comma"),
    ])

  static let code = Self(
    "code", "A code of a variable.",
    [
      .optional(
        "label", .label, "What sheets call it; the first of its texts where none is said.",
        example: "{zh: 自来水, en: Tap water}"),
      .optional(
        "texts", .oneOrMore(.text), "The texts that stand for it.", example: "[自来水, 管网供水]"),
    ])

  static let sensitive = Self(
    "sensitive", "How the store keeps values that are never shown.",
    [
      .required(
        "store", .choice(of: VariableDefinition.Kept.allCases),
        "As keyed hashes, or as they were read.", example: "clear")
    ])
}
