import Foundation
import PipelineFile
import PropertyTesting
import SurveyModel
import Testing

@testable import Pipeline

@Suite struct InputFileTests {
  private final class Folder {
    private let temporary: TemporaryFolder
    var url: URL { temporary.url }
    var file: URL { url.appending(path: "one.csv") }

    init() throws {
      temporary = try TemporaryFolder()
      try write("id\n1\n", to: file)
      let pipeline = """
        pipeline: input
        as_of: 2021-10-31
        sources:
          rows:
            files: "*.csv"
            record: row
            variables:
              id: {headers: id, type: identifier}
        """
      try write(pipeline, to: url.appending(path: "pipeline.yml"))
    }

    func write(_ text: String, to file: URL) throws { try Data(text.utf8).write(to: file) }

    func inputs() throws -> InputFiles {
      try InputFiles(try PipelineFile.read(path: url.appending(path: "pipeline.yml").path))
    }
  }

  private enum Change: String, CaseIterable {
    case written, replaced, putBack, grown, removed, touched
  }

  /// Changes a file, and gives it back its old times where that can be done.
  private static func change(_ file: URL, _ change: Change) throws {
    let manager = FileManager.default
    let old = try manager.attributesOfItem(atPath: file.path)[.modificationDate]
    switch change {
    case .written, .grown, .putBack:
      let handle = try FileHandle(forUpdating: file)
      if change == .grown { try handle.seekToEnd() }
      try handle.write(contentsOf: Data("id\n2\n".utf8))
      if change == .putBack {
        try handle.seek(toOffset: 0)
        try handle.write(contentsOf: Data("id\n1\n".utf8))
      }
      try handle.close()
    case .replaced:
      try manager.removeItem(at: file)
      try Data("id\n1\n".utf8).write(to: file)
    case .removed: try manager.removeItem(at: file)
    case .touched: break
    }
    if change != .removed, let old {
      try manager.setAttributes([.modificationDate: old], ofItemAtPath: file.path)
    }
  }

  @Test(arguments: [Change.written, .replaced, .putBack, .grown, .removed, .touched])
  private func `a file that changes between its hashing and its reading ends the reading`(
    change: Change
  ) throws {
    let folder = try Folder()
    let input = try #require(try folder.inputs().inputs.first)
    try Self.change(folder.file, change)
    let failure = try #require(throws: RunFailure.self) {
      try input.reading { _ in Issue.record("what is read is not what was hashed") }
    }
    #expect(failure.diagnostic.code == .sourceChangedWhileRead)
    #expect(failure.exit == .failed)
  }

  @Test(arguments: [Change.written, .putBack, .grown, .touched])
  private func `a file that changes while it is read ends the reading`(change: Change) throws {
    let folder = try Folder()
    let input = try #require(try folder.inputs().inputs.first)
    let failure = try #require(throws: RunFailure.self) {
      try input.reading { _ in try Self.change(folder.file, change) }
    }
    #expect(failure.diagnostic.code == .sourceChangedWhileRead)
  }

  @Test func `what a reader stumbles over is the change, where there is one`() throws {
    struct Broken: Error {}
    let folder = try Folder()
    let input = try #require(try folder.inputs().inputs.first)
    #expect(throws: Broken.self) { try input.reading { _ in throw Broken() } }
    let failure = try #require(throws: RunFailure.self) {
      try input.reading { _ in
        try Self.change(folder.file, .grown)
        throw Broken()
      }
    }
    #expect(failure.diagnostic.code == .sourceChangedWhileRead)
  }

  @Test func `a file that is replaced while it is read is read as it was hashed`() throws {
    let folder = try Folder()
    let input = try #require(try folder.inputs().inputs.first)
    var read = ""
    // Another file takes its name: the one that was hashed loses its name, which is a change too.
    let failure = try #require(throws: RunFailure.self) {
      try input.reading { path in
        try folder.write("id\n2\n", to: folder.url.appending(path: "other"))
        let moved = unsafe rename(folder.url.appending(path: "other").path, folder.file.path)
        #expect(moved == 0)
        read = try String(contentsOf: URL(filePath: path), encoding: .utf8)
      }
    }
    #expect(read == "id\n1\n")
    #expect(failure.diagnostic.code == .sourceChangedWhileRead)
  }

  @Test func `a reference file is parsed from the bytes that are hashed`() throws {
    let folder = try Folder()
    try folder.write(
      "code,name,level,parent,valid_from,valid_to\n1,甲县,county,,,\n",
      to: folder.url.appending(path: "g.csv"))
    let path = folder.url.appending(path: "pipeline.yml")
    try folder.write(
      try String(contentsOf: path, encoding: .utf8) + "\nreference: {gazetteer: g.csv}\n", to: path)
    let pipeline = try PipelineFile.read(path: path.path)
    let contents = try ReferenceContents(pipeline)
    try folder.write("nothing", to: folder.url.appending(path: "g.csv"))
    let context = try RunContext(pipeline, contents) { _ in "" }
    #expect(context.history.versions(of: "1").map(\.name) == ["甲县"])
  }
}
