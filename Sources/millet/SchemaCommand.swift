import ArgumentParser
import Pipeline

/// `millet schema`.
struct SchemaCommand: ParsableCommand {
  /// What is described.
  enum Subject: String, ExpressibleByArgument, CaseIterable {
    /// A pipeline file.
    case pipeline
    /// A codebook.
    case codebook
    /// A catalogue of indicators.
    case catalogue
    /// What a run tells.
    case events

    /// The JSON Schema.
    var schema: String { file?.schema ?? EventReference.schema }
    /// The article.
    var article: String { file?.article ?? EventReference.article }

    private var file: FileReference? { FileReference(rawValue: rawValue) }
  }

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
      "Prints what a pipeline file, a codebook, a catalogue or the events of a run may have, and what it means.",
    discussion: """
      The JSON Schema of a file lets an editor complete and check such files while you type: keep it beside \
      them, and begin each with a line that names it, such as

        # yaml-language-server: $schema=pipeline.schema.json

      EXAMPLES
        millet schema > pipeline.schema.json
        millet schema codebook > codebook.schema.json
        millet schema catalogue --format markdown | less
        millet schema events > events.schema.json
      """)

  @Argument(help: "What is meant: pipeline, codebook, catalogue, or events (of millet run --json).")
  var subject = Subject.pipeline

  @Option(help: "The form: json or markdown.")
  var format = Form.json

  func run() throws {
    try StandardOutput.write(format == .json ? subject.schema : subject.article)
  }
}
