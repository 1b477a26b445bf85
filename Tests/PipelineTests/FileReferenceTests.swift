import Foundation
import Pipeline
import Testing
import Yams

/// The references of the files that are written by hand, and their JSON Schemas.
@Suite struct FileReferenceTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test(arguments: [
    (FileReference.pipeline, "PipelineFile.md"), (.codebook, "Codebook.md"),
    (.catalogue, "Catalogue.md"),
  ])
  func `the article is what the decoders tell`(reference: FileReference, name: String) throws {
    let article = try String(
      contentsOf: Self.root.appending(path: "Sources/Pipeline/Pipeline.docc/\(name)"),
      encoding: .utf8)
    let isSame = article == reference.article
    #expect(isSame, "write what millet schema \(reference) --format markdown prints")
  }

  @Test(arguments: FileReference.allCases)
  func `every line of a table of the article is a whole row`(reference: FileReference) {
    let rows = reference.article.split(separator: "\n").filter { $0.contains(" | ") }
    #expect(rows.count > 20)
    for row in rows { #expect(row.hasPrefix("| ") && row.hasSuffix(" |"), "\(row)") }
  }

  private static func schema(of reference: FileReference) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(reference.schema.utf8)) as? [String: Any])
  }

  /// The file that a YAML file of the project is, by its keys.
  private static func reference(of file: Node) -> FileReference? {
    guard let keys = file.mapping else { return nil }
    if keys["pipeline"] != nil { return .pipeline }
    if keys["indicators"] != nil { return .catalogue }
    return keys["conventions"] == nil ? nil : .codebook
  }

  @Test func `every file of the project is valid by its schema`() throws {
    let folder = Self.root.appending(path: "Pipelines")
    var found: [FileReference: Int] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where name.hasSuffix(".yml") {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      let file = try #require(try Yams.compose(yaml: text))
      let reference = try #require(Self.reference(of: file), "\(name)")
      found[reference, default: 0] += 1
      #expect(Validator.problem(file, try Self.schema(of: reference)) == nil, "\(name)")
    }
    #expect(found[.pipeline, default: 0] >= 2)
    #expect(found[.codebook] == 1)
    #expect(found[.catalogue] == 1)
  }

  @Test(arguments: [
    (FileReference.codebook, "conventions: {}", "variables"),
    (.codebook, "variables: {}\nconventions: {total: [x]}", "total"),
    (.codebook, "variables: {}\nconventions: {provinces: [100]}", "provinces"),
    (.codebook, "variables: {}\nconventions: {dates: {eras: {民国: then}}}", "eras"),
    (.codebook, "variables: {a: {type: txt}}", "variables"),
    (.catalogue, "units: {}", "languages"),
    (.catalogue, "languages: {}\nunits: {item: {traits: [mny]}}", "traits"),
    (.catalogue, "languages: {}\nindicators: {a: {kind: rate}}", "unit"),
    (.catalogue, "languages: {}\nindicators: {a: {unit: item, whole: some}}", "whole"),
    (.catalogue, "languages: {}\nchecks: [{ratio: a, per: b, least: little}]", "least"),
    (.catalogue, "languages: {en: {recognised_by: [the]}}", "languages"),
  ])
  func `what the decoders of a shared file refuse by its kind its schema refuses`(
    reference: FileReference, yaml: String, place: String
  ) throws {
    let file = try #require(try Yams.compose(yaml: yaml))
    let problem = Validator.problem(file, try Self.schema(of: reference))
    #expect(problem?.contains(place) == true, "\(problem ?? "none")")
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
    let schema = try Self.schema(of: .pipeline)
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
