internal import Foundation
internal import GRDB
package import SurveyModel

extension StageStore {
  /// The layouts of all worksheets that were read, in the order of sources, files and worksheets.
  ///
  /// - Throws: `RunFailure` when SQLite refuses.
  package func layouts() throws(RunFailure) -> [WorksheetLayout] {
    try read { try WorksheetLayout.all(in: $0) }
  }

  /// The layouts that were accepted by the latest published run.
  ///
  /// - Parameters:
  ///   - folder: The folder of the pipeline's runs and of `latest`.
  ///   - log: Takes a warning where that run cannot be read.
  /// - Returns: The layouts; none where nothing was published yet, or by another version of Millet.
  package static func acceptedLayouts(
    in folder: String, _ log: inout DiagnosticLog
  ) -> [WorksheetLayout] {
    let path = "\(folder)/latest/\(LoadStage.storeName)"
    return StageReader.earlier(at: path, for: "layouts are not compared", &log) {
      reader throws(RunFailure) in try reader.layouts()
    } ?? []
  }
}

extension StageReader {
  /// Asks the store of an earlier run, which may be gone, damaged, or of another version.
  ///
  /// - Parameters:
  ///   - path: The store.
  ///   - loss: What does not happen where it cannot be read, for the warning.
  ///   - log: Takes the warning.
  ///   - body: Asks the store.
  /// - Returns: The answer; nil where there is no such store, or none that can be read.
  static func earlier<Answer>(
    at path: String, for loss: String, _ log: inout DiagnosticLog,
    _ body: (StageReader) throws(RunFailure) -> Answer
  ) -> Answer? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do {
      return try body(try StageReader(at: path))
    } catch {
      log.record(
        Diagnostic(
          .storeEarlierUnreadable, .warning, at: SourceLocation(file: path),
          "the earlier run cannot be read, \(loss): \(error.diagnostic.message)",
          remedy: "it is compared again once a run of this version is published"))
      return nil
    }
  }

  /// The layouts of all worksheets that the run read.
  ///
  /// - Throws: `RunFailure` when SQLite refuses.
  package func layouts() throws(RunFailure) -> [WorksheetLayout] {
    try read { try WorksheetLayout.all(in: $0) }
  }
}

extension WorksheetLayout {
  private struct Key: Hashable {
    let source: String
    let file: Int
    let worksheet: Int

    init(_ row: Row) {
      source = row["source"]
      file = row["file"]
      worksheet = row["worksheet"]
    }
  }

  /// All layouts; of a sheet whose groups of columns are read one by one, that of the first group.
  fileprivate static func all(in database: Database) throws -> [Self] {
    let columns = try Row.fetchAll(
      database, sql: #"SELECT * FROM "mapping" ORDER BY "source", "file", "worksheet", "variable""#)
    let mappings = Dictionary(grouping: columns, by: Key.init)
    let worksheets = try Row.fetchAll(
      database,
      sql: """
        SELECT w.*, f."path" FROM "worksheet" w JOIN "source_file" f ON f."file" = w."file"
        WHERE w."worksheet" = (SELECT MIN(o."worksheet") FROM "worksheet" o
        WHERE o."source" = w."source" AND o."file" = w."file" AND o."name" = w."name")
        ORDER BY w."source", w."file", w."worksheet"
        """)
    return worksheets.map { row in
      let (first, last): (Int, Int) = (row["first_header_row"], row["last_header_row"])
      return Self(
        source: row["source"], file: row["path"], worksheet: row["name"],
        headerRows: (first - 1)...(last - 1),
        mapping: mappings[Key(row)]?.compactMap(WorksheetOutcome.MappedColumn.init) ?? [])
    }
  }
}

extension WorksheetOutcome.MappedColumn {
  fileprivate init?(_ row: Row) {
    let letters: String = row["column"]
    guard let cell = CellReference("\(letters)1") else { return nil }
    self.init(variable: row["variable"], column: cell.column, header: row["header"])
  }
}
