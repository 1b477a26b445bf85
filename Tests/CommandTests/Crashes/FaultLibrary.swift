import Foundation
import Testing

/// The library that stands between a program and the system and makes calls fail (`SystemCallFaults.c`).
enum FaultLibrary {
  /// Why there are no tests with it elsewhere.
  static let absence: Comment = "calls are only stood before where the loader has LD_PRELOAD"

  /// Whether it can be loaded into a program here.
  static var isAvailable: Bool {
    #if os(Linux)
    true
    #else
    false
    #endif
  }

  /// The library, made of its source beside the tests.
  ///
  /// It is no product of the package, so that nobody who uses that gets it.
  static let path: Result<String, any Error> = Result {
    let source = MilletProcess.root.appending(path: "Tests/SystemCallFaults/SystemCallFaults.c")
    let folder = MilletProcess.program.deletingLastPathComponent()
    let library = folder.appending(path: "SystemCallFaults.so")
    let made = folder.appending(path: "SystemCallFaults-\(UUID()).so")
    let compiler = try MilletProcess(
      [
        "clang", "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o", made.path,
        source.path,
      ], environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"],
      program: URL(filePath: "/usr/bin/env"))
    try #require(compiler.status == 0, "\(compiler.errors)")
    guard unsafe rename(made.path, library.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    return library.path
  }
}
