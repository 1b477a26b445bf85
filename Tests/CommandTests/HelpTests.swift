import Foundation
import Testing

@Suite struct HelpTests {
  @Test(arguments: [
    "run", "check", "cells", "facts", "repair", "inspect", "why", "why-not", "impact", "schema",
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
}
