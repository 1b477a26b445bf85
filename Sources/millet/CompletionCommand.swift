import ArgumentParser

/// `millet completion`.
struct CompletionCommand: ParsableCommand {
  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash
    case zsh
    case fish
  }

  static let configuration = CommandConfiguration(
    commandName: "completion",
    abstract: "Writes what lets a shell complete commands and options.",
    discussion: """
      It is made of the commands' own definitions, so that it fits the version that writes it.

      EXAMPLES
        millet completion bash > ~/.local/share/bash-completion/completions/millet
        millet completion zsh > ~/.zfunc/_millet
        millet completion fish > ~/.config/fish/completions/millet.fish
      """)

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  func run() throws {
    let shell: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    try StandardOutput.write(MilletCommand.completionScript(for: shell) + "\n")
  }
}
