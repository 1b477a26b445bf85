import Foundation
import PropertyTesting
import Relational
import SurveyModel
import Testing

@testable import Load

/// A file's rows taken away and put in again.
@Suite struct ReplacedFileTests {
  /// The rows of every table of a store, each table's in an order of their own.
  private static func contents(_ store: StageStore) throws -> [String: [String]] {
    var contents: [String: [String]] = [:]
    for table in try store.engine.tables() {
      var rows: [String] = []
      try store.engine.rows(of: .scan(table)) { row throws(RunFailure) in
        rows.append(row.map { $0.map { "\($0)" } ?? "-" }.joined(separator: "|"))
      }
      contents[table] = rows.sorted()
    }
    return contents
  }

  private static func append(_ number: Int, to store: StageStore, as batch: RecordBatch) throws {
    let file = SampleStore.files[number]
    let (source, _) = SampleStore.batches[number]
    try store.append([file])
    try store.append(batch, of: source)
    try store.append(try SampleStore.outcome(of: batch, source: source), of: source)
    var log = DiagnosticLog()
    log.record(
      Diagnostic(.sourceOpenEnd, .warning, at: SourceLocation(file: file.path), "\(batch.count)"))
    try store.append(log)
  }

  /// A batch without the last of its records, the first of them held back, and with a change.
  private static func corrected(_ batch: RecordBatch) -> RecordBatch {
    var corrected = batch
    corrected.origins.removeLast()
    corrected.statuses.removeLast()
    for index in corrected.values.indices {
      corrected.values[index].kinds.removeLast()
      corrected.values[index].payloads.removeLast()
      corrected.raw[index].kinds.removeLast()
      corrected.raw[index].payloads.removeLast()
    }
    corrected.statuses[0] = .quarantined
    corrected.quarantine = [
      QuarantineEntry(
        origin: corrected.origins[0], column: 1, variable: nil, value: .blank, code: .placeUnknown,
        message: "unknown")
    ]
    corrected.changes = [
      CellChange(
        origin: corrected.origins[0], column: 0, variable: "water", old: .text("a"),
        new: .text("b"), rule: .placeDecided)
    ]
    return corrected
  }

  @Test(arguments: 0..<4) func `another version of a file takes the place of the one before`(
    number: Int
  ) throws {
    let folder = try TemporaryFolder()
    let pipeline = try SampleStore.pipeline()
    let replaced = try StageStore(at: folder.path("replaced.sqlite"), for: pipeline)
    let fresh = try StageStore(at: folder.path("fresh.sqlite"), for: pipeline)
    for (index, (_, batch)) in SampleStore.batches.enumerated() {
      // What the file gave before is as unlike what it gives now as can be.
      let (before, after) =
        batch.count > 1 && index == number ? (Self.corrected(batch), batch) : (batch, batch)
      try Self.append(index, to: replaced, as: before)
      try Self.append(index, to: fresh, as: after)
    }
    let before = try Self.contents(replaced)
    try replaced.remove(SampleStore.files[number])
    let without = try Self.contents(replaced)
    #expect(without != before)
    #expect(without["source_file"]?.count == 3)
    try Self.append(number, to: replaced, as: SampleStore.batches[number].batch)
    let after = try Self.contents(replaced)
    #expect(after == (try Self.contents(fresh)))
    #expect(after.keys == before.keys)
  }

  @Test func `facts of a file that is taken away are compared with nothing`() throws {
    let folder = try TemporaryFolder()
    let store = try StageStore(
      at: folder.path("stages.sqlite"), for: try SampleStore.pipeline())
    let fact = Fact(indicator: "x", value: 1, unit: "person", text: "1", start: 0, end: 1)
    let files = [SampleStore.files[4], SampleStore.files[3]]
    for file in files { try store.append([fact], of: file.number) }
    try store.append(files)
    #expect(store.facts.map(\.file) == [3, 4])
    try store.remove(files[0])
    #expect(store.facts.map(\.file) == [3])
    #expect(try store.engine.count(of: "fact") == 1)
  }
}
