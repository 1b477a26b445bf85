import PropertyTesting
import SurveyModel
import Testing

@testable import Load

@Suite struct StageReaderTests {
  private let folder: TemporaryFolder
  private let reader: StageReader

  init() throws {
    folder = try TemporaryFolder()
    try SampleStore.filled(in: folder, SampleStore.pipeline()).close()
    reader = try StageReader(at: "\(folder.path)/stages.sqlite")
  }

  private func rows(_ condition: String?, limit: Int? = nil) throws -> [String] {
    var rows: [String] = []
    try reader.rows(
      of: "household", where: try condition.map { try RowCondition($0) }, limit: limit
    ) { names in
      rows.append(names.prefix(6).joined(separator: " "))
    } _: { cells in
      rows.append(cells.prefix(6).map { $0?.published ?? "-" }.joined(separator: " "))
    }
    return rows
  }

  @Test func `tables are listed with their rows`() throws {
    let tables = try reader.tables()
    #expect(tables.first { $0.name == "household" }?.rows == 7)
    #expect(tables.first { $0.name == "household_clean" }?.rows == 5)
    #expect(tables.first { $0.name == "extract_households" }?.rows == 9)
  }

  @Test func `rows are chosen by a condition and a limit`() throws {
    #expect(
      try rows("status = 'quarantined'") == [
        "origin file worksheet row status missing", "8796093022210 1 0 3 quarantined -",
        "8796093022211 1 0 4 quarantined -",
      ])
    #expect(try rows(nil, limit: 2).count == 3)
    #expect(
      try rows("not (worksheet > 0 or row < 3) and status in ('quarantined', 'x')") == [
        "origin file worksheet row status missing", "8796093022210 1 0 3 quarantined -",
        "8796093022211 1 0 4 quarantined -",
      ])
  }

  @Test func `rows stand in the order of the files, whatever their numbers`() throws {
    let folder = try TemporaryFolder()
    let store = try StageStore(at: folder.path("stages.sqlite"), for: SampleStore.pipeline())
    let last = UInt32(Origin.limit.files - 1)
    let numbers: [UInt32] = [last, 7, 0]
    try store.append(
      numbers.enumerated()
        .map { rank, number in
          SourceFile(
            number: number, rank: rank, path: "\(rank).xlsx", sources: ["households"], size: 1,
            sha256: "")
        })
    for number in numbers.reversed() {
      let rows = (1...2).map { SampleStore.household("h\(number)-\($0)", "140101", "tap", 3) }
      try store.append(
        SampleStore.batch(SampleStore.households, file: number, rows), of: "households")
    }
    try store.close()
    let reader = try StageReader(at: folder.path("stages.sqlite"))
    for table in ["household", "household_clean"] {
      for limit in [nil, 0, 3, 4, 100] {
        var files: [String] = []
        try reader.rows(
          of: table, limit: limit, header: { _ in },
          { files.append($0[1]?.published ?? "-") })
        let all = numbers.flatMap { ["\($0)", "\($0)"] }
        #expect(files == Array(all.prefix(limit ?? 6)), "\(table) \(limit ?? -1)")
      }
    }
  }

  @Test(arguments: ["colour = 1", "row = '1'", "status = 1", "status", "count(*) > 1"])
  func `a condition that means nothing on the table is refused`(_ condition: String) throws {
    let failure = #expect(throws: RunFailure.self) { try rows(condition) }
    #expect(failure?.exit == .usage)
    #expect(try reader.tables().first { $0.name == "household" }?.rows == 7)
  }

  @Test func `an unknown table and a missing store are named`() throws {
    let failure = #expect(throws: RunFailure.self) {
      try reader.rows(of: "houses", header: { _ in }, { _ in })
    }
    #expect(failure?.diagnostic.message.description.contains("houses") == true)
    let missing = #expect(throws: RunFailure.self) {
      _ = try StageReader(at: "\(folder.path)/none.sqlite")
    }
    #expect(missing?.diagnostic.code == .storeFailed)
  }
}
