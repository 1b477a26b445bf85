import Foundation
import SurveyModel
import Testing

@testable import Extract

/// What has a name like a file and is none is refused at once; a link to a file is as good as it.
@Suite struct IrregularFilesTests {
  private func failures(_ path: String) throws -> [RunFailure] {
    [
      try #require(
        #expect(throws: RunFailure.self) { try WorkbookReader.open(path: path, name: "a") }),
      try #require(
        #expect(throws: RunFailure.self) { try DocumentReader.read(path: path, name: "a") }),
    ]
  }

  @Test func `a pipe that nobody writes to is refused at once`() throws {
    let fixture = try WorkbookFixture()
    let path = fixture.folder.appending(path: "pipe").path
    let result = unsafe mkfifo(path, 0o600)
    #expect(result == 0)
    for failure in try failures(path) {
      #expect(failure.diagnostic.code == .sourceUnreadable)
      #expect(failure.description.contains("cannot read the file: it is a pipe and no file"))
    }
  }

  @Test func `a link to a device, a device and a folder are refused`() throws {
    let fixture = try WorkbookFixture()
    let link = fixture.folder.appending(path: "link").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/dev/zero")
    for (path, kind) in [
      (link, "a device"), ("/dev/zero", "a device"), (fixture.folder.path, "a folder"),
    ] {
      for failure in try failures(path) {
        #expect(failure.description.contains("it is \(kind)"), "\(path)")
      }
    }
  }

  @Test func `a missing file and a link to nothing are told as missing`() throws {
    let fixture = try WorkbookFixture()
    let link = fixture.folder.appending(path: "link").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "nowhere")
    for path in [link, link + "/a", fixture.folder.appending(path: "b").path] {
      for failure in try failures(path) { #expect(failure.diagnostic.code == .sourceNotFound) }
    }
  }

  @Test func `a file is read through a link`() throws {
    let fixture = try WorkbookFixture()
    let path = try fixture.file("a,b\n1,2\n".utf8)
    let link = fixture.folder.appending(path: "link").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    #expect(try FoundCell.all(at: link).count == 4)
  }
}
