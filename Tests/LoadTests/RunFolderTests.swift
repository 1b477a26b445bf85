import DurableFiles
import Foundation
import OperatingSystem
import PropertyTesting
import SurveyModel
import Testing

@testable import Load

@Suite struct RunFolderTests {
  @Test func `a second run of a pipeline is told to try later`() throws {
    let output = try TemporaryFolder()
    let first = try RunFolder(in: output.path, pipeline: "p", id: "a")
    let failure = try #require(throws: RunFailure.self) {
      _ = try RunFolder(in: output.path, pipeline: "p", id: "b")
    }
    #expect(failure.exit == .locked)
    #expect(failure.diagnostic.code == .storeLocked)
    #expect(FileManager.default.fileExists(atPath: first.path("tables")))
    _ = try RunFolder(in: output.path, pipeline: "other", id: "b")
  }

  @Test func `whoever finds a lock is told who holds it, and of nobody once it is free`() throws {
    let output = try TemporaryFolder()
    let path = "\(output.path)/p/.lock"
    func words() throws -> String {
      let failure = try #require(throws: RunFailure.self) {
        _ = try PipelineLock("\(output.path)/p", of: "p", waiting: 1)
      }
      return "\(failure.diagnostic)"
    }
    do {
      let lock = try PipelineLock(
        "\(output.path)/p", of: "p", for: LockHolder(command: "millet run p.yml"))
      #expect(!lock.hasWaited)
      let text = try words()
      #expect(text.contains("also after 1 seconds"))
      #expect(
        text.contains("process \(ProcessInfo.processInfo.processIdentifier) on "), "\(text)")
      #expect(text.contains(": millet run p.yml"), "\(text)")
      withExtendedLifetime(lock) {}
    }
    #expect(try FileState(of: PathBytes(path)).size == 0)
    // One that says nothing of itself, over what one left that was killed.
    let folder = try RunFolder(in: output.path, pipeline: "p", id: "c")
    try Data(
      #"{"command":"x","host":"\#(ProcessInfo.processInfo.hostName)","pid":999999999,"since":"2021"}"#
        .utf8
    )
    .write(to: URL(filePath: path))
    #expect(try !words().contains("process"))
    folder.discard()
  }

  @Test func `a lock that becomes free in time is taken`() throws {
    let output = try TemporaryFolder()
    let path = output.path
    do {
      let first = try RunFolder(in: path, pipeline: "p", id: "a")
      first.discard()
    }
    let isHeld = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      let lock = try? FileLock(at: "\(path)/p/.lock")
      isHeld.signal()
      Thread.sleep(forTimeInterval: 0.4)
      _ = consume lock
    }
    isHeld.wait()
    #expect(try PipelineLock("\(path)/p", of: "p", waiting: 30).hasWaited)
  }

  @Test func `a discarded run leaves nothing and frees the lock`() throws {
    let output = try TemporaryFolder()
    do {
      let folder = try RunFolder(in: output.path, pipeline: "p", id: "a")
      folder.discard()
    }
    let folder = try RunFolder(in: output.path, pipeline: "p", id: "a")
    #expect(folder.id == "a")
    _ = try folder.finish(.published)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(output.path)/p/runs") == ["a"])
  }

  @Test(arguments: ["runs/a", "/elsewhere/p/runs/a"])
  func `a run that died before it was the latest goes, and what latest names never does`(
    target: String
  ) throws {
    let output = try TemporaryFolder()
    let files = FileManager.default
    for id in ["a", "b"] {
      _ = try RunFolder(in: output.path, pipeline: "p", id: id).finish(.published)
    }
    let folder = output.path("p")
    for (link, target) in [("latest", target), (".latest.new", "runs/b")] {
      try? files.removeItem(atPath: "\(folder)/\(link)")
      try files.createSymbolicLink(atPath: "\(folder)/\(link)", withDestinationPath: target)
    }
    #expect(try RunFolder.remains(in: folder) == ["b"])
    RunFolder.tidy(folder)
    #expect(try files.contentsOfDirectory(atPath: "\(folder)/runs") == ["a"])
    try files.createSymbolicLink(
      atPath: "\(folder)/.latest.new", withDestinationPath: "runs/a")
    RunFolder.tidy(folder)
    #expect(try files.contentsOfDirectory(atPath: "\(folder)/runs") == ["a"])
    #expect(try files.contentsOfDirectory(atPath: folder).sorted() == [".lock", "latest", "runs"])
  }

  @Test func `a run that died and cannot be removed stays known as none`() throws {
    let output = try TemporaryFolder()
    let files = FileManager.default
    let folder = output.path("p")
    // No folder can have the hidden name of this one.
    let dead = String(repeating: "d", count: 250)
    _ = try RunFolder(in: output.path, pipeline: "p", id: "a").finish(.published)
    try files.createDirectory(
      atPath: "\(folder)/runs/\(dead)", withIntermediateDirectories: false)
    try files.createSymbolicLink(
      atPath: "\(folder)/.latest.new", withDestinationPath: "runs/\(dead)")
    for id in ["b", "c"] {
      let run = try RunFolder(in: output.path, pipeline: "p", id: id)
      #expect(run.leftovers == ["\(folder)/runs/\(dead)"])
      _ = try run.finish(.published)
      #expect(try RunFolder.remains(in: folder) == [dead])
      #expect(try files.destinationOfSymbolicLink(atPath: "\(folder)/latest") == "runs/\(id)")
    }
    try files.removeItem(atPath: "\(folder)/runs/\(dead)")
    RunFolder.tidy(folder)
    #expect(try files.contentsOfDirectory(atPath: folder).sorted() == [".lock", "latest", "runs"])
  }

  @Test func `a run of a name that is taken is given a number`() throws {
    let output = try TemporaryFolder()
    for expected in ["a", "a-2", "a-3"] {
      let folder = try RunFolder(in: output.path, pipeline: "p", id: "a")
      #expect(folder.id == expected)
      _ = try folder.finish(.published)
    }
  }

  @Test func `a run whose target has its records while latest cannot move says so`() throws {
    let output = try TemporaryFolder()
    let latest = "\(output.path)/p/latest"
    let folder = try RunFolder(in: output.path, pipeline: "p", id: "a")
    let failure = try #require(throws: RunFailure.self) {
      _ = try folder.finish(
        .published,
        committing: {
          try? FileManager.default.createDirectory(
            atPath: latest, withIntermediateDirectories: false)
          return "registers.sqlite"
        })
    }
    #expect(failure.diagnostic.location.file == latest)
    #expect(
      failure.diagnostic.message.description
        .hasPrefix("the records are in registers.sqlite, and latest still names the run before: "),
      "\(failure.diagnostic)")
    folder.discard()
  }

  @Test
  func `a disk that fails before latest moves ends the run, and one that fails after is told`()
    throws
  {
    let output = try TemporaryFolder()
    let latest = "\(output.path)/p/latest"
    for (number, place) in ["tables", "runs", "p"].enumerated() {
      let folder = try RunFolder(in: output.path, pipeline: "p", id: "\(number)")
      defer { folder.discard() }
      let refuse = { (path: String) throws(SystemFault) in
        // The pipeline's folder comes to the disk before its link is moved as well.
        let isLate = place != "p" || FileManager.default.fileExists(atPath: latest)
        if path.hasSuffix("/\(place)"), isLate { throw SystemFault.inputOutput }
      }
      if place == "p" {
        let told = try folder.finish(.published, synchronize: refuse).diagnostics
        #expect(told.map(\.code) == [.storeFailed])
        #expect(told.map(\.severity) == [.warning])
        #expect(FileManager.default.fileExists(atPath: latest))
      } else {
        #expect(throws: RunFailure.self) {
          _ = try folder.finish(.published, synchronize: refuse)
        }
        #expect(!FileManager.default.fileExists(atPath: latest))
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(output.path)/p/runs") == ["2"])
  }

  @Test func `a folder that cannot be made ends the run`() throws {
    let failure = try #require(throws: RunFailure.self) {
      _ = try RunFolder(in: "/proc/none", pipeline: "p", id: "a")
    }
    #expect(failure.diagnostic.code == .storeFailed)
  }
}
