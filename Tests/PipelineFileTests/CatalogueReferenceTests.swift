import SurveyModel
import Testing

@testable import PipelineFile

/// What the reference says of the keys of a catalogue, held against what decodes it.
@Suite struct CatalogueReferenceTests {
  private static let base = """
    languages: {}
    units:
      item: {words: [项]}
      person: {words: [人]}
      enterprise: {words: [家企业]}
      percent: {words: ["%"]}
      yuan: {words: [元]}
    classifiers: {家: {unit: item}}
    indicators:
      probe: {unit: item}
      total_population: {unit: person}
      male_population: {unit: person}
      female_population: {unit: person}
      total_households: {unit: item}
      poor_households: {unit: item}
      poor_household_rate: {unit: percent, kind: rate}
      total_villages: {unit: item}
      village_clinics: {unit: item}
      loans: {unit: yuan}
      loans_target: {unit: yuan, kind: target}
    """

  /// Where an object stands in the file.
  private static let places = [
    "catalogue": "", "unit": "units.item.", "classifier": "classifiers.家.",
    "indicator": "indicators.probe.", "label": "indicators.probe.label.",
  ]

  /// What else must be said of a check for the example of a key to mean something.
  private static func company(of key: String) -> [String] {
    switch key {
    case "sum", "total": ["sum", "total"]
    case "ratio", "per", "least", "most": ["ratio", "per"]
    case "rate", "numerator", "denominator": ["rate", "numerator", "denominator"]
    case "target", "reached_by": ["target", "reached_by"]
    case "equal": ["equal"]
    default: ["part", "of"]
    }
  }

  /// The settings by which a file has a text behind a key of an object; nil for the objects of
  /// languages.
  private static func settings(
    _ object: FileObject, _ key: FileObject.Key, _ text: String
  ) -> [(key: String, value: String)]? {
    if object.name == FileObject.check.name {
      let others = object.keys.filter {
        company(of: key.name).contains($0.name) && $0.name != key.name
      }
      let members =
        others.map { "\($0.name): \($0.example ?? "")" } + ["\(key.name): \(text)"]
      return [("checks", "[{\(members.joined(separator: ", "))}]")]
    }
    guard let place = places[object.name] else { return nil }
    let isUnits = place.isEmpty && key.name == "units"
    return (isUnits ? [("classifiers", "{}"), ("indicators", "{}")] : [])
      + [("\(place)\(key.name)", text)]
  }

  private static func read(
    _ settings: [(key: String, value: String)]
  ) throws -> IndicatorCatalogue {
    var file = try YAMLValue.parse(base, file: "catalogue.yml")
    for setting in settings { file = try file.setting(setting.key, to: setting.value) }
    return try CatalogueFile.read(CatalogueNode(file.node, file: "catalogue.yml"))
  }

  @Test func `every example of the reference is read`() throws {
    var count = 0
    for object in FileObject.catalogue.objects {
      for key in object.keys {
        guard let example = key.example, let settings = Self.settings(object, key, example) else {
          continue
        }
        do {
          _ = try Self.read(settings)
          count += 1
        } catch let failure as RunFailure {
          Issue.record("\(object.name).\(key.name): \(failure.diagnostic)")
        }
      }
    }
    #expect(count == 39)
  }

  @Test func `what the reference says of a key that is left out holds`() throws {
    var count = 0
    for object in FileObject.catalogue.objects {
      for key in object.keys {
        guard let standard = key.standard else { continue }
        let settings = try #require(Self.settings(object, key, standard), "\(object.name)")
        let isCheck = object.name == FileObject.check.name
        let left = try Self.read(
          isCheck ? [("checks", "[{part: poor_households, of: total_households}]")] : [])
        #expect(try Self.read(settings) == left, "\(object.name).\(key.name)")
        count += 1
      }
    }
    #expect(count == 3)
  }

  // MARK: Languages

  private static let languages = [FileObject.reportLanguage, .spacedLanguage]

  /// The keys of a language that have no object of keys, by their paths.
  private static func leaves(
    of object: FileObject, at path: String = ""
  ) -> [(path: String, key: FileObject.Key)] {
    object.keys.flatMap { key in
      guard case .object(let inner) = key.shape else { return [(path + key.name, key)] }
      return leaves(of: inner, at: "\(path)\(key.name).")
    }
  }

  /// A section in which each key has its example, but for one.
  private static func section(
    _ object: FileObject, at path: String = "", without missing: String = ""
  ) -> String {
    let members = object.keys.filter { path + $0.name != missing }
      .map { key in
        guard case .object(let inner) = key.shape else {
          return "\(key.name): \(key.example ?? "")"
        }
        return "\(key.name): " + section(inner, at: "\(path)\(key.name).", without: missing)
      }
    return "{\(members.joined(separator: ", "))}"
  }

  private static func texts(_ example: String?) throws -> [String] {
    try YAMLValue.parse(try #require(example), file: "example").texts()
  }

  @Test func `the reference has every list of a language without spaces`() throws {
    let catalogue = try Self.read([("languages", "{zh: \(Self.section(.reportLanguage))}")])
    let language = catalogue.language("zh")
    var keys = Dictionary(uniqueKeysWithValues: Self.leaves(of: .reportLanguage))
    for list in ReportLanguage.List.allCases {
      let key = keys.removeValue(forKey: list.rawValue)
      let example = try Self.texts(try #require(key, "\(list)").example)
      #expect(language[list] == example, "\(list)")
      #expect(!language[list].isEmpty, "\(list)")
    }
    #expect(keys.keys.sorted() == ["places.levels"])
    #expect(language.levels.map(\.ends) == [["县", "市"], ["村", "社区"]])
    #expect(language.levels.map(\.traits) == [[.nested], []])
  }

  @Test func `the reference has every list of a language with spaces`() throws {
    let catalogue = try Self.read([("languages", "{en: \(Self.section(.spacedLanguage))}")])
    let language = try #require(catalogue.spacedLanguages.first)
    var keys = Dictionary(uniqueKeysWithValues: Self.leaves(of: .spacedLanguage))
    for list in SpacedLanguage.List.allCases {
      let key = keys.removeValue(forKey: list.rawValue)
      let example = try Self.texts(try #require(key, "\(list)").example)
      #expect(language[list] == example, "\(list)")
      #expect(language[list] == language[list].map { $0.lowercased() }, "\(list)")
    }
    for table in SpacedLanguage.Values.allCases {
      #expect(keys.removeValue(forKey: table.rawValue) != nil, "\(table)")
      #expect(language[table].count == 2, "\(table)")
    }
    #expect(keys.keys.sorted() == ["currencies", "units", "wordings"])
    #expect(language.currencies["yuan"] == ["cny", "rmb"])
    #expect(language.names["total_population"]?.count == 2)
  }

  @Test func `what is said of a level of places is read`() throws {
    for key in FileObject.reportLevel.keys {
      let example = try #require(key.example)
      let catalogue = try Self.read([
        ("languages", "{zh: \(Self.section(.reportLanguage))}"),
        ("languages.zh.places.levels.county.\(key.name)", example),
      ])
      let level = try #require(catalogue.language("zh").levels.first)
      #expect(level.ends == ["镇", "乡"] || level.traits == [.shortNames], "\(key.name)")
    }
  }

  @Test(arguments: languages)
  func `a list that must be there is missed`(language: FileObject) throws {
    for (path, key) in Self.leaves(of: language) where key.isRequired {
      // Without what it is recognised by it is a language without spaces.
      guard path != SpacedLanguage.List.recognisedBy.rawValue else { continue }
      let section = Self.section(language, without: path)
      let failure = #expect(throws: RunFailure.self, "\(path)") {
        try Self.read([("languages", "{x: \(section)}")])
      }
      #expect(failure?.diagnostic.remedy?.description == "add \(path)")
    }
  }

  @Test(arguments: [
    ("languages.x", "{recognised_by: [the], grammar: {linkz: [was]}}", "did you mean links?"),
    ("languages.x", "{recognised_by: [the], wording: {}}", "did you mean wordings?"),
    ("languages.x", "{dates: {this_yaer: [今年]}}", "did you mean this_year?"),
    ("units.item.noun", "[x]", "did you mean nouns?"),
    ("classifiers.家.units", "item", "did you mean unit?"),
    ("checks", "[{part: loans, off: loans_target}]", "did you mean of?"),
    ("indicator", "{}", "did you mean indicators?"),
  ])
  func `an unknown key names the nearest known one`(key: String, value: String, remedy: String) {
    let failure = #expect(throws: RunFailure.self) { try Self.read([(key, value)]) }
    #expect(failure?.diagnostic.code == .pipelineUnknownKey)
    #expect(failure?.diagnostic.remedy?.description == remedy)
  }
}
