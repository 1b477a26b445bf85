import Foundation
import OperatingSystem
import PropertyTesting
import Testing

@testable import Pipeline

/// Files that somebody may still be writing to.
@Suite struct FileRestTests {
  @Test(arguments: [
    ("id\n1\n", true), ("id\n1", false), ("", false), ("\u{FEFF}id\r\n1\r\n", true),
    ("<?xml version=\"1.0\"?><a>\n</a>\n", true), ("<?xml version=\"1.0\"?><a><b", false),
    ("PK\u{3}\u{4}…", false),
    ("PK\u{3}\u{4}…PK\u{5}\u{6}" + String(repeating: "\0", count: 18), true),
    ("\u{1}\u{2} of another kind", true), ("i\0d\0\n\0", true), ("i\0d\0", false),
  ])
  func `a file looks whole where it ends as its kind does`(text: String, isWhole: Bool) throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "file")
    let file = try RegularFile(PathBytes("\(folder.path)/file"))
    #expect(try FileRest.isWhole(file) == isWhole)
  }

  @Test func `a half line is waited for, and what stands still in the end is taken`() throws {
    let folder = try TemporaryFolder()
    try folder.write("id\n1", to: "file")
    let path = PathBytes("\(folder.path)/file")
    var pauses = 0
    func look() throws -> Int {
      try FileRest(path, rest: 0.5) {
        pauses += 1
        Thread.sleep(forTimeInterval: 0.05)
      }
      .awaited { $0.state.size }
      .result
    }
    #expect(try look() == 4)
    #expect(pauses > 0)
    pauses = 0
    #expect(try look() == 4)
    #expect(pauses == 0, "it is at rest now")
  }

  @Test func `a file that grows line by line is taken when its last line ends`() throws {
    let folder = try TemporaryFolder()
    var text = "id\n1"
    try folder.write(text, to: "file")
    var number = 2
    let rest = FileRest(PathBytes("\(folder.path)/file"), rest: 600) {
      text += number < 10 ? "\n\(number)" : "\n"
      number += 1
      do { try folder.write(text, to: "file") } catch { Issue.record(error) }
    }
    let (state, read) = try rest.awaited { file throws(SystemFault) in
      String(decoding: try file.contents(), as: UTF8.self)
    }
    #expect(read == "id\n1\n2\n3\n4\n5\n6\n7\n8\n9\n")
    #expect(state.size == read.utf8.count)
  }

  @Test func `a file that never rests is busy when patience ends`() throws {
    let folder = try TemporaryFolder()
    try folder.write("id\n1\n", to: "file")
    let path = "\(folder.path)/file"
    let fault = try #require(throws: SystemFault.self) {
      try FileRest(PathBytes(path), patience: 0.3)
        .awaited { _ in
          // Under one's eyes.
          try? Data("id\n\(UUID())\n".utf8).write(to: URL(filePath: path))
        }
    }
    #expect(fault == .busy)
  }
}
