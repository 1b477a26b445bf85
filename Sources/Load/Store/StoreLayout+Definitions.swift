internal import SQLDialect
internal import SurveyModel

extension StoreLayout {
  /// The statements that make the tables and views of the store.
  func definitions(keeping keep: PipelineDefinition.Keep) -> [String] {
    var statements = Self.fixedTables
    for record in records { statements += Self.definitions(of: record) }
    statements += withholdings(keeping: keep)
    guard keep == .all else { return statements }
    for (source, schema) in schemas {
      statements += Self.definitions(ofSource: source, schema)
    }
    return statements
  }

  /// Notes the columns whose sensitive values are in clear, for whoever shows the store's rows.
  private func withholdings(keeping keep: PipelineDefinition.Keep) -> [String] {
    var columns: [(table: String, column: String)] = []
    for record in records {
      for variable in record.variables where variable.isClear {
        columns += [record.name, record.cleanView].map { ($0, variable.name) }
      }
    }
    for (source, schema) in schemas where keep == .all {
      for variable in schema.variables where variable.isClear {
        columns += [Self.rawTable(ofSource: source), "extract_\(source)"]
          .map { ($0, variable.name) }
      }
    }
    return columns.map { table, column in
      "INSERT INTO \"clear_column\" VALUES (\(SQLName.literal(table)), \(SQLName.literal(column)))"
    }
  }

  /// The table of a source's cells where they say more than the normalised value.
  static func rawTable(ofSource source: String) -> String { "raw_\(source)" }

  /// The storage class of a variable's values.
  static func columnType(of kind: VariableDefinition.Kind) -> String {
    switch kind {
    case .integer, .boolean: "INTEGER"
    case .number: "REAL"
    case .text, .date, .code, .place, .residentID, .identifier: "TEXT"
    }
  }

  /// The record's table, and the view of the rows that are not in quarantine.
  private static func definitions(of record: Record) -> [String] {
    let columns = record.variables.map { variable in
      "\(SQLName.quoted(variable.name)) \(columnType(of: variable.kind))"
    }
    let fixed = [
      "\"origin\" INTEGER PRIMARY KEY", Origin.columnsOfKey,
      "\"status\" TEXT NOT NULL", "\"missing\" TEXT",
    ]
    return [
      """
      CREATE TABLE \(SQLName.quoted(record.name)) (
      \((fixed + columns).joined(separator: ",\n"))
      ) STRICT
      """,
      """
      CREATE VIEW \(SQLName.quoted(record.cleanView)) AS
      SELECT * FROM \(SQLName.quoted(record.name)) WHERE "status" <> 'quarantined'
      """,
    ]
  }

  /// The cells of a source as they were read: a value that is its own normalised form is kept once,
  /// in the record's table; an empty blob stands for a blank whose normalised value is none.
  private static func definitions(ofSource source: String, _ schema: RecordSchema) -> [String] {
    let names = schema.variables.map { SQLName.quoted($0.name) }
    let table = SQLName.quoted(rawTable(ofSource: source))
    let fixed = [
      "\"origin\" INTEGER PRIMARY KEY", Origin.columnsOfKey, "\"kind\" TEXT NOT NULL",
    ]
    let values = names.map { name in
      "CASE WHEN typeof(r.\(name)) = 'blob' THEN NULL ELSE COALESCE(r.\(name), v.\(name)) END "
        + "AS \(name)"
    }
    let columns =
      (["r.\"file\"", "r.\"worksheet\"", "r.\"row\"", "r.\"kind\"", "v.\"status\""])
      + values
    return [
      """
      CREATE TABLE \(table) (
      \((fixed + names.map { "\($0) ANY" }).joined(separator: ",\n"))
      ) STRICT
      """,
      """
      CREATE VIEW \(SQLName.quoted("extract_\(source)")) AS
      SELECT \(columns.joined(separator: ",\n"))
      FROM \(table) r LEFT JOIN \(SQLName.quoted(schema.record)) v ON v."origin" = r."origin"
      """,
    ]
  }

  private static let fixedTables = [
    """
    CREATE TABLE "source_file" (
    "file" INTEGER PRIMARY KEY, "path" TEXT NOT NULL, "source" TEXT NOT NULL,
    "size" INTEGER NOT NULL, "sha256" TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "clear_column" (
    "table" TEXT NOT NULL, "column" TEXT NOT NULL, PRIMARY KEY ("table", "column")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "worksheet" (
    "source" TEXT NOT NULL, "file" INTEGER NOT NULL, "worksheet" INTEGER NOT NULL, "name" TEXT NOT NULL,
    "is_hidden" INTEGER NOT NULL, "first_header_row" INTEGER NOT NULL,
    "last_header_row" INTEGER NOT NULL, "last_row" INTEGER NOT NULL, PRIMARY KEY ("source", "file", "worksheet")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "mapping" (
    "source" TEXT NOT NULL, "file" INTEGER NOT NULL, "worksheet" INTEGER NOT NULL, "variable" TEXT NOT NULL,
    "column" TEXT NOT NULL, "header" TEXT NOT NULL,
    PRIMARY KEY ("source", "file", "worksheet", "variable")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "row_tally" (
    "source" TEXT NOT NULL, "file" INTEGER NOT NULL, "worksheet" INTEGER NOT NULL,
    "read" INTEGER NOT NULL,
    "clean" INTEGER NOT NULL, "corrected" INTEGER NOT NULL, "quarantined" INTEGER NOT NULL,
    "held_totals" INTEGER NOT NULL,
    "title" INTEGER NOT NULL, "note" INTEGER NOT NULL, "header" INTEGER NOT NULL,
    "total" INTEGER NOT NULL, "blank" INTEGER NOT NULL, "continuation" INTEGER NOT NULL,
    "outside" INTEGER NOT NULL,
    PRIMARY KEY ("source", "file", "worksheet")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "duplicate" (
    "origin" INTEGER NOT NULL,
    \(Origin.columnsOfKey),
    "survivor" INTEGER NOT NULL, "record" TEXT NOT NULL, "by" TEXT NOT NULL,
    "is_equal" INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "duplicate_value" (
    "line" INTEGER NOT NULL, "origin" INTEGER NOT NULL,
    \(Origin.columnsOfKey),
    "record" TEXT NOT NULL, "variable" TEXT NOT NULL, "value" ANY, "survivor_value" ANY
    ) STRICT
    """,
    """
    CREATE TABLE "edit_tally" (
    "source" TEXT NOT NULL, "file" INTEGER NOT NULL, "worksheet" INTEGER NOT NULL,
    "rule" INTEGER NOT NULL, "tested" INTEGER NOT NULL, "failed" INTEGER NOT NULL,
    "corrected" INTEGER NOT NULL, PRIMARY KEY ("source", "file", "worksheet", "rule")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "edit_located" (
    "source" TEXT NOT NULL, "file" INTEGER NOT NULL, "worksheet" INTEGER NOT NULL,
    "record" TEXT NOT NULL, "variable" TEXT NOT NULL, "rows" INTEGER NOT NULL,
    PRIMARY KEY ("source", "file", "worksheet", "record", "variable")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "edit" (
    "line" INTEGER NOT NULL, "by" TEXT NOT NULL, "of" TEXT NOT NULL, "number" INTEGER, "name" TEXT NOT NULL,
    "severity" TEXT, "condition" TEXT, "cases" INTEGER NOT NULL, "tested" INTEGER,
    "not_tested" INTEGER, "failed" INTEGER, "corrected" INTEGER, "changed" INTEGER,
    "named" INTEGER, "share" REAL
    ) STRICT
    """,
    """
    CREATE TABLE "place" (
    "code" TEXT NOT NULL, "name" TEXT NOT NULL, "level" TEXT NOT NULL, "parent" TEXT,
    "county" TEXT, "township" TEXT, "village" TEXT, "natural_village" TEXT,
    "valid_from" TEXT, "valid_to" TEXT
    ) STRICT
    """,
    """
    CREATE TABLE "place_base" (
    "base" TEXT NOT NULL, "place" TEXT NOT NULL, "level" TEXT NOT NULL, "target" TEXT NOT NULL,
    "candidates" INTEGER NOT NULL, PRIMARY KEY ("base", "place", "level", "target")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "place_change" (
    "date" TEXT NOT NULL, "kind" TEXT NOT NULL, "from" TEXT NOT NULL, "to" TEXT NOT NULL,
    "line" INTEGER
    ) STRICT
    """,
    #"CREATE INDEX "place_by_code" ON "place" ("code")"#,
    """
    CREATE TABLE "change" (
    "line" INTEGER NOT NULL, "origin" INTEGER NOT NULL,
    \(Origin.columnsOfKey),
    "column" TEXT, "variable" TEXT NOT NULL, "old" ANY, "new" ANY, "rule" TEXT NOT NULL,
    "record" TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "quarantine" (
    "line" INTEGER NOT NULL, "source" TEXT, "origin" INTEGER NOT NULL,
    \(Origin.columnsOfKey),
    "column" TEXT, "variable" TEXT, "value" ANY, "code" TEXT NOT NULL, "message" TEXT NOT NULL,
    "remedy" TEXT
    ) STRICT
    """,
    """
    CREATE TABLE "diagnostic" (
    "path" TEXT NOT NULL, "worksheet" TEXT, "row" INTEGER, "cell" TEXT, "start" INTEGER,
    "end" INTEGER, "location" TEXT NOT NULL, "severity" TEXT NOT NULL, "code" TEXT NOT NULL,
    "message" TEXT NOT NULL, "remedy" TEXT
    ) STRICT
    """,
    """
    CREATE TABLE "fact" (
    "file" INTEGER NOT NULL, "number" INTEGER NOT NULL, "indicator" TEXT, "value" REAL,
    "unit" TEXT NOT NULL, "qualifier" TEXT NOT NULL, "low" REAL, "high" REAL, "role" TEXT,
    "as_of" TEXT, "place" TEXT, "place_code" TEXT, "population" TEXT, "text" TEXT NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, "damaged" INTEGER NOT NULL,
    "possible" TEXT, "resolution" REAL NOT NULL, PRIMARY KEY ("file", "number")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "reconciliation" (
    "number" INTEGER PRIMARY KEY, "file" INTEGER NOT NULL, "fact" INTEGER NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, "text" TEXT NOT NULL, "indicator" TEXT,
    "place" TEXT, "as_of" TEXT, "qualifier" TEXT NOT NULL, "stated" REAL, "unit" TEXT NOT NULL,
    "table" TEXT, "measure" TEXT, "code" TEXT, "tabulated" REAL, "difference" REAL,
    "verdict" TEXT NOT NULL
    ) STRICT
    """,
  ]
}
