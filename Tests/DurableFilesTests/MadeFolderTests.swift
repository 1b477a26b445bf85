import DurableFiles
import Foundation
import OperatingSystem
import PropertyTesting
import Testing

@Suite struct MadeFolderTests {
  @Test func `a folder is made with those above it, and may be there already`() throws {
    let temporary = try TemporaryFolder()
    for _ in 0..<2 { try DurableFile.makeFolder(temporary.path("a/b/c")) }
    let entries = try FileManager.default.subpathsOfDirectory(atPath: temporary.path)
    #expect(entries.sorted() == ["a", "a/b", "a/b/c"])
  }

  @Test(arguments: [
    ("file", SystemFault.notAFolder), ("file/a/b", .notAFolder),
    (String(repeating: "x", count: 300), .nameTooLong),
  ])
  func `a folder that cannot be made is told`(path: String, fault: SystemFault) throws {
    let temporary = try TemporaryFolder()
    try temporary.write("", to: "file")
    #expect(throws: fault) { try DurableFile.makeFolder(temporary.path(path)) }
  }
}
