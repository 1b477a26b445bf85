import Foundation
import PipelineFile
import PropertyTesting
import SurveyModel
import Testing

@Suite struct PipelineFileTests {
  private static let whole = """
    pipeline: test
    as_of: 2021-10-31
    sources:
      households:
        files: registers/*.xlsx
        record: household
        variables:
          household_id: {headers: [户编号], type: identifier}
          village: {headers: 行政村, type: place, level: village}
          members: {headers: [人口数], type: integer}
          water: {headers: [饮水], codes: {tap: [自来水], well: [自备井]}}
          visited: {headers: [日期], type: date}
    records:
      household: {key: household_id}
    rules:
      - {check: members >= 0, of: household, severity: quarantine, code: household.negative}
    tables:
      coverage:
        of: household
        by: [village, water]
        measures:
          households: count(*)
          tap: count(*) where water = 'tap'
          rate: {value: 100 * tap / households, decimals: 2, unit: percent}
    reconcile:
      - {fact: tap_rate, equals: coverage.rate}
    reference: {gazetteer: gazetteer.csv}
    """

  @Test func `a whole file is read`() throws {
    let definition = try read(Self.whole)
    #expect(definition.name == "test")
    #expect(definition.asOf == CalendarDate(year: 2021, month: 10, day: 31))
    let table = try #require(definition.tables.first)
    #expect(table.levels == [.village])
    #expect(table.dimensions == ["water"])
    #expect(table.measures.map(\.name) == ["households", "tap", "rate"])
    #expect(definition.records.first?.key == ["household_id"])
    #expect(definition.reconciliations.first?.measure == "rate")
    #expect(definition.root.hasPrefix("/"))
  }

  @Test func `a variable says what the signs beside its numbers mean`() throws {
    let file = Self.whole.replacing(
      "type: integer", with: "type: integer, brackets: negative, footnotes: ['*', ①]")
    let members = try #require(try read(file).sources.first?.schema?.variables[2])
    #expect(members.brackets == .negative)
    #expect(members.footnotes == ["*", "①"])
    let plain = try #require(try read(Self.whole).sources.first?.schema?.variables[2])
    #expect(plain.brackets == .refused)
    #expect(plain.footnotes.isEmpty)
  }

  @Test func `a source has the pipeline's limits but for those that it sets`() throws {
    #expect(try read(Self.whole).sources.first?.limits == .default)
    let limited = Self.whole
      .replacing("as_of:", with: "limits: {cells: 1000, rows: 50}\nas_of:")
      .replacing("files:", with: "limits: {rows: 70}\n    files:")
    let limits = try #require(try read(limited).sources.first?.limits)
    #expect(limits.cells == 1000)
    #expect(limits.rows == 70)
    #expect(limits.worksheets == ReadingLimits.default.worksheets)
  }

  /// What is replaced in the file, by what, and the code, the line and a word of the diagnostic.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let code: Diagnostic.Code
    let line: Int
    let word: String

    var testDescription: String { new }
  }

  @Test func `a source says the encoding and the decimal mark of its text`() throws {
    #expect(try read(Self.whole).sources.first?.encoding == nil)
    let said = Self.whole
      .replacing("files:", with: "encoding: GBK\n    decimal: comma\n    files:")
      .replacing("type: integer}", with: "type: integer, decimal: point}")
    let source = try #require(try read(said).sources.first)
    #expect(source.encoding == "gb18030")
    let schema = try #require(source.schema)
    #expect(schema.variables.first { $0.name == "members" }?.decimalMark == .point)
    #expect(schema.variables.first { $0.name == "water" }?.decimalMark == .comma)
  }

  @Test func `a variable may be a column by its letter, with its header or without`() throws {
    let said = Self.whole
      .replacing("headers: [人口数]", with: "headers: [人口数], letter: ab")
      .replacing("headers: [日期]", with: "letter: C")
    let schema = try #require(try read(said).sources.first?.schema)
    let members = try #require(schema.variables.first { $0.name == "members" })
    #expect(members.column == 27)
    #expect(members.headers == ["人口数"])
    let visited = try #require(schema.variables.first { $0.name == "visited" })
    #expect(visited.column == 2)
    #expect(visited.headers.isEmpty)
  }

  @Test(arguments: [
    Mistake(
      old: "files:", new: "encoding: klingon\n    files:", code: .pipelineInvalidValue, line: 5,
      word: "encoding"),
    Mistake(
      old: "files:", new: "decimal: dot\n    files:", code: .pipelineInvalidValue, line: 5,
      word: "point"),
    Mistake(
      old: "headers: [日期]", new: "headers: [日期], decimal: comma", code: .pipelineInvalidValue,
      line: 12, word: "decimal"),
    Mistake(
      old: "headers: [日期]", new: "letter: 7", code: .pipelineInvalidValue, line: 12, word: "letter"),
    Mistake(
      old: "headers: [日期]", new: "letter: A1", code: .pipelineInvalidValue, line: 12, word: "letter"
    ),
    Mistake(
      old: "headers: [日期]", new: "letter: ZZZ", code: .pipelineInvalidValue, line: 12,
      word: "letter"),
    Mistake(
      old: "headers: [日期]", new: "letter: C, derive: members", code: .pipelineInvalidValue,
      line: 12, word: "derive"),
    Mistake(
      old: "{headers: [日期], type: date}",
      new:
        "{type: code, codes: {few: [], many: []}, derive: \"band(members, 0, 'few', 4, 'mny')\"}",
      code: .pipelineExpression, line: 12, word: "mny"),
    Mistake(
      old: "{headers: [日期], type: date}",
      new: "{headers: [村], type: place, level: village, sensitive: true}",
      code: .pipelineInvalidValue, line: 12, word: "sensitive"),
    Mistake(
      old: "{headers: [日期], type: date}",
      new: "{type: code, codes: {few: [], many: []}, derive: \"coalesce(water, 'none')\"}",
      code: .pipelineExpression, line: 12, word: "none"),
    Mistake(
      old: "{headers: [日期], type: date}",
      new: "{type: code, codes: {few: [], tap: []}, derive: water}",
      code: .pipelineExpression, line: 12, word: "well"),
    Mistake(
      old: "{headers: [日期], type: date}",
      new: "{type: code, codes: {few: [], tap: []}, derive: \"coalesce(household_id, 'few')\"}",
      code: .pipelineExpression, line: 12, word: "household_id"),
    Mistake(
      old: "{headers: [日期], type: date}",
      new: "{type: code, codes: {男: [], 女: []}, derive: sex(household_id)}",
      code: .pipelineExpression, line: 12, word: "male"),
    Mistake(
      old: "check: members >= 0", new: "check: \"coalesce(water, 'none') = 'tapp'\"",
      code: .pipelineExpression, line: 16, word: "tapp"),
    Mistake(
      old: "households: count(*)\n",
      new:
        "households: {value: \"sum(case when water = 'tap' then 1 else 0 end)\", disclosure: {minimum: 3}}\n",
      code: .pipelineInvalidValue, line: 22, word: "case"),
  ])
  func `a wrong setting of a text is one diagnostic at its place`(mistake: Mistake) throws {
    let failure = #expect(throws: RunFailure.self) {
      try read(Self.whole.replacing(mistake.old, with: mistake.new))
    }
    let diagnostic = try #require(failure?.diagnostic)
    #expect(diagnostic.code == mistake.code)
    guard case .line(mistake.line, column: _) = diagnostic.location.place else {
      Issue.record("\(diagnostic)")
      return
    }
    let words = "\(diagnostic)"
    #expect(words.contains(mistake.word))
  }

  @Test(arguments: [
    Mistake(old: "as_of:", new: "as_off:", code: .pipelineUnknownKey, line: 2, word: "as_of"),
    Mistake(
      old: "pipeline: test\n", new: "", code: .pipelineMissingKey, line: 1, word: "pipeline"),
    Mistake(
      old: "2021-10-31", new: "2021-10-32", code: .pipelineInvalidValue, line: 2, word: "date"),
    Mistake(
      old: "type: integer", new: "type: intger", code: .pipelineInvalidValue, line: 10,
      word: "integer"),
    Mistake(
      old: "level: village", new: "level: hamlet", code: .pipelineInvalidValue, line: 9,
      word: "village"),
    Mistake(
      old: "members >= 0", new: "member >= 0", code: .pipelineExpression, line: 16,
      word: "write members"),
    Mistake(
      old: "members >= 0", new: "members >=", code: .pipelineExpression, line: 16, word: "the end"),
    Mistake(
      old: "water = 'tap'", new: "water = 'tapp'", code: .pipelineExpression, line: 23,
      word: "'tap'"),
    Mistake(
      old: "water = 'tap'", new: "members = 'tap'", code: .pipelineExpression, line: 23,
      word: "does not compare"),
    Mistake(
      old: "100 * tap /", new: "100 * tab /", code: .pipelineExpression, line: 24, word: "tap"),
    Mistake(
      old: "100 * tap /", new: "100 * members /", code: .pipelineExpression, line: 24,
      word: "aggregate"),
    Mistake(
      old: "equals: coverage.rate", new: "equals: coverage.rates", code: .pipelineInvalidValue,
      line: 26, word: "rate"),
    Mistake(
      old: "by: [village, water]", new: "by: [village, wather]", code: .pipelineInvalidValue,
      line: 20, word: "water"),
    Mistake(
      old: "reference: {gazetteer: gazetteer.csv}", new: "", code: .pipelineInvalidValue, line: 20,
      word: "gazetteer"),
    Mistake(
      old: "severity: quarantine", new: "severity: quarantines", code: .pipelineInvalidValue,
      line: 16, word: "quarantine"),
    Mistake(
      old: "severity: quarantine", new: "severity: correct", code: .pipelineMissingKey,
      line: 16, word: "set: {variable"),
    Mistake(
      old: "severity: quarantine", new: "severity: correct, set: {village: members}",
      code: .pipelineExpression, line: 16, word: "expected a text"),
    Mistake(
      old: "severity: quarantine", new: "severity: warn, set: {members: 1}",
      code: .pipelineInvalidValue, line: 16, word: "severity correct"),
    Mistake(
      old: "members >= 0", new: "previous.member >= 0", code: .pipelineExpression, line: 16,
      word: "write previous.members"),
    Mistake(
      old: "members >= 0", new: "count(person) >= 0", code: .pipelineExpression, line: 16,
      word: "person"),
    Mistake(
      old: "key: household_id", new: "key: house", code: .pipelineInvalidValue, line: 14,
      word: "household_id"),
    Mistake(
      old: "sources:", new: "limits: {cell: 9}\nsources:", code: .pipelineUnknownKey, line: 3,
      word: "write cells"),
    Mistake(
      old: "sources:", new: "limits: {columns: 16385}\nsources:", code: .pipelineInvalidValue,
      line: 3, word: "16384"),
    Mistake(
      old: "sources:", new: "sources: [", code: .pipelineSyntax, line: 5, word: "YAML"),
    Mistake(
      old: "as_of: 2021-10-31", new: "as_of: 2021-10-31\npipeline: b", code: .pipelineSyntax,
      line: 1, word: "twice"),
    Mistake(
      old: "tap: [自来水]", new: "tap: [自来水], other: [自來水]", code: .pipelineInvalidValue, line: 11,
      word: "“自来水” stands for tap and “自來水” for other"),
    Mistake(
      old: "tap: [自来水]", new: "tap: [YES], other: [' yes']", code: .pipelineInvalidValue, line: 11,
      word: "one text"),
    Mistake(
      old: "tap: [自来水]", new: "tap: [1], other: ['1.0']", code: .pipelineInvalidValue, line: 11,
      word: "“1” stands for tap"),
    Mistake(
      old: "tap: [自来水]", new: "tap: [自来水], other: [TAP]", code: .pipelineInvalidValue, line: 11,
      word: "“tap” stands for tap"),
    Mistake(
      old: "codes: {tap", new: "missing: {自來水: unknown}, codes: {tap", code: .pipelineInvalidValue,
      line: 11, word: "the code tap"),
    Mistake(
      old: "type: integer", new: "type: integer, missing: {'-99': unknown, '-99.0': refused}",
      code: .pipelineInvalidValue, line: 10, word: "“-99” stands for unknown"),
    Mistake(
      old: "type: integer", new: "type: integer, scale: 0", code: .pipelineInvalidValue, line: 10,
      word: "a factor from"),
    Mistake(
      old: "type: integer", new: "type: integer, scale: 1e300", code: .pipelineInvalidValue,
      line: 10, word: "a factor from"),
    Mistake(
      old: "type: integer", new: "type: integer, codes: {0: [无]}", code: .pipelineInvalidValue,
      line: 10, word: "code or answers or boolean"),
    Mistake(
      old: "type: integer", new: "type: boolean, codes: {tap: [有]}", code: .pipelineInvalidValue,
      line: 10, word: "yes or no"),
    Mistake(
      old: "type: integer", new: "type: boolean, codes: {yes: [有], no: [' 有']}",
      code: .pipelineInvalidValue, line: 10, word: "one text"),
    Mistake(
      old: "type: integer", new: "type: integer, format: d/M/yyyy", code: .pipelineInvalidValue,
      line: 10, word: "type date"),
    Mistake(
      old: "type: date", new: "type: date, brackets: negative", code: .pipelineInvalidValue,
      line: 12,
      word: "integer or number"),
    Mistake(
      old: "type: integer", new: "type: integer, brackets: positive", code: .pipelineInvalidValue,
      line: 10, word: "positive"),
    Mistake(
      old: "type: integer", new: "type: integer, footnotes: ['1)']", code: .pipelineInvalidValue,
      line: 10, word: "the mark of a note"),
    Mistake(
      old: "type: identifier", new: "type: identifier, ranges: lower", code: .pipelineInvalidValue,
      line: 8, word: "integer or number"),
    Mistake(
      old: "files: registers", new: "table: {from: '/[/'}\n    files: registers",
      code: .pipelineInvalidValue, line: 5, word: "regular expression"),
    Mistake(
      old: "water: {headers", new: "kind: {headers", code: .pipelineInvalidValue, line: 11,
      word: "“kind” is a name that the stage store uses itself"),
    Mistake(
      old: "water: {headers", new: "ORIGIN: {headers", code: .pipelineInvalidValue, line: 11,
      word: "ORIGIN"),
    Mistake(
      old: "water: {headers", new: "Members: {headers", code: .pipelineInvalidValue, line: 11,
      word: "“Members” beside “members”"),
    Mistake(
      old: "record: household", new: "record: Quarantine", code: .pipelineInvalidValue, line: 6,
      word: "Quarantine"),
    Mistake(
      old: "tap: count(*) where", new: "Water: count(*) where", code: .pipelineInvalidValue,
      line: 23, word: "as “water”"),
    Mistake(
      old: "tap: count(*) where", new: "Township: count(*) where", code: .pipelineInvalidValue,
      line: 23, word: "a column that every table has"),
    Mistake(
      old: "reconcile:", new: "  Coverage: {of: household, measures: {n: count(*)}}\nreconcile:",
      code: .pipelineInvalidValue, line: 25, word: "“Coverage” beside “coverage”"),
    Mistake(
      old: "equals: coverage.rate", new: "equals: coverage.rate, level: township",
      code: .pipelineInvalidValue, line: 26, word: "county, village"),
    Mistake(
      old: "as_of:", new: "publish: [{migration: Stages.sqlite}]\nas_of:",
      code: .pipelineInvalidValue, line: 2, word: "a file of the run's folder"),
    Mistake(
      old: "as_of:", new: "publish: [{migration: a.sqlite}, {migration: a.sqlite}]\nas_of:",
      code: .pipelineInvalidValue, line: 2, word: "a second migration"),
    Mistake(
      old: "as_of:",
      new: "publish: [xlsx, {xlsx: {file: test.xlsx}}, {xlsx: {file: test.xlsx}}]\nas_of:",
      code: .pipelineInvalidValue, line: 2, word: "another name"),
    Mistake(
      old: "members >= 0",
      new: String(repeating: "abs(", count: 30) + "members" + String(repeating: ")", count: 30)
        + " >= 0",
      code: .pipelineExpression, line: 16, word: "nested more than"),
    Mistake(
      old: "members >= 0", new: "members" + String(repeating: " * members", count: 99) + " >= 0",
      code: .pipelineExpression, line: 16, word: "factors"),
  ])
  func `a mistake is found at its line`(mistake: Mistake) throws {
    #expect(Self.whole.contains(mistake.old))
    let yaml = Self.whole.replacingOccurrences(of: mistake.old, with: mistake.new)
    let failure = #expect(throws: RunFailure.self) { try read(yaml) }
    let diagnostic = try #require(failure?.diagnostic)
    #expect(failure?.exit == .definition)
    #expect(diagnostic.code == mistake.code, "\(diagnostic)")
    guard case .line(let line, _) = diagnostic.location.place else {
      Issue.record("no line: \(diagnostic)")
      return
    }
    #expect(line == mistake.line, "\(diagnostic)")
    #expect(diagnostic.description.contains(mistake.word), "\(diagnostic)")
  }

  @Test(arguments: [
    ("dd/MM", "no year"), ("d/yyyy", "no month"), ("dMyyyy", "nothing parts"), ("d/M/yyy", "yyyy"),
    ("%d/%m/%Y", "“%”"), ("d/M/yyyy HH:mm", "“HH”"), ("M/M/yyyy", "twice"),
    ("MM.MMM.yyyy", "twice"),
    ("d de MMMM yyyy", "“e”"), ("d 'de MMMM yyyy", "never closed"), ("", "no year"),
    ("ddd/M/yyyy", "ddd"),
  ])
  func `a date format that cannot match is a mistake`(format: String, word: String) throws {
    for text in ["\"\(format)\"", "[yyyy-M-d, \"\(format)\"]"] {
      let yaml = Self.whole.replacing("type: date", with: "type: date, format: \(text)")
      let failure = #expect(throws: RunFailure.self) { try read(yaml) }
      let diagnostic = try #require(failure?.diagnostic)
      #expect(failure?.exit == .definition)
      #expect(diagnostic.description.contains(word), "\(diagnostic)")
      guard case .line(12, _) = diagnostic.location.place else {
        Issue.record("another line: \(diagnostic)")
        return
      }
    }
  }

  @Test func `dates have their formats, and truth values their codes`() throws {
    let definition = try read(
      Self.whole.replacing("type: date", with: "type: date, format: [d/M/yyyy, d MMM yy]")
        .replacing("type: integer", with: "type: boolean, codes: {yes: [有, 1], No: 2}")
        .replacing("members >= 0", with: "members"))
    guard case .records(let schema) = definition.sources[0].content else { return }
    #expect(schema.variables[4].dateFormats.map(\.description) == ["d/M/yyyy", "d MMM yy"])
    #expect(
      schema.variables[2].codes
        == ["yes": "true", "有": "true", "1": "true", "No": "false", "2": "false"])
  }

  @Test(arguments: [
    ("missing: {不详: unknown, 不 详: refused}", "不 详"),
    ("\"yes\": [有]\n  \"no\": [无, ' 有 ']", "one text"),
    ("units: {yuan: [元]}\n  conversions: {yuan: {元: 2}}", "“元”"),
    ("units: {yuan: [元]}\n  multipliers: {万: 10000}\n  conversions: {yuan: {萬元: 9000}}", "萬元"),
    ("months: {1: [jan], 2: [JAN]}", "month 1"), ("months: {13: [x]}", "12"),
    ("dates: {weekdays: {1: [周一], 2: [周一]}}", "day of the week 1"),
    ("dates: {weekdays: {8: [周八]}}", "7"), ("dates: {eras: {民国: 民国}}", "9999"),
    ("approximation_share: 1", "0.05"), ("approximation_share: -0.1", "0.05"),
  ])
  func `a codebook in which one text means two things is refused`(
    conventions: String, word: String
  ) throws {
    let folder = try TemporaryFolder()
    try folder.write("conventions:\n  \(conventions)\nvariables: {}\n", to: "codebook.yml")
    try folder.write(
      Self.whole.replacing("sources:", with: "codebook: codebook.yml\nsources:"),
      to: "pipeline.yml")
    let failure = #expect(throws: RunFailure.self) {
      try PipelineFile.read(path: folder.path("pipeline.yml"))
    }
    #expect(failure?.exit == .definition)
    let diagnostic = try #require(failure?.diagnostic)
    #expect(diagnostic.location.file == "codebook.yml")
    #expect(diagnostic.description.contains(word), "\(diagnostic)")
    guard case .line = diagnostic.location.place else {
      Issue.record("no line: \(diagnostic)")
      return
    }
  }

  @Test func `a codebook says what dates, amounts and approximate figures are made of`() throws {
    let folder = try TemporaryFolder()
    let conventions = """
      conventions:
        dates:
          eras: {民国: 1911, 公元: 0}
          weekdays: {1: [周一], 7: [周日, 星期天]}
          day_parts: [上午]
        yuan_signs: [¥]
        approximation_share: 0.05
        place_names: {titles: [镇]}
      variables: {}

      """
    try folder.write(conventions, to: "codebook.yml")
    try folder.write(
      Self.whole.replacing("sources:", with: "codebook: codebook.yml\nsources:"),
      to: "pipeline.yml")
    let read = try PipelineFile.read(path: folder.path("pipeline.yml")).conventions
    #expect(
      read.dates
        == DateWords(
          eras: ["民国": 1911, "公元": 0], weekdays: [1: ["周一"], 7: ["周日", "星期天"]],
          dayParts: ["上午"]))
    #expect(read.yuanSigns == ["¥"])
    #expect(read.approximationShare == 0.05)
    #expect(read.placeNames.titles == ["镇"])
  }

  @Test func `a rule may name members, the record it belongs to, and its earlier self`() throws {
    let people = """
      sources:
        persons:
          files: persons.csv
          record: person
          variables:
            person_id: {headers: [编号], type: identifier}
            household_id: {headers: [户编号], type: identifier}
            age: {headers: [年龄], type: integer}

      """
    let rules = """
      rules:
        - {check: count(person) = members, of: household, severity: warn}
        - {check: any(person.age >= 16), of: household, severity: note}
        - {check: members <= previous.members + 2, of: household, severity: note}
        - {check: age <= 100 or household.members > 1, of: person, severity: quarantine}
        - {check: members > 0, of: household, severity: correct, set: {members: count(person)}}

      """
    let definition = try read(
      Self.whole.replacingOccurrences(of: "sources:\n", with: people)
        .replacingOccurrences(of: "rules:\n", with: rules))
    #expect(definition.rules.map(definition.isOfRow) == [false, false, false, false, false, true])
  }

  @Test func `a measure of a record without the variable that splits the table is refused`() throws
  {
    let plots = """
      sources:
        plots:
          files: plots.csv
          record: plot
          variables:
            plot_id: {headers: [编号], type: identifier}
            area: {headers: [面积], type: number}

      """
    let yaml = Self.whole.replacingOccurrences(of: "sources:\n", with: plots)
      .replacingOccurrences(
        of: "tap: count(*) where water = 'tap'", with: "tap: {value: sum(area), of: plot}")
    let failure = try #require(throws: RunFailure.self) { try read(yaml) }
    #expect(failure.exit == .definition)
    #expect(failure.diagnostic.description.contains("pipeline.yml:29:"), "\(failure)")
    #expect(failure.diagnostic.description.contains("the variable water"), "\(failure)")
  }

  @Test(arguments: ["table_coverage", "raw_households", "household_clean", "part_0"])
  func `a record cannot have a name that the store makes of another`(_ name: String) throws {
    let other = """
      sources:
        others:
          files: others.csv
          record: \(name)
          variables:
            id: {headers: [编号], type: identifier}

      """
    let failure = try #require(throws: RunFailure.self) {
      try read(Self.whole.replacingOccurrences(of: "sources:\n", with: other))
    }
    #expect(failure.diagnostic.description.contains("pipeline.yml:6:"), "\(failure)")
    #expect(failure.diagnostic.description.contains(name), "\(failure)")
  }

  @Test func `more columns than a table of the store has are refused where they stand`() throws {
    func measures(_ count: Int) -> String {
      Self.whole.replacingOccurrences(
        of: "households: count(*)",
        with: (0..<count).map { "m\($0): count(*)" }.joined(separator: "\n      ")
          + "\n      households: count(*)")
    }
    #expect(try read(measures(1000)).tables.first?.measures.count == 1003)
    let failure = try #require(throws: RunFailure.self) { try read(measures(2000)) }
    #expect(failure.diagnostic.description.contains("at most 1900 columns"), "\(failure)")
  }

  @Test(arguments: [
    String(repeating: "[", count: 30_000), "a: " + String(repeating: "[", count: 30_000),
    String(repeating: "- ", count: 30_000) + "a", String(repeating: "{a: ", count: 30_000),
    String(repeating: "!a [", count: 30_000), String(repeating: "? ", count: 30_000) + "a",
    (0..<1000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
    String(repeating: "[\n", count: 30_000),
  ])
  func `nesting without end is refused with its line`(_ yaml: String) throws {
    let failure = try #require(throws: RunFailure.self) { try read(yaml) }
    #expect(failure.exit == .definition)
    #expect(failure.diagnostic.code == .pipelineSyntax, "\(failure)")
    #expect(failure.diagnostic.description.contains("deep in each other"), "\(failure)")
  }

  /// Ten names, each for ten of the one before: as many nodes as ten billion.
  private static let multiplied =
    "a0: &a0 [x]\n"
    + (1...10).map { "a\($0): &a\($0) [\(String(repeating: "*a\($0 - 1), ", count: 10))]\n" }
    .joined()

  @Test(arguments: [
    "", "? *a10\n: 1\n", "*a10 : 1\n", "k: {[*a10]: 1}\n", "[*a10] : 1\n", "- ? *a10",
  ])
  func `aliases that multiply are refused, within keys too`(end: String) throws {
    let clock = ContinuousClock()
    let took = try clock.measure {
      let failure = try #require(throws: RunFailure.self) { try read(Self.multiplied + end) }
      #expect(failure.diagnostic.code == .pipelineSyntax, "\(failure)")
      #expect(failure.diagnostic.description.contains("alias"), "\(failure)")
    }
    #expect(took < .seconds(5))
  }

  @Test func `an alias stands for what it names`() throws {
    let plain = "pipeline: test\ntitle: test\n"
    let aliased = "pipeline: &name test\ntitle: *name\n"
    let read = try [plain, aliased]
      .map { head in
        try self.read(Self.whole.replacingOccurrences(of: "pipeline: test\n", with: head))
      }
    #expect(read[0].title == read[1].title)
    #expect(read[0].name == read[1].name)
  }

  @Test func `brackets within texts are no nesting`() throws {
    let headers = (0..<500).map { "'[\($0)', \"{\($0)\"" }
      .joined(separator: ",\n ")
    let definition = try read(
      Self.whole.replacingOccurrences(of: "headers: [人口数]", with: "headers: [人口数, \(headers)]"))
    #expect(definition.sources.count == 1)
  }

  @Test func `a bound of records may be set for a table and for one of its measures`() throws {
    let table = try #require(
      try read(
        Self.whole
          .replacingOccurrences(
            of: "measures:", with: "disclosure: {minimum: 5}\n    measures:"
          )
          .replacingOccurrences(
            of: "decimals: 2,", with: "decimals: 2, disclosure: {minimum: 0},")
      )
      .tables.first)
    #expect(table.measures.map { table.minimumCount(of: $0) } == [5, 5, 0])
    #expect(table.isWithholding)
  }

  @Test func `a setting replaces a value`() throws {
    let definition = try read(
      Self.whole, settings: [("gates.quarantine_share", "0.5"), ("as_of", "2020-01-01")])
    #expect(definition.gates.quarantineShare == 0.5)
    #expect(definition.asOf.year == 2020)
    #expect(throws: RunFailure.self) { try read(Self.whole, settings: [("gate.share", "1")]) }
  }

  @Test func `a file that is not there is one diagnostic`() {
    let failure = #expect(throws: RunFailure.self) {
      try PipelineFile.read(path: "/nowhere/pipeline.yml")
    }
    #expect(failure?.diagnostic.code == .pipelineUnreadable)
  }

  private func read(
    _ yaml: String, settings: [(key: String, value: String)] = []
  ) throws -> PipelineDefinition {
    let folder = try TemporaryFolder()
    try folder.write(yaml, to: "pipeline.yml")
    return try PipelineFile.read(path: folder.path("pipeline.yml"), settings: settings)
  }
}
