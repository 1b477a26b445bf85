import Foundation
import Pipeline
import Testing
import Yams

/// The reference of the pipeline file and its JSON Schema.
@Suite struct FileReferenceTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test func `the article is what the decoders tell`() throws {
    let article = try String(
      contentsOf: Self.root.appending(path: "Sources/Pipeline/Pipeline.docc/PipelineFile.md"),
      encoding: .utf8)
    let isSame = article == FileReference.article
    #expect(isSame, "write what millet schema --format markdown prints")
  }

  private static func schema() throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(FileReference.schema.utf8)) as? [String: Any])
  }

  @Test func `every pipeline of the project is valid by the schema`() throws {
    let schema = try Self.schema()
    let folder = Self.root.appending(path: "Pipelines")
    var count = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where name.hasSuffix(".yml") {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      let root = try #require(try Yams.compose(yaml: text))
      guard root.mapping?["pipeline"] != nil else { continue }
      count += 1
      #expect(Validator.problem(root, schema) == nil, "\(name)")
    }
    #expect(count >= 2)
  }

  @Test(arguments: [
    ("pipelines: x", "pipelines"), ("as_of: [2021]", "as_of"), ("keep: some", "keep"),
    ("gates: {quarantine_share: 2}", "quarantine_share"),
    ("tables: {t: {of: a b, measures: {n: count(*)}}}", "of"),
    ("tables: {t: {of: household}}", "measures"),
    ("sources: {s: {files: x, record: r, variables: {v: {type: txt}}}}", "variables"),
  ])
  func `what the decoders refuse by its kind the schema refuses`(line: String, place: String) throws
  {
    let valid =
      "pipeline: x\nas_of: 2021-10-31\nsources: {s: {files: x, record: r, variables: [v]}}\n"
    let schema = try Self.schema()
    #expect(Validator.problem(try #require(try Yams.compose(yaml: valid)), schema) == nil)
    let key = line.prefix { $0 != ":" }
    let others = valid.split(separator: "\n").filter { !$0.hasPrefix("\(key):") }
    let yaml = (others + [line[...]]).joined(separator: "\n")
    let problem = Validator.problem(try #require(try Yams.compose(yaml: yaml)), schema)
    #expect(problem?.contains(place) == true, "\(problem ?? "none")")
  }
}

/// As much of a JSON Schema validator as the schema needs.
private enum Validator {
  /// What is wrong with a node, by its place; nil where nothing is.
  static func problem(_ node: Node, _ schema: [String: Any], at place: String = "") -> String? {
    if let choices = schema["anyOf"] as? [[String: Any]] {
      let problems = choices.map { problem(node, $0, at: place) }
      // The choice that fits farthest was meant.
      return problems.contains(nil)
        ? nil : problems.compactMap(\.self).max { $0.utf8.count < $1.utf8.count }
    }
    if let words = schema["enum"] as? [String], !words.contains(node.string ?? "") {
      return "\(place): \(words)"
    }
    let types = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] } ?? []
    guard types.isEmpty || types.contains(where: { isOf($0, node) }) else {
      return "\(place): no \(types)"
    }
    if let text = node.string, let pattern = schema["pattern"] as? String,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      return "\(place): \(pattern)"
    }
    if let least = schema["minimum"] as? Double, let number = node.float, number < least {
      return "\(place): below \(least)"
    }
    if let greatest = schema["maximum"] as? Double, let number = node.float, number > greatest {
      return "\(place): above \(greatest)"
    }
    if let items = schema["items"] as? [String: Any] {
      for element in node.sequence ?? [] {
        if let found = problem(element, items, at: place) { return found }
      }
    }
    guard let mapping = node.mapping else { return nil }
    for name in schema["required"] as? [String] ?? [] where mapping[name] == nil {
      return "\(place): \(name) is missing"
    }
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    for (key, value) in mapping {
      let name = key.string ?? ""
      if let property = properties[name] {
        if let found = problem(value, property, at: "\(place)/\(name)") { return found }
      } else if let others = schema["additionalProperties"] as? [String: Any] {
        if let found = problem(value, others, at: "\(place)/\(name)") { return found }
      } else if schema["additionalProperties"] as? Bool == false {
        return "\(place)/\(name): unknown"
      }
    }
    return nil
  }

  private static func isOf(_ type: String, _ node: Node) -> Bool {
    switch type {
    case "object": node.mapping != nil
    case "array": node.sequence != nil
    case "null": node.null != nil
    case "boolean": node.bool != nil
    case "integer": node.int != nil
    case "number": node.float != nil
    default: node.scalar != nil && node.null == nil
    }
  }
}
