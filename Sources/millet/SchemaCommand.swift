public import ArgumentParser
public import Pipeline

extension FileReference: ExpressibleByArgument {}

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
    abstract:
      "Prints what a pipeline file, a codebook or a catalogue may have: every key, its values and what it means.",
    discussion: """
      The JSON Schema lets an editor complete and check such files while you type: keep it beside \
      them, and begin each with a line that names it, such as

        # yaml-language-server: $schema=pipeline.schema.json

      EXAMPLES
        millet schema > pipeline.schema.json
        millet schema codebook > codebook.schema.json
        millet schema catalogue --format markdown | less
      """)

  @Argument(help: "The file that is meant: pipeline, codebook or catalogue.")
  var file = FileReference.pipeline

  @Option(help: "The form: json or markdown.")
  var format = Form.json

  func run() throws {
    try StandardOutput.write(format == .json ? file.schema : file.article)
  }
}
