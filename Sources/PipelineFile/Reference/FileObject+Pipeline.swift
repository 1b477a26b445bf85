import SurveyModel

extension FileObject {
  /// The whole file.
  package static let pipeline = Self(
    "pipeline", "The whole file.",
    [
      .required(
        "pipeline", .text,
        "The pipeline's name, of letters, digits, `-` and `_`, which names the output folder.",
        example: "qin-county"),
      .optional(
        "root", .text,
        "The folder that other paths are relative to, itself relative to the file's folder.",
        standard: ".", example: ".."),
      .optional(
        "title", .label, "The title.", example: "{zh: 沁县农村住户调查, en: Qin County household survey}"),
      .required(
        "as_of", .date,
        "The day that the data speak of; it decides which places are valid, and the age of persons.",
        example: "2021-10-31"),
      .optional(
        "base", .day,
        "The day whose places have the rows of tables that name none; see <doc:Places>.",
        example: "2020-12-31"),
      .optional(
        "codebook", .text, "The file of variables and conventions that pipelines share.",
        example: "codebook.yml"),
      .optional(
        "catalogue", .text, "The file of the indicators that reports are read by.",
        example: "catalogue.yml"),
      .levels("The levels of places, from the widest; see <doc:Places>."),
      .optional(
        "reference", .object(.reference),
        "The files of places; without them the whole is the only place.",
        example: "{gazetteer: gazetteer.csv}"),
      .required(
        "sources", .entries(.object(.source)), "The sources by their names.",
        example:
          "{households: {files: registers/*.xlsx, record: household, variables: {household_id: 户编号}}}"
      ),
      .optional(
        "records", .entries(.object(.record)), "How records are told apart, by their names.",
        example: "{household: {key: household_id}}"),
      .optional(
        "rules", .list(.object(.rule)), "The edit rules, in the order in which they are tested.",
        example: "[{check: insured <= members, of: household, severity: quarantine}]"),
      .optional(
        "tables", .entries(.object(.table)), "The tables by their names, which name their files.",
        example: "{enrolment: {of: household, by: [township], measures: {persons: sum(members)}}}"),
      .optional(
        "reconcile", .oneOrMore(.either([.choice(["named"]), .object(.tie)])),
        "Which figures of reports are held against which of tables; see <doc:Reconciliation>.",
        example: "[named]"),
      .optional(
        "gates", .object(.gates),
        "What must hold for a run to be published; see <doc:InputsAndGates>.",
        example: "{quarantine_share: 0.05}"),
      .optional(
        "publish", .oneOrMore(.publication),
        "The forms in which results are published; see <doc:Publishing>.",
        standard: "[csv]", example: "[csv, {xlsx: {file: yearbook.xlsx, languages: [zh]}}]"),
      .optional(
        "keep", .choice(of: [PipelineDefinition.Keep.all, .records]),
        "Whether the store keeps the cells as they were read (`all`), or the records alone.",
        standard: "all", example: "records"),
      .optional(
        "keep_runs", .either([.integer(1...100_000), .object(.retention)]),
        """
        Which runs stay: the newest of a number, or what the mapping says. The latest stays in any case; see \
        <doc:Scheduling>.
        """, example: "{count: 30, days: 90}"),
      .optional(
        "observe", .object(.observe),
        "Where runs are told of besides; see <doc:Scheduling>.",
        example: "{log: runs.log, metrics: /var/lib/prometheus/node-exporter/county.prom}"),
      .optional(
        "limits", .object(.limits), "What any file may ask of memory and time.",
        example: "{cells: 3000000}"),
    ])

  static let retention = Self(
    "keep_runs", "Which runs stay: a run goes when neither key says that it stays.",
    [
      .optional("count", .integer(1...100_000), "How many of the newest stay.", example: "30"),
      .optional("days", .integer(1...100_000), "For how many days a run stays.", example: "90"),
    ])

  static let level = Self(
    "level", "A level of places.",
    [
      .optional("label", .label, "The title.", example: "{zh: 自然村, en: Natural village}"),
      .optional(
        "informal", .boolean, "Whether its places have no administration of their own.",
        standard: "false", example: "true"),
    ])

  static let reference = Self(
    "reference", "The files of places.",
    [
      .required(
        "gazetteer", .text, "The places: `code,name,level,parent,valid_from,valid_to`.",
        example: "gazetteer.csv"),
      .optional(
        "changes", .text, "What became of places: `date,kind,from,to`.", example: "changes.csv"),
      .optional(
        "decisions", .text, "An analyst's answers to doubtful names, replayed on every run.",
        example: "decisions.csv"),
      .optional(
        "attributes", .entries(.choice(of: PlaceAttribute.Kind.allCases)),
        "Columns of the gazetteer that formulas know behind `place.`, and what stands in them.",
        example: "{population: integer}"),
    ])

  static let record = Self(
    "record", "How the records of one kind are told apart.",
    [
      .optional(
        "key", .oneOrMore(.name),
        "The variables that together name one record; of waves, within one.",
        example: "household_id"),
      .optional(
        "parent", .name, "The record whose key must exist.", example: "household"),
      .optional(
        "same", .list(.oneOrMore(.name)),
        "Sets of variables that tell, besides the key, that two rows are one record.",
        example: "[[village, members]]"),
      .optional(
        "survivor", .either([.choice(["first", "fullest"]), .object(.survivor)]),
        "Which of several rows that are one record stays.", standard: "first", example: "fullest"),
    ])

  static let survivor = Self(
    "survivor", "Which of several rows stays, by a variable.",
    [
      .required(
        "latest", .name, "The variable whose latest value tells.", example: "surveyed")
    ])

  static let limits = Self(
    "limits", "What a file may ask of memory and time.",
    ReadingLimits.Setting.allCases.map { setting in
      .optional(
        setting.rawValue, .integer(setting.range), setting.summary,
        standard: String(ReadingLimits.default[setting]),
        example: String(min(setting.range.upperBound, 1000)))
    })
}
