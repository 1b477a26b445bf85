import PropertyTesting
import SurveyModel
import Testing

@testable import Load

@Suite struct CSVFileTests {
  @Test func `fields are quoted where they must be and nowhere else`() throws {
    let folder = try TemporaryFolder()
    var file = try CSVFile(at: "\(folder.path)/f.csv", header: ["a", "b"])
    try file.append(["户", nil])
    try file.append(["1,5", "say \"no\""])
    try file.append(["two\nlines", ""])
    try file.append([" spaces ", "cr\rhere"])
    try file.close()
    #expect(
      try folder.text("f.csv")
        == "a,b\n户,\n\"1,5\",\"say \"\"no\"\"\"\n\"two\nlines\",\n spaces ,\"cr\rhere\"\n")
  }

  @Test func `long files are written in pieces`() throws {
    let folder = try TemporaryFolder()
    var file = try CSVFile(at: "\(folder.path)/f.csv", header: ["n"])
    for number in 0..<30_000 { try file.append([String(number)]) }
    try file.close()
    #expect(try folder.text("f.csv").split(separator: "\n").count == 30_001)
  }

  @Test func `a folder that is not there ends the run`() {
    let failure = #expect(throws: RunFailure.self) {
      let file = try CSVFile(at: "/proc/none/f.csv", header: ["a"])
      try file.close()
    }
    #expect(failure?.diagnostic.code == .storeFailed)
  }
}
