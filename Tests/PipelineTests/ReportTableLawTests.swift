import Extract
import Foundation
import PipelineFile
import PropertyTesting
import SurveyModel
import Testing
import Transform

/// A table that was made from figures, however it is set, gives exactly these figures.
struct ReportTableLawTests {
  private static let reader = Result {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let path = root.appending(path: "Pipelines/catalogue.yml")
    return FactReader(
      catalogue: try CatalogueFile.read(
        yaml: String(contentsOf: path, encoding: .utf8), name: "catalogue.yml"),
      places: [])
  }

  @Test(arguments: MadeTable.Setting.allCases)
  func `a table gives the figures that it was made from`(setting: MadeTable.Setting) throws {
    let reader = try Self.reader.get()
    for seed in 0..<60 as Range<UInt64> {
      let table = MadeTable(seed: seed, setting: setting)
      let document = try DocumentReader.read(
        bytes: table.bytes, name: setting.fileName)
      let facts = reader.facts(in: document).facts
      let found = facts.map { fact in
        MadeTable.Figure(
          value: fact.value ?? .nan, unit: fact.unit, place: fact.place ?? "", year: fact.asOf)
      }
      #expect(
        found == table.figures, "seed \(seed)\n\(String(decoding: table.bytes, as: UTF8.self))")
      for fact in facts {
        #expect(fact.text == document.text(from: fact.start, to: fact.end), "seed \(seed)")
        let hasDigit = fact.text.contains { $0.isNumber }
        #expect(hasDigit, "seed \(seed)")
      }
    }
  }

  @Test(
    arguments: [
      ("<td>163<br>户<td>7", [163, 7]), ("<td>163<sup>1</sup><td>7", [163, 7]),
      ("<td><s>120</s>130<td>7", [130, 7]), ("<td>120<br>130<td>7", [7]),
      ("<td>12&nbsp;345<td>7", [12_345, 7]), ("<td colspan=2>9", []),
      ("<td><span style='display:none'>9</span>5<td><del>7</del>", [5]),
    ] as [(String, [Double])])
  func `cells of a page give what is shown of them`(cells: String, values: [Double]) throws {
    let page = """
      <html><body><p>白石县2021年饮水情况</p><table><tr><th>乡镇<th>户数<br>（户）<th>脱贫户数（户）</tr>
      <tr><td>东河镇\(cells)</tr></table></body></html>
      """
    let document = try DocumentReader.read(bytes: Array(page.utf8), name: "r.html")
    let facts = try Self.reader.get().facts(in: document).facts
    #expect(facts.map(\.value) == values)
    #expect(facts.allSatisfy { $0.unit == "household" && $0.place == "东河镇" })
  }
}
