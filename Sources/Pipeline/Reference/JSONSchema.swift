internal import Load
internal import PipelineFile

/// The JSON Schema (draft 2020-12) of files that are written by hand, by which editors complete and
/// check them.
///
/// It knows keys, kinds of values and words; whether names mean something to each other only `millet
/// check` can tell.
enum JSONSchema {
  /// The schema of a whole file.
  static func schema(of file: FileObject, title: String) -> JSONText {
    .object(
      [
        .init("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
        .init("title", .text(title)),
      ] + members(of: file))
  }

  private static func members(of object: FileObject) -> [JSONText.Member] {
    let required = object.keys.filter(\.isRequired).map { JSONText.text($0.name) }
    return [
      .init("type", .text("object")),
      .init(
        "properties", .object(object.keys.map { .init($0.name, .object(property($0))) })),
      .init("additionalProperties", .boolean(false)),
    ] + (required.isEmpty ? [] : [.init("required", .list(required))])
  }

  private static func property(_ key: FileObject.Key) -> [JSONText.Member] {
    let standard = key.standard.map { "\nStandard: \($0)" } ?? ""
    let example = key.example.map { "\nExample: \($0)" } ?? ""
    let description = plain(key.summary) + standard + example
    return [.init("description", .text(description))] + members(of: key.shape)
  }

  private static func members(of shape: FileShape) -> [JSONText.Member] {
    switch shape {
    // What looks like a number is a text to Millet, and none to an editor.
    case .text, .expression: types("string", "number", "boolean")
    // No white space and no sign but "_", in the little that all regular expressions have in common.
    case .name: types("string") + [.init("pattern", .text("^[^\\s!-/:-@\\[-\\^`{-~]+$"))]
    case .anyNumber: types("number")
    case .number(let range): types("number") + bounds(range.lowerBound, range.upperBound)
    case .integer(let range):
      types("integer") + bounds(Double(range.lowerBound), Double(range.upperBound))
    case .boolean: types("boolean")
    // A year alone is a number to an editor.
    case .date: types("string", "integer")
    case .day: types("string") + [.init("pattern", .text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    case .choice(let words): [.init("enum", .list(words.map { .text($0) }))]
    case .list(let element): types("array") + [.init("items", .object(members(of: element)))]
    case .oneOrMore(let element): any(of: [element, .list(element)])
    case .object(let object): members(of: object)
    case .entries(let value):
      // A name with nothing behind it means what it says.
      types("object") + [
        .init(
          "additionalProperties",
          .object([.init("anyOf", .list([.object(members(of: value)), .object(types("null"))]))]))
      ]
    case .either(let shapes): any(of: shapes)
    }
  }

  private static func types(_ names: String...) -> [JSONText.Member] {
    [.init("type", names.count == 1 ? .text(names[0]) : .list(names.map { .text($0) }))]
  }

  private static func bounds(_ least: Double, _ greatest: Double) -> [JSONText.Member] {
    [.init("minimum", .number(least)), .init("maximum", .number(greatest))]
  }

  private static func any(of shapes: [FileShape]) -> [JSONText.Member] {
    [.init("anyOf", .list(shapes.map { .object(members(of: $0)) }))]
  }

  /// A summary without the marks of the reference.
  static func plain(_ text: String) -> String {
    text.replacing(/<doc:(\w+)>/) { "the article \($0.output.1)" }.replacing("`", with: "")
  }
}
