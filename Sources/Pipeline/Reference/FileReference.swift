internal import Load
internal import PipelineFile
internal import SurveyModel

/// The reference of the pipeline file: what its decoders know of every key.
public enum FileReference {
  /// The reference as an article in Markdown.
  public static var article: String {
    var sections: [String] = []
    var seen: Set<String> = []
    var waiting = [FileObject.pipeline]
    while let object = waiting.first {
      waiting.removeFirst()
      guard seen.insert(object.name).inserted else { continue }
      sections.append(section(object))
      waiting += object.keys.flatMap(\.shape.objects)
    }
    return introduction + sections.joined(separator: "\n") + "\n" + reserved
  }

  /// The JSON Schema of a pipeline file, over indented lines.
  public static var schema: String { JSONSchema.pipeline.lines }

  private static let introduction = """
    # The pipeline file

    Every key of a pipeline file: what stands behind it, what holds without it, and an example.

    ## Overview

    The file is YAML in UTF-8. A key that no table here has is an error with its line and the nearest known key. `millet check`
    reads the file and holds it against its sources; `millet schema` prints its JSON Schema, by which editors complete and
    check while one types: a first line such as `# yaml-language-server: $schema=pipeline.schema.json` names it. Formulas and
    conditions are explained in <doc:Expressions>, places and waves in <doc:Places>.


    """

  private static func section(_ object: FileObject) -> String {
    let rows = object.keys.map { key in
      let standard = key.isRequired ? "required" : key.standard.map { "`\($0)`" } ?? ""
      return "| `\(key.name)` | \(words(key.shape)) | \(standard) | \(key.summary) | "
        + "`\(escaped("\(key.name): \(key.example)"))` |"
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

  private static let reserved = """
    ## Reserved names

    Upper and lower case are the same to SQL, and so they are here.

    | What | Cannot be called |
    | --- | --- |
    | records | \(list(ReservedNames.records)), what begins with `sqlite_`, and what sources and tables take up in the store (`raw_NAME`, `extract_NAME`, `table_NAME`, `figures_NAME`, `NAME_clean`, `previous_NAME`) |
    | variables | \(list(ReservedNames.variableNames)) |
    | measures and variables that split a table | \(list(ReservedNames.columnNames)), and the levels around its rows |
    | levels of places | \(list(ReservedNames.levelNames)) |

    """

  private static func list(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }
}
