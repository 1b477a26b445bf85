import Foundation
import PropertyTesting
import SurveyModel
import Testing

@testable import PipelineFile

/// What the reference says of the keys of a pipeline file, held against the decoders.
@Suite struct FileObjectTests {
  private static let base = """
    pipeline: small
    root: .
    as_of: 2021-10-31
    reference: {gazetteer: gazetteer.csv, attributes: {population: integer}}
    sources:
      households:
        files: registers/*.csv
        record: household
        variables:
          household_id: {headers: 户编号, type: identifier}
          township: {headers: 乡镇, type: place, level: township}
          village: {headers: 行政村, type: place, level: village, within: township}
          members: {headers: 人口数, type: integer}
          insured: {headers: 参保人数, type: integer}
          birth_date: {headers: 出生日期, type: date}
          surveyed: {headers: 调查日期, type: date}
          probe: {headers: 备注}
      reports: {files: reports/*.txt, record: fact}
    records: {household: {key: household_id}}
    rules:
      - {check: insured <= members, of: household, severity: quarantine}
    tables:
      enrolment:
        of: household
        by: [township, village]
        measures:
          persons: sum(members)
          share: {value: 100 * sum(insured) / persons}
    gates: {quarantine_share: 0.01}
    """

  /// Where an object stands in the file, for those that a dotted key reaches.
  private static let places = [
    "pipeline": "", "label": "title", "reference": "reference", "source": "sources.households",
    "limits": "limits", "record": "records.household", "table": "tables.enrolment",
    "measure": "tables.enrolment.measures.share", "disclosure": "tables.enrolment.disclosure",
    "gates": "gates", "variable": "sources.households.variables.probe",
    "sensitive": "sources.households.variables.probe.sensitive",
    "worksheet": "sources.households.worksheet", "region": "sources.households.table",
    "header": "sources.households.header",
    "survivor": "records.household.survivor", "layout": "tables.enrolment.layout",
    "order": "tables.enrolment.layout.order", "keep_runs": "keep_runs", "observe": "observe",
    "code": "sources.households.variables.probe.codes.tap",
  ]

  /// What else must be said for the example of a key to mean something.
  private static let company: [String: [(key: String, value: String)]] = [
    "source.variables": [("rules", "[]"), ("tables", "{}"), ("records", "{}")],
    "source.record": [],
    "source.repeat": [("sources.households.variables.probe.headers", "备注{n}")],
    "source.as_of": [("as_of", "2020-12-31")],
    "pipeline.sources": [("rules", "[]"), ("tables", "{}"), ("records", "{}")],
    "pipeline.levels": [],
    "record.parent": [],
    "table.wave": [
      ("sources.households.as_of", "2021-10-31")
    ],
    "header.rows": [("sources.households.header.row", "3")],
    "variable.codes": [("sources.households.variables.probe.type", "code")],
    "variable.separators": [
      ("sources.households.variables.probe.type", "answers"),
      ("sources.households.variables.probe.codes", "{tv: [电视机]}"),
    ],
    "variable.level": [("sources.households.variables.probe.type", "place")],
    "variable.within": [
      ("sources.households.variables.probe.type", "place"),
      ("sources.households.variables.probe.level", "village"),
    ],
    "variable.ranges": [("sources.households.variables.probe.type", "number")],
    "variable.brackets": [("sources.households.variables.probe.type", "number")],
    "variable.footnotes": [("sources.households.variables.probe.type", "number")],
    "variable.decimal": [("sources.households.variables.probe.type", "number")],
    "variable.format": [("sources.households.variables.probe.type", "date")],
    "variable.derive": [("sources.households.variables.probe.type", "integer")],
    "variable.letter": [("sources.households.variables.probe.headers", "[]")],
    "table.count": [],
    "layout.columns": [("tables.enrolment.layout.rows", "[place]")],
    "layout.order": [("tables.enrolment.layout.rows", "[place]")],
    "layout.places": [("tables.enrolment.layout.rows", "[place]")],
  ]

  /// The settings by which a file has a text behind a key of an object; nil where no dotted key leads
  /// there.
  private static func settings(
    _ object: FileObject, _ key: FileObject.Key, _ text: String
  ) -> [(key: String, value: String)]? {
    let company = company["\(object.name).\(key.name)"] ?? []
    switch object.name {
    case "rule":
      let given: [String: [String: String]] = [
        "table": ["check": "persons > 0", "table": text, "severity": "warn"],
        "level": ["check": "persons > 0", "table": "enrolment", "severity": "warn", "level": text],
        "set": [
          "check": "insured <= members", "of": "household", "severity": "correct", "set": text,
        ],
      ]
      var rule =
        given[key.name] ?? [
          "check": "insured <= members", "of": "household", "severity": "quarantine",
        ]
      rule[key.name] = text
      let members = rule.sorted { $0.key < $1.key }.map { "\($0): \($1)" }.joined(separator: ", ")
      return [("rules", "[{\(members)}]")]
    case "severity":
      return [
        (
          "rules",
          "[{check: insured <= members, of: household, severity: {\(key.name): \(text)}}]"
        )
      ]
    case "tie":
      var tie = ["fact": "x", "equals": "enrolment.persons"]
      tie[key.name] = text
      return [("reconcile", "[{\(tie.map { "\($0): \($1)" }.joined(separator: ", "))}]")]
    case "form":
      let company = ["into": ", mode: insert", "mode": ", into: a.db", "missing": ""][key.name]
      guard let company else { return [("publish", "[{\(key.name): \(text)}]")] }
      let start = "[{migration: m.sqlite\(company)"
      return [("publish", "\(start)}]"), ("publish", "\(start), \(key.name): \(text)}]")]
    case "workbook":
      return [("publish", "[{xlsx: {}}]"), ("publish", "[{xlsx: {\(key.name): \(text)}}]")]
    case "level":
      return [("levels", "[county, township, {village: {\(key.name): \(text)}}]")]
    case "change":
      var change = ["table": "enrolment", "measure": "persons", "at_most": "5"]
      if key.name == "share" { change["at_most"] = nil }
      change[key.name] = text
      return [("gates.change", "{\(change.map { "\($0): \($1)" }.joined(separator: ", "))}")]
    case "lineage":
      let place = key.name == "namespace" ? "file: lineage.jsonl, " : ""
      return [("observe", "{lineage: {\(place)\(key.name): \(text)}}")]
    case "row_change":
      return [("gates.row_change", "{share: 0.1}"), ("gates.row_change.\(key.name)", text)]
    default: break
    }
    guard let place = places[object.name] else { return nil }
    return company + [(place.isEmpty ? key.name : "\(place).\(key.name)", text)]
  }

  private static func read(
    _ folder: TemporaryFolder, _ settings: [(key: String, value: String)]
  ) throws -> PipelineDefinition {
    try PipelineFile.read(
      path: folder.url.appending(path: "pipeline.yml").path, settings: settings)
  }

  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try Data(base.utf8).write(to: folder.url.appending(path: "pipeline.yml"))
    try Data("variables: {household_id: {headers: 户编号, type: identifier}}\n".utf8)
      .write(to: folder.url.appending(path: "codebook.yml"))
    return folder
  }

  @Test(arguments: [FileObject.pipeline, .codebook, .catalogue])
  func `no two objects of a file have one name`(root: FileObject) {
    let names = root.objects.map(\.name)
    #expect(Set(names).count == names.count, "\(names.sorted())")
  }

  @Test func `every example of the reference is read`() throws {
    let folder = try Self.folder()
    var count = 0
    for object in FileObject.pipeline.objects {
      for key in object.keys {
        let example = try #require(key.example, "\(object.name).\(key.name)")
        let settings = try #require(Self.settings(object, key, example), "\(object.name)")
        do {
          _ = try Self.read(folder, settings)
          count += 1
        } catch let failure as RunFailure {
          Issue.record("\(object.name).\(key.name): \(failure.diagnostic)")
        }
      }
    }
    #expect(count > 120)
  }

  @Test func `what the reference says of a key that is left out holds`() throws {
    let folder = try Self.folder()
    var count = 0
    for object in FileObject.pipeline.objects {
      for key in object.keys {
        guard let standard = key.standard else { continue }
        let settings = try #require(Self.settings(object, key, standard), "\(object.name)")
        // What keeps the key company is there without it, too.
        let without =
          object.name == FileObject.level.name
          ? [("levels", "[county, township, village]")] : Array(settings.dropLast())
        do {
          let (given, left) = (try Self.read(folder, settings), try Self.read(folder, without))
          #expect(given == left, "\(object.name).\(key.name)")
          count += 1
        } catch let failure as RunFailure {
          Issue.record("\(object.name).\(key.name): \(failure.diagnostic)")
        }
      }
    }
    #expect(count > 30)
  }

  @Test func `a key that must be there is missed`() throws {
    let folder = try Self.folder()
    for object in FileObject.pipeline.objects {
      for key in object.keys where key.isRequired {
        guard let place = Self.places[object.name], object.name != "pipeline" else { continue }
        let others = object.keys.filter { $0.isRequired && $0.name != key.name }
        let members = others.map { "\($0.name): \($0.example ?? "")" }.joined(separator: ", ")
        #expect(throws: RunFailure.self, "\(object.name).\(key.name)") {
          _ = try Self.read(folder, [(place, "{\(members)}")])
        }
      }
    }
  }
}
