import PipelineFile
import PropertyTesting
import SurveyModel
import Testing

/// The levels of places that a pipeline or its codebook declares.
@Suite struct LevelsTests {
  private static let pipeline = """
    pipeline: test
    as_of: 2021-10-31
    codebook: codebook.yml
    levels: [province, {division: {label: {en: Division}}}, district, {hamlet: {informal: true}}]
    reference: {gazetteer: gazetteer.csv}
    sources:
      households:
        files: registers/*.xlsx
        record: household
        variables: {district: {level: district}, members: {type: integer}}
    tables:
      coverage: {of: household, by: [division, district], measures: {households: count(*)}}
    """

  private static let codebook = """
    variables:
      district: {headers: [区], type: place, level: village}
      members: {headers: [人口]}
    conventions: {suffixes: {village: [村], district: [区]}}
    """

  private func read(
    _ pipeline: String = pipeline, codebook: String = codebook
  ) throws -> PipelineDefinition {
    let folder = try TemporaryFolder()
    try folder.write(pipeline, to: "pipeline.yml")
    try folder.write(codebook, to: "codebook.yml")
    return try PipelineFile.read(path: folder.path("pipeline.yml"))
  }

  @Test func `levels are those of the pipeline, known ones with their titles`() throws {
    let definition = try read()
    let levels = definition.levels
    #expect(levels.names == ["province", "division", "district", "hamlet"])
    #expect(levels.all.map(levels.label).map(\.en) == ["Province", "Division", nil, nil])
    #expect(levels.all.map(\.isInformal) == [false, false, false, true])
    #expect(levels.narrowestFormal == levels["district"])
    let table = try #require(definition.tables.first)
    #expect(table.levels.map(\.name) == ["division", "district"])
    let variable = try #require(definition.sources.first?.schema?.variables.first)
    #expect(variable.kind == .place(try #require(levels["district"]), within: nil))
    #expect(definition.conventions.suffixes == ["village": ["村"], "district": ["区"]])
  }

  @Test func `what is said of a known level leaves the rest as it is known`() throws {
    let definition = try read(
      Self.pipeline.replacing(
        "{hamlet: {informal: true}}",
        with: "{natural_village: {label: {en: Hamlet}}}, {village: {informal: true}}"))
    let levels = definition.levels
    #expect(levels.all.map(\.isInformal) == [false, false, false, true, true])
    #expect(try levels.label(of: #require(levels["natural_village"])).en == "Hamlet")
    #expect(try levels.label(of: #require(levels["village"])).en == "Administrative village")
  }

  @Test func `a pipeline without levels has its codebook's, and else those of a county`() throws {
    let silent = Self.pipeline.replacing("levels: [", with: "#")
    let words = "levels: [state, {division: }, {district: }]\n"
    let own = Self.codebook.replacing("level: village", with: "level: district")
      .replacing("village: [村], ", with: "")
    #expect(
      try read(silent, codebook: words + own).levels.names == ["state", "division", "district"])
    let county =
      silent.replacing("district: {level: district}, ", with: "")
      .replacing("[division, district]", with: "[township]")
    let plain = Self.codebook.replacing(", district: [区]", with: "")
    #expect(
      try read(county, codebook: plain).levels.names
        == ["county", "township", "village", "natural_village"])
  }

  @Test(arguments: [
    ("[province, {division: {label: {en: Division}}}", "[division, {division: {}}", 4, "already"),
    ("province,", "Total,", 4, "tables use themselves"),
    ("province,", "valid_from,", 4, "tables use themselves"),
    ("province,", "{state: {}, nation: {}},", 4, "one level"),
    ("{informal: true}", "{formal: true}", 4, "informal"),
    ("levels: [", "levels: [] #", 4, "1 to 12 levels"),
    ("{level: district}", "{level: distict}", 10, "write district"),
    ("[division, district]", "[division, village]", 12, "village"),
    ("households: count", "province: count", 12, "a column that every table has"),
  ])
  func `a mistake is found at its line`(
    old: String, new: String, line: Int, word: String
  ) throws {
    #expect(Self.pipeline.contains(old))
    let failure = #expect(throws: RunFailure.self) {
      try read(Self.pipeline.replacing(old, with: new))
    }
    let diagnostic = try #require(failure?.diagnostic)
    #expect(diagnostic.description.contains(word), "\(diagnostic)")
    guard case .line(line, _) = diagnostic.location.place else {
      Issue.record("not on line \(line): \(diagnostic)")
      return
    }
  }
}
