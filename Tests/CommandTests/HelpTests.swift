import Foundation
import PropertyTesting
import Testing

@Suite struct HelpTests {
  @Test(arguments: [
    "run", "check", "cells", "facts", "repair", "inspect", "why", "why-not", "impact", "diff",
    "schema",
    "gc", "completion",
    "manual",
  ])
  func `every command explains itself with examples`(command: String) throws {
    let help = try MilletProcess([command, "--help"])
    #expect(help.status == 0)
    #expect(help.output.contains("EXAMPLES"))
    #expect(help.output.contains("USAGE: millet \(command)"))
  }

  @Test(arguments: [
    (
      "--help",
      [
        "HouseholdRolls", "Places", "Publishing", "Migration", "Scheduling", "WhyThisNumber",
        "PipelineFile",
      ]
    ),
    ("run --help", ["Scheduling", "Migration"]),
  ])
  func `the help names guides that are there`(command: String, guides: [String]) throws {
    let help = try MilletProcess(command.split(separator: " ").map(String.init)).output
    let folder = "Sources/Pipeline/Pipeline.docc"
    #expect(help.contains(folder))
    #expect(help.matches(of: /(\w+)\.md/).map { String($0.output.1) } == guides, "\(help)")
    for guide in guides {
      let path = MilletProcess.root.appending(path: "\(folder)/\(guide).md").path
      #expect(FileManager.default.fileExists(atPath: path))
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `a shell completes every command`(shell: String) throws {
    let completion = try MilletProcess(["completion", shell])
    #expect(completion.status == 0)
    for command in ["run", "why-not", "inspect"] {
      #expect(completion.output.contains(command))
    }
    let folder = try TemporaryFolder()
    try folder.write(completion.output, to: "completion")
    guard
      let program = ["/bin/", "/usr/bin/"].map({ $0 + shell })
        .first(where: { FileManager.default.isExecutableFile(atPath: $0) })
    else { return }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = ["-n", folder.path("completion")]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "the shell reads it")
  }

  @Test func `the manual has every command, option and status`() throws {
    let manual = try MilletProcess(["manual"])
    #expect(manual.status == 0)
    let help = try MilletProcess(["--help"]).output
    let commands = help.matches(of: /\n  ([a-z-]+) {2,}/).map { String($0.output.1) }
      .filter { !$0.hasPrefix("-") && $0 != "help" }
    #expect(commands.count > 10)
    for command in commands {
      let name = command.replacing("-", with: "\\-")
      #expect(manual.output.contains(".SS millet \(name)\n"), "\(command)")
    }
    #expect(manual.output.contains("\\-\\-quiet"))
    #expect(manual.output.contains(".B 130\ninterrupted\n"))
    for line in manual.output.split(separator: "\n") where line.hasPrefix(".") {
      #expect(
        [".\\\"", ".TH", ".SH", ".SS", ".PP", ".nf", ".fi", ".TP", ".B", ".I"]
          .contains { line == $0 || line.hasPrefix($0 + " ") }, "\(line)")
    }
  }
}
