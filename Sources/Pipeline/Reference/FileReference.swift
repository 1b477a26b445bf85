internal import Load
internal import PipelineFile
internal import SurveyModel

/// The reference of a file that is written by hand: what its decoders know of every key.
public enum FileReference: String, CaseIterable, Sendable {
  /// Of a pipeline.
  case pipeline
  /// Of the variables and conventions that pipelines share.
  case codebook
  /// Of the indicators and the words that reports are read by.
  case catalogue

  /// The reference as an article in Markdown.
  public var article: String {
    introduction + root.objects.map(Self.section).joined(separator: "\n") + ending
  }

  /// The JSON Schema of the file, over indented lines.
  public var schema: String { JSONSchema.schema(of: root, title: title).lines }

  private static func section(_ object: FileObject) -> String {
    let rows = object.keys.map { key in
      let standard = key.isRequired ? "required" : key.standard.map { "`\($0)`" } ?? ""
      return "| `\(key.name)` | \(words(key.shape)) | \(standard) | \(key.summary) | "
        + (key.example.map { "`\(escaped("\(key.name): \($0)"))` |" } ?? " |")
    }
    return """
      ## \(object.name)

      \(object.summary)

      | Key | Holds | Without it | Means | Example |
      | --- | --- | --- | --- | --- |
      \(rows.joined(separator: "\n"))

      """
  }

  private static func words(_ shape: FileShape) -> String {
    switch shape {
    case .text: "text"
    case .name: "name"
    case .anyNumber: "number"
    case .number(let range): "number, \(range.lowerBound.plain) to \(range.upperBound.plain)"
    case .integer(let range): "whole number, \(range.lowerBound) to \(range.upperBound)"
    case .boolean: "`true` or `false`"
    case .date: "date"
    case .day: "day"
    case .expression(.boolean): "condition"
    case .expression: "formula"
    case .choice(let choices): choices.map { "`\($0)`" }.joined(separator: ", ")
    case .list(let element): "list of: \(words(element))"
    case .oneOrMore(let element): "\(words(element)), or a list of them"
    case .object(let object): "\(object.name) (see below)"
    case .entries(let value): "names, each with: \(words(value))"
    case .either(let shapes): shapes.map(words).joined(separator: "; or ")
    }
  }

  /// A text that ends no cell of a table.
  private static func escaped(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
