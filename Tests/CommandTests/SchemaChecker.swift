import Foundation
import Testing

/// Holds lines of JSON against a JSON Schema, by the package `jsonschema` of Python.
struct SchemaChecker {
  /// Whether the package is there; `.ci/setup` installs it.
  static let isThere =
    (try? MilletProcess(["-c", "import jsonschema"], program: python))?.status == 0

  /// What a test says that cannot check.
  static let absence: Comment = "there is no python3 with jsonschema; .ci/setup installs it"

  private static let python = URL(filePath: "/usr/bin/python3")

  private static let script = """
    import json, os, sys
    import jsonschema
    schema = json.load(open(sys.argv[1], encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    for number, line in enumerate(open(sys.argv[2], encoding="utf-8"), 1):
        for error in validator.iter_errors(json.loads(line)):
            best = jsonschema.exceptions.best_match([error])
            print(f"line {number}: {best.message[:300]}")
    """

  /// What is wrong with the lines of a file; empty where every line is valid.
  static func faults(of lines: String, by schema: String, in folder: URL) throws -> String {
    try schema.write(to: folder.appending(path: "schema.json"), atomically: true, encoding: .utf8)
    try lines.write(to: folder.appending(path: "lines.jsonl"), atomically: true, encoding: .utf8)
    let check = try MilletProcess(
      ["-c", script, "schema.json", "lines.jsonl"], in: folder, program: python)
    #expect(check.status == 0, "\(check.errors)")
    return check.output + (check.status == 0 ? "" : check.errors)
  }
}

extension SchemaChecker {
  private static let lineageScript = """
    import glob, json, sys
    import jsonschema
    folder = sys.argv[1]
    base = json.load(open(folder + "/OpenLineage.json", encoding="utf-8"))
    facets = [json.load(open(path, encoding="utf-8")) for path in glob.glob(folder + "/facets/*.json")]
    resolver = jsonschema.RefResolver("", {}, store={s["$id"]: s for s in [base] + facets})
    def faults(value, schema):
        validator = jsonschema.Draft202012Validator(
            schema, resolver=resolver,
            format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
        for error in validator.iter_errors(value):
            print(f"line {number}: {error.json_path}: {error.message[:300]}")
    def walk(value):
        if isinstance(value, list):
            for item in value: walk(item)
        if not isinstance(value, dict): return
        for name, member in value.items():
            if name in ("facets", "inputFacets", "outputFacets"):
                for facet in member.values(): faults(facet, {"$ref": facet["_schemaURL"]})
            walk(member)
    for number, line in enumerate(open(sys.argv[2], encoding="utf-8"), 1):
        event = json.loads(line)
        faults(event, {"$ref": event["schemaURL"]})
        walk(event)
    """

  /// What is wrong with events of lineage, by the schemas that each of them names; empty where nothing is.
  static func lineageFaults(
    of lines: String, by folder: String, in scratch: URL
  ) throws -> String {
    try lines.write(
      to: scratch.appending(path: "lines.jsonl"), atomically: true, encoding: .utf8)
    let check = try MilletProcess(
      ["-c", lineageScript, folder, "lines.jsonl"], in: scratch, program: python)
    #expect(check.status == 0, "\(check.errors)")
    return check.output + (check.status == 0 ? "" : check.errors)
  }
}
