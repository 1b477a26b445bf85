import PropertyTesting
import SurveyModel
import Testing

@testable import Load

/// What is said when the disk or database refuses.
@Suite struct StoreFaultTests {
  @Test func `a full disk is told as one, also by what fails behind it`() throws {
    let folder = try TemporaryFolder()
    let store = try StageStore(at: "\(folder.path)/s.sqlite", for: try SampleStore.pipeline())
    try store.append(SampleStore.files)
    try store.commit()
    // SQLite answers as it does on a full disk, and its pages are broken then.
    try store.execute("PRAGMA max_page_count = 1")
    let rows = (0..<9000).map { SampleStore.household("h\($0)", "140101", "tap", 3) }
    var failures: [RunFailure] = []
    for file in UInt32(0)..<2 {
      do throws(RunFailure) {
        try store.append(
          SampleStore.batch(SampleStore.households, file: file, rows), of: "households")
        try store.commit()
      } catch {
        failures.append(error)
      }
    }
    #expect(failures.count == 2)
    #expect(Set(failures).count == 1)
    #expect(
      failures.first?.diagnostic.description == """
        \(folder.path)/s.sqlite: error: cannot use the database: the disk is full [store.failed]
          remedy: free space there, then run again
        """, "\(failures)")
  }

  @Test func `a file that is no database is told as a damaged one`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/s.sqlite"
    try String(repeating: "no database", count: 100).write(toFileAt: path)
    let failure = #expect(throws: RunFailure.self) { try StageReader(at: path) }
    #expect(
      failure?.diagnostic.message.description == "cannot use the database: the database is damaged")
  }

  @Test func `a file that is there already is not written over`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/s.sqlite"
    try "something".write(toFileAt: path)
    let failure = #expect(throws: RunFailure.self) {
      _ = try StageStore(at: path, for: try SampleStore.pipeline())
    }
    #expect(
      failure?.diagnostic.message.description
        == "cannot write here: something of that name is there already")
  }
}
