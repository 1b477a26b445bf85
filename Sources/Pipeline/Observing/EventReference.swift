import Load
import SurveyModel

/// The reference of what a run tells on standard output: every kind of event with its members.
public enum EventReference {
  /// The JSON Schema (draft 2020-12) of one event, over indented lines.
  public static var schema: String {
    let kinds = EventKind.all.map { kind in
      JSONText.object(
        object(
          [.init("kind", .object([.init("const", .text(kind.kind))]))],
          EventHead.members.map(\.field) + kind.fields, summary: kind.summary))
    }
    return
      JSONText.object([
        .init("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
        .init("title", .text("Event of a run of Millet")), .init("oneOf", .list(kinds)),
      ])
      .lines
  }

  /// The reference as an article in Markdown.
  public static var article: String {
    introduction + table(EventHead.members.map(\.field))
      + EventKind.all.map { "\n## \($0.kind)\n\n\($0.summary)\n\n" + table($0.fields) }.joined()
  }

  private static let introduction = """
    # Events

    What a run tells with `--json`: every kind of event with its members.

    ## Overview

    `millet run PIPELINE.yml --json` writes one event a line (JSON Lines) to standard output as the run goes. The last is
    `run.ended`, however the run ends: also where the command line or the pipeline is wrong, another run holds the lock, or a
    signal interrupts it; only a process that is killed leaves none. `millet schema events` prints the JSON Schema of a line.
    Readers should pass over kinds and members that they do not know: later versions may have more. No event has what a
    sensitive variable holds, nor a figure that is withheld. How to keep events, logs and metrics of runs by the clock is told
    in <doc:Scheduling>.

    Every event has its `kind`, and


    """

  private static func table(_ fields: [EventField]) -> String {
    let lines = fields.flatMap { rows($0, in: "") }.joined()
    return "| Member | Holds | Means |\n| --- | --- | --- |\n\(lines)"
  }

  private static func rows(_ field: EventField, in path: String) -> [String] {
    let name = path + field.name
    return ["| `\(name)` | \(words(field.shape)) | \(field.summary) |\n"]
      + parts(field.shape, name)
      .flatMap { parts in parts.fields.flatMap { rows($0, in: parts.path) } }
  }

  /// The members within a member.
  private static func parts(
    _ shape: EventShape, _ path: String
  ) -> [(path: String, fields: [EventField])] {
    switch shape {
    case .object(let fields): [(path + ".", fields)]
    case .optional(let shape): parts(shape, path)
    case .list(let shape): parts(shape, path + "[]")
    case .entries(let shape): parts(shape, path + ".NAME")
    case .text, .time, .count, .number, .boolean, .choice: []
    }
  }

  private static func words(_ shape: EventShape) -> String {
    switch shape {
    case .text: "text"
    case .time: "time, ISO 8601 in UTC with milliseconds"
    case .count: "whole number"
    case .number: "number"
    case .boolean: "`true` or `false`"
    case .choice(let words): words.map { "`\($0)`" }.joined(separator: ", ")
    case .optional(let shape): "\(words(shape)), or `null`"
    case .list(let shape): "list of: \(words(shape))"
    case .object: "object"
    case .entries(let shape): "names, each with: \(words(shape))"
    }
  }

  private static func object(
    _ first: [JSONText.Member], _ fields: [EventField], summary: String? = nil
  ) -> [JSONText.Member] {
    let names = first.map(\.name) + fields.map(\.name)
    return (summary.map { [.init("description", .text(JSONSchema.plain($0)))] } ?? []) + [
      .init("type", .text("object")),
      .init(
        "properties",
        .object(
          first
            + fields.map { field in
              .init(
                field.name,
                .object(
                  [.init("description", .text(JSONSchema.plain(field.summary)))]
                    + members(field.shape)))
            })),
      .init("required", .list(names.map { .text($0) })),
      .init("additionalProperties", .boolean(false)),
    ]
  }

  private static func members(_ shape: EventShape) -> [JSONText.Member] {
    switch shape {
    case .text: type("string")
    case .time:
      type("string") + [
        .init("format", .text("date-time")),
        .init(
          "pattern",
          .text("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$")),
      ]
    case .count: type("integer") + [.init("minimum", .number(0))]
    case .number: type("number")
    case .boolean: type("boolean")
    case .choice(let words): [.init("enum", .list(words.map { .text($0) }))]
    case .optional(let shape):
      [.init("anyOf", .list([.object(members(shape)), .object(type("null"))]))]
    case .list(let shape): type("array") + [.init("items", .object(members(shape)))]
    case .object(let fields): object([], fields)
    case .entries(let shape):
      type("object") + [.init("additionalProperties", .object(members(shape)))]
    }
  }

  private static func type(_ name: String) -> [JSONText.Member] { [.init("type", .text(name))] }
}
