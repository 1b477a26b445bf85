import SurveyModel
import Testing
import Transform

/// What a cell of a table has beside its number.
struct ReportTableCellTests {
  private func facts(_ value: String) throws -> [Fact] {
    try ReportFacts.read("乡镇\t户数（户）\t人口（人）\n东河镇\t\(value)\t400\n西山乡\t8\t30")
  }

  @Test(arguments: [
    ("12345[^1]", "12345"), ("12345(含集体户)", "12345"), ("12,345（不含流动人口）", "12,345"),
    ("12345*", "12345"), ("12345①", "12345"), ("12345(户)", "12345"),
  ])
  func `a note or a gloss is kept apart from a number`(value: String, text: String) throws {
    let facts = try facts(value)
    #expect(facts.map(\.value) == [12_345, 400, 8, 30])
    #expect(facts.map(\.unit) == ["household", "person", "household", "person"])
    #expect(facts.first?.text == text)
  }

  @Test(
    arguments: [
      ("约120", .about), ("120左右", .about), ("近120", .lessThan), ("120多", .moreThan),
      ("超过120", .moreThan), ("120以上", .atLeast), ("约120户", .about), ("不足120", .lessThan),
    ] as [(String, Fact.Qualifier)])
  func `words at a number in a cell bound it`(value: String, qualifier: Fact.Qualifier) throws {
    let facts = try facts(value)
    #expect(facts.map(\.value) == [120, 400, 8, 30])
    #expect(facts.map(\.unit) == ["household", "person", "household", "person"])
    #expect(facts.first?.qualifier == qualifier)
  }

  @Test(arguments: ["12,3 45", "12,34 5", "1,2 345"])
  func `marks where no number has them leave a cell without a value`(value: String) throws {
    let reader = FactReader(catalogue: try ReportFiles.catalogue(), places: [])
    let (facts, log) = reader.facts(
      in: ReportFiles.document("乡镇\t户数（户）\n东河镇\t\(value)\n西山乡\t8"))
    #expect(facts.map(\.value) == [nil, 8])
    #expect(facts.map(\.isDamaged) == [true, false])
    #expect(facts.map(\.unit) == ["household", "household"])
    #expect(log.diagnostics.map(\.code) == [.textDamaged])
  }

  @Test(arguments: ["120(85%)", "120（其中脱贫户12户）", "12/34", "120户85人", "12至14"])
  func `a cell of two numbers is not read, and told of`(value: String) throws {
    let reader = FactReader(catalogue: try ReportFiles.catalogue(), places: [])
    let (facts, log) = reader.facts(
      in: ReportFiles.document("乡镇\t户数（户）\n北沟乡\t7\n东河镇\t\(value)\n西山乡\t8"))
    #expect(facts.map(\.value) == [7, 8])
    #expect(log.diagnostics.map(\.code) == [.textTable])
  }

  @Test func `a range in a cell has both its ends`() throws {
    let facts = try facts("120-130")
    #expect(facts.map(\.low) == [120, nil, nil, nil])
    #expect(facts.map(\.high) == [130, nil, nil, nil])
    #expect(facts.first?.unit == "household")
  }

  @Test(arguments: ["0-14岁", "60岁以上", "15至59岁", "3人以上"])
  func `a class that a row is of is no number`(label: String) throws {
    let facts = try ReportFacts.read("年龄\t人口（人）\n\(label)\t400\n合计\t900")
    #expect(facts.map(\.value) == [400, 900])
  }
}
