import Foundation

/// One run of the `millet` command that stands beside the tests.
struct MilletProcess {
  /// How a process ended.
  enum Ending: Hashable, Sendable, CustomStringConvertible {
    /// By itself, with a status.
    case status(Int32)
    /// By a signal.
    case signal(Int32)

    var description: String {
      switch self {
      case .status(let number): "status \(number)"
      case .signal(let number): "signal \(number)"
      }
    }
  }

  let ending: Ending
  let status: Int32
  let output: String
  let errors: String

  /// Runs the command to its end.
  ///
  /// - Parameters:
  ///   - arguments: The words after `millet`.
  ///   - folder: The working directory.
  ///   - environment: The whole environment.
  ///   - program: The command, or one that starts it.
  ///   - started: Called with the number of the process when it has begun.
  /// - Throws: When the command cannot be started.
  init(
    _ arguments: [String], in folder: URL = MilletProcess.root, environment: [String: String] = [:],
    program: URL = MilletProcess.program, started: (Int32) throws -> Void = { _ in }
  ) throws {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    let scratch = FileManager.default.temporaryDirectory.appending(path: "millet-\(UUID())")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    func stream(_ name: String) throws -> FileHandle {
      let file = scratch.appending(path: name)
      _ = FileManager.default.createFile(atPath: file.path, contents: nil)
      return try FileHandle(forWritingTo: file)
    }
    process.standardOutput = try stream("out")
    process.standardError = try stream("err")
    process.standardInput = FileHandle.nullDevice
    try process.run()
    try started(process.processIdentifier)
    process.waitUntilExit()
    status = process.terminationStatus
    ending = process.terminationReason == .exit ? .status(status) : .signal(status)
    output = try String(contentsOf: scratch.appending(path: "out"), encoding: .utf8)
    errors = try String(contentsOf: scratch.appending(path: "err"), encoding: .utf8)
  }

  /// The package's folder.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The command, built beside the tests.
  static let program = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "millet")
}
