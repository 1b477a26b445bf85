import Foundation
import OperatingSystem
import Testing

@Suite struct ChildProcessTests {
  private static let bounds = ChildProcess.Bounds(
    seconds: 60, outputBytes: 1 << 20, memoryBytes: 1 << 30)

  private func shell(
    _ script: String, _ arguments: [String] = [], within bounds: ChildProcess.Bounds = bounds
  ) throws -> ChildProcess {
    try ChildProcess(running: "/bin/sh", ["-c", script, "sh"] + arguments, within: bounds)
  }

  @Test(arguments: [
    ("echo 村; exit 0", ChildProcess.Ending.exited(0), "村\n", ""),
    ("echo one >&2; echo; echo two >&2; exit 3", .exited(3), "\n", "two"),
    ("echo gone >&2; kill -SEGV $$", .signalled(11), "", "gone"),
    ("exec 1>&- 2>&-; sleep 0.1; exit 4", .exited(4), "", ""),
    ("head -c 100000 /dev/zero >&2; echo; echo >&2; echo last >&2", .exited(0), "\n", "last"),
  ])
  func `how a program ended and its last words are told`(
    script: String, ending: ChildProcess.Ending, output: String, words: String
  ) throws {
    let process = try shell(script)
    #expect(process.ending == ending)
    #expect(String(decoding: process.output, as: UTF8.self) == output)
    #expect(process.lastMessage.hasSuffix(words))
    #expect(process.lastMessage.count <= 200)
  }

  @Test func `a program that hangs is killed with its children when its time is up`() throws {
    let heart = try Heart()
    let process = try shell(
      Heart.script + " & sleep 100", [heart.path],
      within: .init(seconds: 1, outputBytes: 1, memoryBytes: 1 << 30))
    #expect(process.ending == .outOfTime)
    #expect(try heart.hasBeaten())
    #expect(try !heart.beats())
  }

  @Test func `what a program leaves behind is killed when it ends`() throws {
    let heart = try Heart()
    let process = try shell("\(Heart.script) & sleep 0.3; exit 5", [heart.path])
    #expect(process.ending == .exited(5))
    #expect(try heart.hasBeaten())
    #expect(try !heart.beats())
  }

  @Test(arguments: ["cat /dev/zero", "while :; do echo 1234567890; done"])
  func `a program that prints too much is killed, and no more is kept`(script: String) throws {
    let process = try shell(script)
    #expect(process.ending == .tooMuchOutput)
    #expect(process.output.count <= 1 << 20)
  }

  @Test func `a program that fills memory ends by itself`() throws {
    let process = try shell(
      "x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done",
      within: .init(seconds: 60, outputBytes: 1, memoryBytes: 64 << 20))
    #expect(process.ending != .exited(0))
    #expect(process.ending != .outOfTime)
  }

  @Test func `a cancelled task does not wait for its program`() async throws {
    let ending = try await withThrowingTaskGroup(of: ChildProcess.Ending.self) { group in
      group.cancelAll()
      group.addTask { try shell("sleep 100").ending }
      return try await group.next()
    }
    #expect(ending == .cancelled)
  }

  @Test func `programs that run side by side do not keep each other alive`() async throws {
    let endings = try await withThrowingTaskGroup(of: ChildProcess.Ending.self) { group in
      for number in 0..<8 {
        group.addTask { try shell("sleep 0.\(number); exit \(number)").ending }
      }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(endings == Set((0..<8).map { .exited($0) }))
  }
}

/// A file that a program adds to for as long as it lives.
private final class Heart {
  static let script = "(while :; do echo x >> \"$1\"; sleep 0.05; done)"

  let path = FileManager.default.temporaryDirectory.appending(path: "millet-\(UUID())").path

  init() throws { try Data().write(to: URL(filePath: path)) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  private func count() throws -> Int { try Data(contentsOf: URL(filePath: path)).count }

  func hasBeaten() throws -> Bool { try count() > 0 }

  /// Whether the file still grows.
  func beats() throws -> Bool {
    let before = try count()
    Thread.sleep(forTimeInterval: 0.3)
    return try count() > before
  }
}
