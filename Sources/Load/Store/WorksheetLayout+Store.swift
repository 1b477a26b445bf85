internal import Foundation
package import Relational
package import SurveyModel

extension StageStore {
  /// The layouts of all worksheets that were read, in the order of sources, files and worksheets.
  ///
  /// - Throws: `RunFailure` when the engine refuses.
  package func layouts() throws(RunFailure) -> [WorksheetLayout] {
    try WorksheetLayout.all(in: engine)
  }

  /// The layouts that were accepted by the latest published run.
  ///
  /// - Parameters:
  ///   - folder: The folder of the pipeline's runs and of `latest`.
  ///   - engines: What opens its store.
  ///   - log: Takes a warning where that run cannot be read.
  /// - Returns: The layouts; none where nothing was published yet, or by another version of Millet.
  package static func acceptedLayouts(
    in folder: String, on engines: any EngineProvider, _ log: inout DiagnosticLog
  ) -> [WorksheetLayout] {
    let path = "\(folder)/latest/\(LoadStage.storeName)"
    return StageReader.earlier(at: path, on: engines, for: "layouts are not compared", &log) {
      reader throws(RunFailure) in try reader.layouts()
    } ?? []
  }
}

extension StageReader {
  /// Asks the store of an earlier run, which may be gone, damaged, or of another version.
  ///
  /// - Parameters:
  ///   - path: The store.
  ///   - engines: What opens it.
  ///   - loss: What does not happen where it cannot be read, for the warning.
  ///   - log: Takes the warning.
  ///   - body: Asks the store.
  /// - Returns: The answer; nil where there is no such store, or none that can be read.
  static func earlier<Answer>(
    at path: String, on engines: any EngineProvider, for loss: String, _ log: inout DiagnosticLog,
    _ body: (StageReader) throws(RunFailure) -> Answer
  ) -> Answer? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do {
      return try body(try StageReader(at: path, on: engines))
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
  /// - Throws: `RunFailure` when the engine refuses.
  package func layouts() throws(RunFailure) -> [WorksheetLayout] {
    try WorksheetLayout.all(in: engine)
  }
}

extension WorksheetLayout {
  private struct Key: Hashable {
    let source: String?
    let file: StoredValue?
    let worksheet: StoredValue?
  }

  /// All layouts; of a sheet whose groups of columns are read one by one, that of the first group.
  fileprivate static func all(in engine: any ReadableEngine) throws(RunFailure) -> [Self] {
    var mappings: [Key: [WorksheetOutcome.MappedColumn]] = [:]
    let order = ["source", "file", "worksheet", "variable"]
    try engine.rows(
      of: .columns(order + ["column", "header"], of: "mapping", by: order)
    ) { row throws(RunFailure) in
      guard let variable = row[3]?.string, let column = row[4]?.string.flatMap(CellReference.column)
      else { return }
      let key = Key(source: row[0]?.string, file: row[1], worksheet: row[2])
      mappings[key, default: []]
        .append(
          WorksheetOutcome.MappedColumn(
            variable: variable, column: column, header: row[5]?.string ?? ""))
    }
    var layouts: [Self] = []
    try engine.rows(of: worksheets) { row throws(RunFailure) in
      guard let source = row[0]?.string, let path = row[3]?.string, let name = row[4]?.string,
        let first = row[5]?.double.map({ Int($0) }), let last = row[6]?.double.map({ Int($0) })
      else { return }
      layouts.append(
        Self(
          source: source, file: path, worksheet: name, headerRows: (first - 1)...(last - 1),
          mapping: mappings[Key(source: source, file: row[1], worksheet: row[2])] ?? []))
    }
    return layouts
  }

  /// The worksheets with their files, of groups of columns of one the first.
  private static var worksheets: Plan {
    let sheet = ["source", "file", "name"].map { Derived($0, .column(nil, $0)) }
    let firsts = Plan.group(
      .scan("worksheet"), by: sheet.map(\.value),
      sheet + [Derived("worksheet", .call(.min, [.column(nil, "worksheet")]))])
    let worksheets = Plan.named(.scan("worksheet"), "w")
      .joined(.inner, .named(.scan("source_file"), "f"), on: .same(["file"], of: "f", and: "w"))
      .joined(
        .inner, .named(firsts, "o"),
        on: .same(["source", "file", "name", "worksheet"], of: "o", and: "w"))
    let key = ["source", "file", "worksheet"].map { Derived($0, .column("w", $0)) }
    let order: [Scalar] = [
      .column("w", "source"), .column("f", "rank"), .column("w", "worksheet"),
    ]
    return .derive(
      .order(worksheets, order.map { Ordering($0, mayBeMissing: false) }),
      key + [Derived("path", .column("f", "path"))]
        + ["name", "first_header_row", "last_header_row"].map { Derived($0, .column("w", $0)) })
  }
}
