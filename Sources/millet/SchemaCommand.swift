import ArgumentParser
import Pipeline

/// `millet schema`.
struct SchemaCommand: ParsableCommand {
  /// A form of the reference.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    /// A JSON Schema.
    case json
    /// An article in Markdown.
    case markdown
  }

  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints what a pipeline file may have: every key, its values and what it means.",
    discussion: """
      The JSON Schema lets an editor complete and check pipeline files while you type: keep it beside \
      them, and begin each with a line that names it, such as

        # yaml-language-server: $schema=pipeline.schema.json

      EXAMPLES
        millet schema > pipeline.schema.json
        millet schema --format markdown | less
      """)

  @Option(help: "The form: json or markdown.")
  var format = Form.json

  func run() throws {
    try StandardOutput.write(format == .json ? FileReference.schema : FileReference.article)
  }
}
