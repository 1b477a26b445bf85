import Foundation
import Testing

/// A state of two districts, through the command: levels that the program does not know.
@Suite struct DeclaredLevelsTests {
  private static let levels =
    "levels: [{state: {label: State}}, district, block, village, {hamlet: {informal: true}}]\n"

  private static let gazetteer = """
    code,name,level,parent,valid_from,valid_to
    S,Northern State,state,,,
    A,East,district,S,,
    B,West,district,S,,
    A1,Upper,block,A,,
    B1,Lower,block,B,,
    A11,Mill,village,A1,,
    A111,Mill Corner,hamlet,A11,,
    B11,Mill,village,B1,,
    """

  private static let register = """
    id,block,village,hamlet,members,insured
    1,Upper,Mill,Mill Corner,3,2
    2,Upper,Mill,,4,4
    3,Lower,Mill,,2,1
    4,Lower,,,5,5

    """

  private static func state(by levels: String) throws -> SmallCounty {
    let county = try SmallCounty()
    let variables = """
      household_id: {headers: id, type: identifier}
            block: {headers: block, type: place, level: block}
            village: {headers: village, type: place, level: village, within: block, required: false}
            hamlet: {headers: hamlet, type: place, level: hamlet, within: village, required: false}
            members: {headers: members, type: integer}
            insured: {headers: insured, type: integer}
      """
    let pipeline = SmallCounty.pipeline.replacing("reference:", with: Self.levels + "reference:")
    let start = try #require(pipeline.range(of: "household_id: {headers"))
    let end = try #require(pipeline.range(of: "records:"))
    try county.write(
      (pipeline[..<start.lowerBound] + variables + "\n" + pipeline[end.lowerBound...])
        .replacing("by: [township, village]", with: "by: [\(levels)]"), to: "pipeline.yml")
    try county.write(gazetteer, to: "gazetteer.csv")
    try county.write(register, to: "registers/one.csv")
    return county
  }

  @Test func `levels of any names carry the tables`() throws {
    let county = try Self.state(by: "district, village")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try county.newest("tables/enrolment.csv") == """
        level,code,name,state,district,block,persons,insured,rate
        state,S,Northern State,Northern State,,,14,12,85.71
        district,A,East,Northern State,East,,7,6,85.71
        district,B,West,Northern State,West,,7,6,85.71
        village,A11,Mill,Northern State,East,Upper,7,6,85.71
        village,B11,Mill,Northern State,West,Lower,2,1,50.00

        """)
    let package = try county.newest("datapackage.json")
    #expect(package.matches(of: /"title"\s*:\s*"State"/).count == 1)
  }

  @Test func `a level may be called what plans call theirs`() throws {
    let county = try Self.state(by: "choice, village")
    for name in ["pipeline.yml", "gazetteer.csv"] {
      try county.write(
        try county.text(name).replacing("district", with: "choice"), to: name)
    }
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try county.newest("tables/enrolment.csv")
        .contains("choice,A,East,Northern State,East,,7,6,85.71\n"))
  }

  @Test func `informal places have rows where a table asks for them`() throws {
    let county = try Self.state(by: "hamlet")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try county.newest("tables/enrolment.csv")
        .contains("hamlet,A111,Mill Corner,Northern State,East,Upper,Mill,3,2,66.67\n"))
  }

  @Test func `a level that is not declared is refused with the remedy`() throws {
    let county = try Self.state(by: "block")
    try county.write(Self.gazetteer.replacing(",block,", with: ",tehsil,"), to: "gazetteer.csv")
    let run = try county.run()
    #expect(run.status == 78)
    #expect(run.errors.contains("gazetteer.csv:5"))
    #expect(run.errors.contains("state, district, block, village, hamlet"))
    #expect(run.errors.contains("levels:"))
  }
}
