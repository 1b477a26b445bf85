import Foundation
import PropertyTesting
import Testing

/// An article whose reader makes files, changes them and runs commands, all of which can be done as it
/// says.
///
/// A block of code belongs to the last line of text above it: “…, `NAME`:” is followed by the whole of a
/// file, or, in a `diff`, by lines to put in the place of others. A block `console` has commands behind
/// `$`, each with the lines that it prints on either stream. There a line `…` stands for any others, and
/// the times, names of runs, keyed hashes and the version are those of an example.
struct GuideArticle {
  /// One thing that the article has its reader do.
  private enum Step {
    case write(name: String, text: String)
    case change(name: String, old: String, new: String)
    case run(command: String, printed: [String])
  }

  /// A block of code, with the line of text above it.
  private struct Block {
    let above: Substring
    let kind: String
    let lines: [Substring]
  }

  /// Where the article has everything, in the place of which comes a folder of the test.
  private static let folder = "/srv/millet"
  /// Where it has the command.
  private static let program = "/usr/local/bin/millet"

  private let blocks: [Block]

  /// Reads an article of the documentation.
  init(_ name: String) throws {
    let text = try String(
      contentsOf: MilletProcess.root.appending(path: "Sources/Pipeline/Pipeline.docc/\(name).md"),
      encoding: .utf8)
    var blocks: [Block] = []
    var above: Substring = ""
    var open: (kind: String, lines: [Substring])?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      switch open {
      case nil where line.hasPrefix("```"): open = (String(line.dropFirst(3)), [])
      case nil: if !line.isEmpty { above = line }
      case .some(let block) where line == "```":
        blocks.append(Block(above: above, kind: block.kind, lines: block.lines))
        open = nil
      case .some: open?.lines.append(line)
      }
    }
    try #require(open == nil && !blocks.isEmpty)
    self.blocks = blocks
  }

  /// The texts of the blocks of a kind, whose paths are those of a folder.
  func texts(_ kind: String, in folder: TemporaryFolder) -> [String] {
    blocks.filter { $0.kind == kind }
      .map { Self.real($0.lines.joined(separator: "\n"), in: folder) }
  }

  /// Makes the folder that commands are run in, with the command.
  static func makeFolder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "millet"), withDestinationURL: MilletProcess.program)
    return folder
  }

  /// Makes the files of the article as they are before its first command.
  ///
  /// - Parameter folder: The folder, as ``makeFolder()`` gives it.
  /// - Throws: When a file cannot be written.
  func makeFiles(in folder: TemporaryFolder) throws {
    for step in try blocks.prefix(while: { $0.kind != "console" }).flatMap(steps) {
      if case .write(let name, let text) = step { try Self.write(text, to: name, in: folder) }
    }
  }

  /// Does all that the article says, and holds what is printed against it.
  ///
  /// - Parameters:
  ///   - folder: The folder, as ``makeFolder()`` gives it.
  ///   - start: The working directory of the commands.
  /// - Throws: When a file cannot be written, or a shell cannot be started.
  func perform(in folder: TemporaryFolder, from start: URL) throws {
    var status: Int32 = 0
    for step in try blocks.flatMap(steps) {
      switch step {
      case .write(let name, let text): try Self.write(text, to: name, in: folder)
      case .change(let name, let old, let new):
        let text = try folder.text(name)
        #expect(text.components(separatedBy: old).count == 2, "\(name) has no single\n\(old)")
        try folder.write(text.replacing(old, with: new), to: name)
      case .run(let command, let printed):
        let process = try Self.shell(
          "exec 2>&1; (exit \(status)); \(command)", in: folder, from: start)
        status = process.status
        let lines = process.output.split(separator: "\n").map { Self.example($0, in: folder) }
        let expected = printed.map { Self.example($0, in: folder) }
        #expect(
          Self.fits(lines[...], expected[...]),
          "\(command)\nprints:\n\(process.output)\nthe article has:\n\(printed.joined(separator: "\n"))"
        )
      }
    }
  }

  /// Runs a command as the article has it.
  static func shell(
    _ command: String, in folder: TemporaryFolder, from start: URL
  ) throws -> MilletProcess {
    try MilletProcess(
      ["-c", real(command, in: folder)], in: start,
      environment: ["PATH": "\(folder.path):/usr/bin:/bin"], program: URL(filePath: "/bin/sh"))
  }

  /// What the reader does by a block; nothing by one that is only to be looked at.
  private func steps(_ block: Block) throws -> [Step] {
    switch block.kind {
    case "yaml", "csv":
      return [
        .write(name: try name(of: block), text: block.lines.map { $0 + "\n" }.joined())
      ]
    case "diff":
      func lines(_ sign: String) -> String {
        block.lines.filter { $0.hasPrefix(sign) }.map { $0.dropFirst() + "\n" }.joined()
      }
      return [.change(name: try name(of: block), old: lines("-"), new: lines("+"))]
    case "console":
      var steps: [Step] = []
      for line in block.lines {
        if line.hasPrefix("$ ") {
          steps.append(.run(command: String(line.dropFirst(2)), printed: []))
        } else {
          guard case .run(let command, let printed)? = steps.popLast() else {
            Issue.record("no command prints “\(line)”")
            continue
          }
          steps.append(.run(command: command, printed: printed + [String(line)]))
        }
      }
      return steps
    default: return []
    }
  }

  private static func write(
    _ text: String, to name: String, in folder: TemporaryFolder
  ) throws {
    let file = folder.url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try folder.write(text, to: name)
  }

  private func name(of block: Block) throws -> String {
    let match = try #require(block.above.firstMatch(of: /`([^`]+)`:$/), "\(block.above)")
    let name = match.output.1
    return String(name.hasPrefix(Self.folder) ? name.dropFirst(Self.folder.count + 1) : name)
  }

  private static func real(_ text: String, in folder: TemporaryFolder) -> String {
    text.replacing(program, with: "\(folder.path)/millet").replacing(Self.folder, with: folder.path)
  }

  /// A line without what is another at every run.
  private static func example(_ line: some StringProtocol, in folder: TemporaryFolder) -> String {
    String(line).replacing("\(folder.path)/millet", with: program)
      .replacing(folder.path, with: Self.folder)
      .replacing(/\d{8}T\d{6}Z-[0-9a-f]{12}(-\d+)?/, with: "RUN")
      .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/, with: "NOW")
      .replacing(/\d+\.\d\d s\b/, with: "TIME").replacing(/"seconds":[0-9.e-]+/, with: "SECONDS")
      .replacing(/\b[0-9a-f]{32}\b/.wordBoundaryKind(.simple), with: "HASH")
      .replacing(/millet \d+\.\d+(\.\d+)?/, with: "millet VERSION").replacing(/[ \t]+/, with: " ")
  }

  /// Whether lines are those that are expected, of which `…` is any number of others.
  private static func fits(_ lines: ArraySlice<String>, _ expected: ArraySlice<String>) -> Bool {
    guard let first = expected.first else { return lines.isEmpty }
    guard let line = lines.first else { return false }
    let rest = lines.dropFirst()
    if first == "…" { return fits(rest, expected.dropFirst()) || fits(rest, expected) }
    return line == first && fits(rest, expected.dropFirst())
  }
}
