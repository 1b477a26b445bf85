import ArgumentParser
import Pipeline
import SurveyModel

/// `millet manual`.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Writes the manual page.",
    discussion: """
      It is made of the commands' own definitions, so that it fits the version that writes it.

      EXAMPLES
        millet manual > ~/.local/share/man/man1/millet.1
        millet manual | man -l -
      """)

  func run() throws { try StandardOutput.write(Self.page) }

  /// The page, in the macros of man(7).
  static var page: String {
    let commands = MilletCommand.configuration.subcommands
    var page = """
      .\\" -*- coding: utf-8 -*-
      .TH MILLET 1 "" "Millet \(MilletVersion.current)" "User Commands"
      .SH NAME
      millet \\- \(escaped(MilletCommand.configuration.abstract))
      .SH SYNOPSIS
      .B millet
      .I command
      [\\fIarguments\\fR]
      .SH DESCRIPTION
      \(paragraphs(MilletCommand.configuration.discussion))
      .SH COMMANDS

      """
    for command in commands {
      let name = command.configuration.commandName ?? ""
      page += ".SS millet \(escaped(name))\n\(escaped(command.configuration.abstract))\n"
      page += paragraphs(command.configuration.discussion)
      // What stands behind the discussion: usage, arguments, options.
      let help = MilletCommand.helpMessage(for: command, columns: 78)
      if let usage = help.firstRange(of: "USAGE:") {
        page += preformatted(String(help[usage.lowerBound...]))
      }
    }
    page += ".SH EXIT STATUS\n"
    for (status, meaning) in ExitStatus.meanings {
      page += ".TP\n.B \(status.rawValue)\n\(escaped(meaning))\n"
    }
    return page
  }

  /// Paragraphs, and what is indented as it stands.
  private static func paragraphs(_ text: String) -> String {
    text.split(separator: "\n\n")
      .map { block in
        let lines = block.split(separator: "\n")
        let isCode = lines.contains { $0.hasPrefix("  ") }
        return isCode ? preformatted(String(block)) : ".PP\n\(escaped(String(block)))\n"
      }
      .joined()
  }

  private static func preformatted(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return ".PP\n.nf\n" + lines.map { escaped(String($0)) + "\n" }.joined() + ".fi\n"
  }

  /// A text whose characters mean nothing to roff.
  private static func escaped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        let plain = line.replacing("\\", with: "\\e").replacing("-", with: "\\-")
          .replacing("'", with: "\\(aq")
        // A point at the beginning of a line would be a request.
        return plain.hasPrefix(".") ? "\\&" + plain : plain
      }
      .joined(separator: "\n")
  }
}
