import Foundation
import Testing

/// Files of text as other offices' programs write them, from the pipeline file to the tables.
@Suite struct TextSourceTests {
  private static let pipeline = """
    pipeline: small
    root: .
    as_of: 2021-10-31
    sources:
      villages:
        files: villages.csv
        record: village
        worksheet: {name: /Sheet/}
        variables:
          id: {headers: id, type: identifier}
          area: {headers: area, type: number}
    records:
      village: {key: id}
    tables:
      areas: {of: village, measures: {villages: count(*), area: sum(area)}}
    gates: {quarantine_share: 1}
    """

  private func county(_ text: String, _ pipeline: String = pipeline) throws -> SmallCounty {
    let county = try SmallCounty()
    try county.write(pipeline, to: "pipeline.yml")
    try county.write(text, to: "villages.csv")
    return county
  }

  @Test func `decimal commas are read as the source says, and doubted where it says nothing`()
    throws
  {
    let text = "id;area\n1;1.000,5\n2;2,25\n3;1,234\n4;7\n"
    let silent = try county(text)
    let run = try silent.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect((run.errors + run.output).contains("1 clean"))
    let quarantine = try silent.text("Output/small/latest/quarantine.csv")
    #expect(quarantine.components(separatedBy: "cell.ambiguous-number").count == 4)
    #expect(quarantine.contains("decimal: comma or decimal: point"))
    let said = try county(
      text, Self.pipeline.replacing("files:", with: "decimal: comma\n    files:"))
    #expect(try said.run().status == 0)
    #expect(try said.text("Output/small/latest/tables/areas.csv").contains(",4,1010.984"))
  }

  @Test func `the encoding that the source says is taken`() throws {
    let county = try county("")
    // id,area and a line whose key is no UTF-8.
    try Data(Array("id,area\n".utf8) + [0xED, 0xEE, 0xEC, 0xE5, 0xF0, 0x2C, 0x31, 0x0A])
      .write(to: county.folder.appending(path: "villages.csv"))
    let guessed = try county.run()
    #expect(guessed.errors.contains("[text.encoding-doubtful]"), "\(guessed.errors)")
    #expect(guessed.errors.contains("encoding: of the source"))
    try county.write(
      Self.pipeline.replacing("files:", with: "encoding: windows-1251\n    files:"),
      to: "pipeline.yml")
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    #expect(!run.errors.contains("encoding"))
    let cells = try MilletProcess(
      ["cells", "--encoding", "windows-1251", "villages.csv"], in: county.folder)
    #expect(cells.output.contains("номер"))
  }

  @Test func `two sources that say two encodings of one file are refused`() throws {
    let other = """
      encoding: big5
          files: villages.csv
          record: village
          variables: {id: {headers: id, type: identifier}, area: {headers: area, type: number}}
        others:
          encoding: gbk
          files:
      """
    let county = try county(
      "id,area\n1,2\n",
      Self.pipeline.replacing("    files:", with: "    \(other)"))
    for command in ["run", "check"] {
      let process = try MilletProcess([command, "pipeline.yml"], in: county.folder)
      #expect(process.status == 78, "\(process.errors)")
      #expect(process.errors.contains("one encoding:"), "\(process.errors)")
    }
  }

  @Test func `a mark that swallows rows ends a run with its line`() throws {
    let county = try county("id,area\n1,\"2\n2,3\n3,4\n")
    let run = try county.run()
    #expect(run.status == 2)
    #expect(run.errors.contains("villages.csv:2:1: error: expected a closing quotation mark"))
    let told = try self.county("id,area,c,d\n1,2,\"a\n2,3,x\",d\n2,3,\"a\n3,4,x,y\",d\n")
    #expect(try told.run().status == 0)
    let cells = try MilletProcess(["cells", "villages.csv"], in: told.folder)
    #expect(!cells.errors.contains("[source.quoted-rows]"))
  }

  @Test func `lines in a field that look like rows are told`() throws {
    let county = try county("id,area,c\n1,2,\"a\n2,3,\"\n")
    let run = try county.run()
    #expect(run.status == 0)
    #expect(run.errors.contains("villages.csv:2:1: warning:"), "\(run.errors)")
    #expect(run.errors.contains("[source.quoted-rows]"))
    let cells = try MilletProcess(["cells", "villages.csv"], in: county.folder)
    #expect(cells.errors.contains("[source.quoted-rows]"))
  }

  @Test func `one of two columns of one header is taken by its letter`() throws {
    let text = "id,area ,area,n\n1,5,7,9\n2,6,8,9\n"
    let run = try county(text).run()
    #expect(run.status == 2)
    #expect(run.errors.contains("letter: B"), "\(run.errors)")
    for (letter, sum) in [("B", 11), ("C", 15)] {
      let county = try county(
        text, Self.pipeline.replacing("headers: area", with: "headers: area, letter: \(letter)"))
      #expect(try county.run().status == 0)
      let table = try county.text("Output/small/latest/tables/areas.csv")
      #expect(table.contains(",2,\(sum)"), "\(table)")
    }
    let bare = try county(text, Self.pipeline.replacing("headers: area", with: "letter: D"))
    #expect(try bare.run().status == 0)
    #expect(try bare.text("Output/small/latest/tables/areas.csv").contains(",2,18"))
    let wrong = try county(
      text, Self.pipeline.replacing("headers: area", with: "headers: area, letter: D")
    )
    .run()
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("in column D"), "\(wrong.errors)")
  }

  @Test func `a migration tells every text that it keeps otherwise than it stands`() throws {
    let migration = Self.pipeline
      .replacing("area: {headers: area, type: number}", with: "note: {headers: note}")
      .replacing(
        "tables:\n  areas: {of: village, measures: {villages: count(*), area: sum(area)}}",
        with: "publish: [{migration: villages.sqlite}]")
    let county = try county("id,note\na1,  lead\nA2,trail  \nA3,plain\nA4,in  side\n", migration)
    let run = try county.run()
    #expect(run.status == 0, "\(run.errors)")
    let changes = try county.text("Output/small/latest/changes.csv")
      .split(separator: "\n").dropFirst()
    #expect(changes.count == 3, "\(changes)")
    #expect(changes.allSatisfy { $0.hasSuffix(",cell.normalised") })
    #expect(changes[changes.startIndex].contains(",a1,A1,"))
  }

  @Test func `a sensitive text that is trimmed is shown nowhere`() throws {
    let migration = Self.pipeline
      .replacing(
        "area: {headers: area, type: number}", with: "note: {headers: note, sensitive: true}"
      )
      .replacing(
        "tables:\n  areas: {of: village, measures: {villages: count(*), area: sum(area)}}",
        with: "publish: [{migration: villages.sqlite}]")
    let county = try county("id,note\nA1,  secretive\n", migration)
    #expect(try county.run().status == 0)
    let changes = try county.text("Output/small/latest/changes.csv")
    #expect(changes.contains("cell.normalised"))
    #expect(!changes.contains("secretive"))
  }

  @Test(arguments: ["112,\"乙村,village,11,,\n", "112,\"乙\"村,village,11,,\n"])
  func `a mark that swallows lines of the gazetteer is refused with its line`(line: String) throws {
    let county = try SmallCounty()
    try county.write(
      "code,name,level,parent,valid_from,valid_to\n1,试验县,county,,,\n11,某镇,township,1,,\n\(line)111,甲村,village,11,,\n",
      to: "gazetteer.csv")
    let run = try county.run()
    #expect(run.status == 78, "\(run.errors)")
    #expect(run.errors.contains("gazetteer.csv:4:1"), "\(run.errors)")
  }
}
