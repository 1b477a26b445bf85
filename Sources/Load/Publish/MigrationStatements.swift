internal import Relational
internal import SQLDialect
internal import SurveyModel

/// The statements that copy clean records into an attached database.
struct MigrationStatements {
  /// The name that the database is attached by.
  static let schema = "target"

  private let layout: StoreLayout
  private let date: CalendarDate

  init(_ layout: StoreLayout, asOf date: CalendarDate) {
    self.layout = layout
    self.date = date
  }

  /// All of them, in order.
  var all: [String] {
    [
      """
      CREATE TABLE "target"."place" (
      "code" TEXT PRIMARY KEY, "name" TEXT NOT NULL, "level" TEXT NOT NULL, "parent" TEXT,
      "county" TEXT, "township" TEXT, "village" TEXT, "natural_village" TEXT
      ) STRICT, WITHOUT ROWID
      """,
      """
      INSERT INTO "target"."place" \(SQLDialect.query(of: places))
      """,
      """
      CREATE TABLE "target"."source_row" (
      "id" INTEGER PRIMARY KEY, "file" TEXT NOT NULL, "worksheet" TEXT NOT NULL,
      "row" INTEGER NOT NULL
      ) STRICT
      """,
    ] + layout.records.flatMap(statements)
  }

  private var places: Plan {
    TablePlaces.chosen(on: date)
      .keeping(["code", "name", "level", "parent"] + PlaceLevel.allCases.map(\.rawValue))
  }

  private func statements(for record: StoreLayout.Record) -> [String] {
    let columns = record.variables.map { column($0, of: record) }
    var constraints: [String] = []
    if !record.key.isEmpty {
      constraints.append("UNIQUE (\(record.key.map(SQLName.quoted).joined(separator: ", ")))")
    }
    if let parent = record.parent.flatMap(layout.record), !parent.key.isEmpty {
      let key = parent.key.map(SQLName.quoted).joined(separator: ", ")
      constraints.append("FOREIGN KEY (\(key)) REFERENCES \(SQLName.quoted(parent.name)) (\(key))")
    }
    let own = #""source_row" INTEGER PRIMARY KEY REFERENCES "source_row" ("id")"#
    let names = record.variables.map { SQLName.quoted($0.name) }.joined(separator: ", ")
    let view = "\"main\".\(SQLName.quoted(record.cleanView))"
    let table = "\"target\".\(SQLName.quoted(record.name))"
    return [
      """
      CREATE TABLE \(table) (
      \(([own] + columns + constraints).joined(separator: ",\n"))
      ) STRICT
      """,
      // Two records may come from one row.
      """
      INSERT OR IGNORE INTO "target"."source_row"
      SELECT r."origin", f."path", COALESCE(
      (SELECT w."name" FROM "main"."worksheet" w
      WHERE w."file" = r."file" AND w."worksheet" = r."worksheet" LIMIT 1),
      CAST(r."worksheet" + 1 AS TEXT)), r."row"
      FROM \(view) r JOIN "main"."source_file" f ON f."file" = r."file" ORDER BY r."origin"
      """,
      """
      INSERT INTO \(table) ("source_row", \(names))
      SELECT "origin", \(names) FROM \(view) ORDER BY "origin"
      """,
    ]
  }

  private func column(
    _ variable: VariableDefinition, of record: StoreLayout.Record
  ) -> String {
    let name = SQLName.quoted(variable.name)
    let type = StoreLayout.columnType(of: variable.kind)
    switch variable.kind {
    case .place: return "\(name) \(type) REFERENCES \"place\" (\"code\")"
    case .boolean: return "\(name) \(type) CHECK (\(name) IN (0, 1))"
    case .code:
      let codes = Set(variable.codes.values).sorted().map(SQLName.literal)
      guard !codes.isEmpty else { return "\(name) \(type)" }
      return "\(name) \(type) CHECK (\(name) IN (\(codes.joined(separator: ", "))))"
    case .text, .integer, .number, .date, .residentID, .identifier: return "\(name) \(type)"
    }
  }
}
