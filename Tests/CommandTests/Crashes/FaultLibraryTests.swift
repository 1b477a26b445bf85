import Foundation
import PropertyTesting
import Testing

/// The library that stands between a program and the system, which all trials of crashes rest on.
@Suite(.enabled(if: FaultLibrary.isAvailable, FaultLibrary.absence)) struct FaultLibraryTests {
  private static let calls = [
    "folder folder", "list folder", "create folder/one", "write folder/one", "write folder/one",
    "truncate folder/one", "truncate folder/one", "truncate folder/one", "create folder/two",
    "write folder/two", "write folder/two", "link folder/symbolic", "link folder/hard",
    "rename folder/renamed", "rename folder/again", "open folder/one", "read folder/one",
    "read folder/one", "open folder/two",
  ]

  /// Runs the program that makes all calls in a folder of its own.
  private func run(_ mode: String, in folder: TemporaryFolder) throws -> MilletProcess {
    let program = folder.url.appending(path: "calls")
    let source = MilletProcess.root.appending(path: "Tests/SystemCallFaults/Calls.c")
    let compiled = try MilletProcess(
      ["clang", "-Wall", "-Wextra", "-Werror", "-o", program.path, source.path],
      environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"],
      program: URL(filePath: "/usr/bin/env"))
    try #require(compiled.status == 0, "\(compiled.errors)")
    let watched = folder.url.resolvingSymlinksInPath().appending(path: "watched")
    for name in ["watched", "shelter"] {
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: name), withIntermediateDirectories: false)
    }
    return try MilletProcess(
      [], in: watched,
      environment: [
        "LD_PRELOAD": try FaultLibrary.path.get(), "FAULT_MODE": mode,
        "FAULT_REPORT": folder.path("report"), "FAULT_FOLDERS": watched.path,
        "FAULT_SHELTER": folder.path("shelter"),
      ], program: program)
  }

  @Test func `every call that changes or reads a watched file is a point`() throws {
    let folder = try TemporaryFolder()
    let run = try run("count", in: folder)
    #expect(run.ending == .status(0), "\(run.errors)")
    let watched = folder.url.resolvingSymlinksInPath().appending(path: "watched").path + "/"
    let told = try folder.text("report").split(separator: "\n")
      .map { String($0.drop { $0 != " " }.dropFirst()).replacing(watched, with: "") }
    #expect(told == Self.calls)
  }

  @Test(arguments: calls.indices.map { $0 + 1 })
  func `every point can fail`(number: Int) throws {
    let run = try run("once:\(number):\(EIO)", in: try TemporaryFolder())
    #expect(run.ending == .status(1), "\(run.errors)")
  }

  @Test func `a cut of power takes every name and byte that was not synchronized`() throws {
    let folder = try TemporaryFolder()
    let run = try run("undone:\(Self.calls.count + 1)", in: folder)
    #expect(run.ending == .signal(SIGKILL), "\(run.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("watched")).isEmpty)
  }
}
