import Foundation
import Testing

/// What a terminal obeys and a file holds is shown as its number.
@Suite struct TerminalTests {
  /// Clears a screen, and turns the direction of writing.
  private static let hostile = "\u{1B}[2J\u{202E}\u{9B}1m"

  private static let shown = #"\u{1B}[2J\u{202E}\u{9B}1m"#

  private func isPlain(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n" || scalar == "\t" || scalar == "\r"
        || scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)
          && !(0x202A...0x202E).contains(scalar.value)
          && !(0x2066...0x2069).contains(scalar.value)
    }
  }

  @Test func `cells shows control characters of cells, formulas and sheets as numbers`() throws {
    let county = try SmallCounty()
    let urn = "urn:schemas-microsoft-com:office:spreadsheet"
    try county.write(
      """
      <?xml version="1.0"?><Workbook xmlns="\(urn)" xmlns:ss="\(urn)">\
      <Worksheet ss:Name="&#x202E;表"><Table><Row><Cell ss:Formula="=&#x202E;A2&#9;+1">\
      <Data ss:Type="String">甲&#x9B;2J&#10;B1&#9;number</Data></Cell></Row></Table></Worksheet>\
      </Workbook>
      """, to: "hostile.xml")
    let text = try MilletProcess(["cells", "hostile.xml"], in: county.folder)
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.hasPrefix(#"\u{202E}表!A1"# + "\ttext\t" + #"甲\u{9B}2J\u{A}B1\u{9}number"#))
    #expect(text.output.split(separator: "\n").count == 1)
    #expect(isPlain(text.output))
    let csv = try MilletProcess(["cells", "hostile.xml", "--format", "csv"], in: county.folder)
    #expect(isPlain(csv.output))
    let lines = try MilletProcess(["cells", "hostile.xml", "--format", "jsonl"], in: county.folder)
    #expect(lines.output.contains("甲\u{9B}2J\\nB1\\tnumber"))
  }

  @Test func `diagnostics show control characters of names and values as numbers`() throws {
    let county = try SmallCounty()
    let name = "\(Self.hostile).csv"
    try county.write("a\u{1}b\n", to: name)
    let cells = try MilletProcess(["cells", name], in: county.folder)
    #expect(cells.status == 2)
    #expect(cells.errors.contains(Self.shown))
    #expect(isPlain(cells.errors))
  }

  @Test func `check and run show headers and values with numbers for control characters`() throws {
    let county = try SmallCounty()
    // Delimited text with an escape character is refused as a whole.
    let marks = "\u{202E}\u{9B}1m"
    try county.write(
      "户编号,行政村,人口数,参保人数,\(marks)备注\n001,\(marks)村,3,2,x\n002,甲村,3,2,x\n003,甲村,3,2,x\n",
      to: "registers/one.csv")
    for command in ["check", "run"] {
      let process = try MilletProcess([command, "pipeline.yml"], in: county.folder)
      #expect(process.status == 0, "\(process.errors)")
      #expect(isPlain(process.output), "\(command)")
      #expect(isPlain(process.errors), "\(command)")
    }
    let check = try MilletProcess(["check", "pipeline.yml"], in: county.folder)
    #expect(check.output.contains(#"\u{202E}\u{9B}1m备注"#), "\(check.output)")
    for format in ["text", "csv"] {
      let rows = try MilletProcess(
        ["inspect", "small", "quarantine", "--format", format], in: county.folder)
      #expect(rows.status == 0, "\(rows.errors)")
      #expect(isPlain(rows.output), "\(format)")
    }
  }

  @Test func `facts shows control characters of a report as numbers`() throws {
    let county = try SmallCounty()
    try county.write("全县参保人数\u{202E}136298人\u{1B}[8m。\n", to: "report.txt")
    let catalogue = MilletProcess.root.appending(path: "Pipelines/catalogue.yml").path
    let facts = try MilletProcess(
      ["facts", "report.txt", "--catalogue", catalogue], in: county.folder)
    #expect(facts.status == 0, "\(facts.errors)")
    #expect(facts.output.contains("136298"))
    #expect(isPlain(facts.output))
  }

  @Test func `repair writes a document to a file byte for byte`() throws {
    let county = try SmallCounty()
    try county.write("全县\u{1B}[8m参保。\n", to: "report.txt")
    let repair = try MilletProcess(["repair", "report.txt"], in: county.folder)
    #expect(repair.output == "全县\u{1B}[8m参保。\n")
  }
}
