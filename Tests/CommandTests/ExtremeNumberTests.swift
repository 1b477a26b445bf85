import Foundation
import Testing

/// Numbers that no office writes go through the commands that show them.
@Suite struct ExtremeNumberTests {
  private static let numbers = [
    "-9223372036854775808", "9223372036854775807", "-9223372036854775807", "1e300", "-1e300",
  ]

  @Test func `cells shows numbers of any size, and no length of time without end`() throws {
    let county = try SmallCounty()
    let urn = "urn:schemas-microsoft-com:office:spreadsheet"
    func cells(_ style: String) -> String {
      Self.numbers.map { "<Cell\(style)><Data ss:Type=\"Number\">\($0)</Data></Cell>" }.joined()
    }
    try county.write(
      """
      <?xml version="1.0"?><Workbook xmlns="\(urn)" xmlns:ss="\(urn)"><Styles><Style ss:ID="t">\
      <NumberFormat ss:Format="[h]:mm"/></Style></Styles><Worksheet ss:Name="S"><Table>\
      <Row>\(cells(""))</Row><Row>\(cells(" ss:StyleID=\"t\""))</Row></Table></Worksheet></Workbook>
      """, to: "extreme.xml")
    for format in ["text", "csv", "jsonl"] {
      let run = try MilletProcess(["cells", "extreme.xml", "--format", format], in: county.folder)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.ranges(of: "-9.223372036854776e+18").count == 4, "\(run.output)")
      #expect(!run.output.contains("inf"), "\(run.output)")
    }
  }

  @Test func `facts are numbers that JSON can say`() throws {
    let county = try SmallCounty()
    let catalogue = MilletProcess.root.appending(path: "Pipelines/catalogue.yml").path
    let text =
      Self.numbers.map { "全县有\($0)人。" }.joined() + "全县有1" + String(repeating: "亿", count: 60)
    try county.write(text + "人，村民12人。", to: "report.txt")
    for format in ["text", "jsonl", "html"] {
      let run = try MilletProcess(
        ["facts", "report.txt", "--catalogue", catalogue, "--format", format], in: county.folder)
      #expect(run.status == 0, "\(run.errors)")
      guard format == "jsonl" else { continue }
      let lines = run.output.split(separator: "\n")
      #expect(!lines.isEmpty)
      for line in lines {
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
      }
    }
  }
}
