import SurveyModel
import Testing

@testable import PipelineFile

/// What the reference says of the keys of a codebook, held against what decodes it.
@Suite struct CodebookReferenceTests {
  /// Where an object stands in the file.
  private static let places = [
    "codebook": "", "conventions": "conventions.", "dates": "conventions.dates.",
    "ranges": "conventions.ranges.", "place_names": "conventions.place_names.",
  ]

  /// The objects that a pipeline has not; see ``FileObjectTests`` for the others.
  private static let objects = FileObject.codebook.objects
    .filter { !FileObject.pipeline.objects.contains($0) }

  private static func read(_ settings: [(key: String, value: String)]) throws -> Codebook {
    var file = try YAMLValue.parse("variables: {household_id: 户编号}", file: "codebook.yml")
    for setting in settings { file = try file.setting(setting.key, to: setting.value) }
    return try Codebook(file, declared: nil, try LevelsDecoding())
  }

  @Test func `every example of the reference is read, and says something`() throws {
    let left = try Self.read([])
    var count = 0
    for object in Self.objects {
      let place = try #require(Self.places[object.name])
      for key in object.keys {
        let example = try #require(key.example)
        do {
          let given = try Self.read([("\(place)\(key.name)", example)])
          #expect(
            given.conventions != left.conventions || given.levels != left.levels
              || given.variables.count != left.variables.count, "\(object.name).\(key.name)")
          count += 1
        } catch let failure as RunFailure {
          Issue.record("\(object.name).\(key.name): \(failure.diagnostic)")
        }
      }
    }
    #expect(count > 35)
  }

  @Test func `what the reference says of a key that is left out holds`() throws {
    let left = try Self.read([])
    var count = 0
    for object in Self.objects {
      let place = try #require(Self.places[object.name])
      for key in object.keys {
        guard let standard = key.standard else { continue }
        let given = try Self.read([("\(place)\(key.name)", standard)])
        #expect(given.conventions == left.conventions, "\(object.name).\(key.name)")
        #expect(given.levels == left.levels, "\(object.name).\(key.name)")
        count += 1
      }
    }
    #expect(count == 2)
  }

  @Test(arguments: [
    ("varables: {}", "write variables"),
    ("variables: {}\nconventions: {total: [合计]}", "write totals"),
    ("variables: {}\nconventions: {place_names: {group: [组]}}", "write groups"),
    ("variables: {}\nconventions: {dates: {week_days: {}}}", "write weekdays"),
    ("variables: {}\nconventions: {ranges: {atleast: [以上]}}", "write at_least"),
    ("variables: {a: {header: x}}", "write headers"),
    ("conventions: {}", "add “variables: …” here"),
  ])
  func `a key that is unknown or missing names the one that is meant`(
    yaml: String, remedy: String
  ) throws {
    let failure = #expect(throws: RunFailure.self) {
      _ = try Codebook(
        try YAMLValue.parse(yaml, file: "codebook.yml"), declared: nil, try LevelsDecoding())
    }
    #expect(failure?.diagnostic.remedy?.description == remedy)
  }
}
