package import Relational
package import SurveyModel

/// The stages of one run in one store, written by one thread.
///
/// Every table is keyed by file, worksheet and row, so that nothing depends on the order in which files
/// are appended; what has an order has that of the files' paths. The store is new for every run and no run
/// reads another one's.
package final class StageStore {
  /// The version of the layout.
  package static let version = 8

  /// The pipeline that the store is for.
  package let pipeline: PipelineDefinition
  /// The tables of the pipeline's records.
  package let layout: StoreLayout
  /// What keeps the rows.
  package let engine: any Engine
  /// What opens the stores of earlier runs.
  let engines: any EngineProvider

  /// By source, what appends its batches.
  var appenders: [String: RecordAppender] = [:]
  /// The number of the next entry of a log, once all files are read and one check follows another; nil
  /// before.
  var nextLine: Int?
  /// What came of the rules of rows and is not written yet.
  var edits = EditTallies()
  /// The numbers of the rules of rows, by their record.
  let rowRules: [String: [Int]]
  /// The place of each file in the run, by its number.
  var ranks: [UInt32: Int] = [:]
  /// The facts of each report, by its file.
  var factsOfFiles: [UInt32: [Fact]] = [:]
  /// The places of all dates; empty until they are recorded.
  var history = PlaceHistory(places: [], changes: [])

  /// Makes the store and its tables.
  ///
  /// - Parameters:
  ///   - path: Where; nothing must be there yet.
  ///   - pipeline: The pipeline.
  ///   - engines: What makes the store.
  /// - Throws: `RunFailure` when there is one already, the disk refuses, or the pipeline names
  ///   something as the store does.
  package init(
    at path: String, for pipeline: PipelineDefinition, on engines: any EngineProvider
  ) throws(RunFailure) {
    self.pipeline = pipeline
    self.engines = engines
    layout = try StoreLayout(pipeline)
    var rowRules: [String: [Int]] = [:]
    for (number, rule) in pipeline.rules.enumerated() {
      guard case .record(let record) = rule.subject, pipeline.isOfRow(rule) else { continue }
      rowRules[record, default: []].append(number)
    }
    self.rowRules = rowRules
    engine = try engines.make(at: path, version: Self.version)
    try layout.make(on: engine, for: pipeline)
  }

  /// Shows what was written to whoever reads the store and lets go of it; the store takes no more calls.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  func publish() throws(RunFailure) {
    try writeEdits()
    try engine.publish()
  }

  /// Brings what was written into the store and lets go of it; the store takes no more calls.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package func close() throws(RunFailure) {
    try writeEdits()
    try engine.close()
  }

  /// Brings what was written into the store, once all files are read and after each step behind that.
  ///
  /// - Throws: `RunFailure` when the disk refuses.
  package func commit() throws(RunFailure) {
    try writeEdits()
    try engine.commit()
  }
}
