import Testing

@Suite struct HelpTests {
  @Test(arguments: ["run", "check", "cells", "facts", "repair", "inspect", "schema"])
  func `every command explains itself with examples`(command: String) throws {
    let help = try MilletProcess([command, "--help"])
    #expect(help.status == 0)
    #expect(help.output.contains("EXAMPLES"))
    #expect(help.output.contains("USAGE: millet \(command)"))
  }
}
