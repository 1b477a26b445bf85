import Foundation
import SurveyModel
import Testing
import ZipArchive

@testable import Extract

/// The scanner and the parser must give the same cells for every file.
@Suite struct ReadingPathTests {
  private func cells(
    _ path: String, _ way: XLSXReadingPath, batchRows: Int = 4096
  ) throws
    -> [FoundCell]
  {
    let workbook = try XLSXWorkbook(
      ZipArchive(path: path), source: SourceName(name: path), limits: .default, path: way)
    return try FoundCell.all(in: workbook, batchRows: batchRows)
  }

  /// What reading gives: the cells, or the diagnostic.
  private func outcome(
    _ path: String, _ way: XLSXReadingPath, batchRows: Int = 4096
  )
    -> Result<[FoundCell], RunFailure>
  {
    do {
      return .success(try cells(path, way, batchRows: batchRows))
    } catch {
      guard let failure = error as? RunFailure else { return .success([]) }
      return .failure(failure)
    }
  }

  @Test(arguments: 0..<120)
  func `both paths give the same cells of generated sheets`(seed: Int) throws {
    var generator = SheetGenerator(seed: UInt64(seed))
    let fixture = try WorkbookFixture()
    let path = try fixture.xlsx(
      sheet: generator.sheet(), styles: SheetGenerator.styles, strings: generator.strings())
    let parsed = outcome(path, .parser)
    let scanned = outcome(path, .scanner, batchRows: generator.batchRows)
    switch (parsed, scanned) {
    case (.success(let parsed), .success(let scanned)):
      #expect(parsed == scanned, "seed \(seed)")
    case (.failure(let parsed), .failure(let scanned)):
      #expect(parsed.diagnostic.code == scanned.diagnostic.code, "seed \(seed)")
    default:
      Issue.record("seed \(seed): \(parsed) against \(scanned)")
    }
  }

  @Test(arguments: [
    "<!-- a comment -->", "<![CDATA[ ]]>", "<x:ext xmlns:x=\"urn:x\"/>", "&#10;",
    "<row r=\"5\" r=\"6\"/>", "<row r=\"2\"><c r=\"A2\"><v>1</v></row>", "<row r=\"5\"><c/>",
    "<row r=\"3\"><c r=\"A3\" t=\"str\"><v>\u{1}</v></c></row>",
    "<row r=\"3\"><c r=\"A3\" t=\"str\"><v>]]&gt;]]></v></c></row>",
    "<row r=\"3\"><c r='A3' t='str'><v>x</v></c></row>",
    "<row r=\"1\"><c r=\"Z1\"><v>9</v></c></row>",
    "<row r=\"3\"><c r=\"A3\"><v>1</v><v>2</v></c></row>",
    "<row r=\"3\"><c r=\"a3\"><v> 1 </v></c></row>",
    "<row r=\"3\"><c r=\"A3\" t=\"d\"><v>2021-10-31</v></c></row>",
    "<row r=\"3\"><c r=\"AAAA3\"><v>1</v></c></row>", "<row r=\"9999999\"><c><v>1</v></c></row>",
  ])
  func `what is unusual is judged by the parser`(markup: String) throws {
    let row = { (number: Int) in
      "<row r=\"\(number)\"><c r=\"A\(number)\"><v>\(number)</v></c></row>"
    }
    let fixture = try WorkbookFixture()
    let path = try fixture.xlsx(sheet: row(1) + row(2) + markup + row(10))
    switch (outcome(path, .parser), outcome(path, .scanner)) {
    case (.success(let parsed), .success(let scanned)): #expect(parsed == scanned)
    case (.failure(let parsed), .failure(let scanned)):
      #expect(parsed.diagnostic.code == scanned.diagnostic.code)
    case (let parsed, let scanned): Issue.record("\(parsed) against \(scanned)")
    }
  }

  @Test(arguments: [
    (["3", "3"], "found row 3 twice"), (["5", "3"], "found row 3 behind row 5"),
    (["2", "7", "6"], "found row 6 behind row 7"),
  ])
  func `rows that do not ascend are refused on both paths`(rows: [String], fault: String) throws {
    let sheet = rows.map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>1</v></c></row>" }.joined()
    let fixture = try WorkbookFixture()
    let path = try fixture.xlsx(sheet: sheet)
    for way in [XLSXReadingPath.parser, .scanner] {
      guard case .failure(let failure) = outcome(path, way) else {
        Issue.record("\(rows) were read")
        continue
      }
      #expect(failure.diagnostic.code == .sourceUnreadable)
      #expect(failure.description.contains(fault), "\(failure)")
    }
  }

  @Test func `cells are read by their places, and none may come twice`() throws {
    let fixture = try WorkbookFixture()
    func row(_ cells: String...) -> String {
      "<row r=\"2\">\(cells.map { "<c r=\"\($0)2\"><v>\($0.utf8.count)</v></c>" }.joined())</row>"
    }
    for way in [XLSXReadingPath.parser, .scanner] {
      let found = try cells(fixture.xlsx(sheet: row("C", "A", "AB")), way)
      #expect(found.map(\.reference) == ["A2", "C2", "AB2"])
      guard case .failure(let failure) = outcome(try fixture.xlsx(sheet: row("B", "C", "B")), way)
      else {
        Issue.record("a cell was read twice")
        continue
      }
      #expect(failure.description.contains("one cell B2"), "\(failure)")
    }
  }

  @Test func `both paths give the same cells of files that nobody here wrote`() throws {
    let corpus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "shared/corpus/spreadsheets")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: corpus.path)) ?? []
    if names.isEmpty { print("skipped: no \(corpus.path)") }
    for name in names.sorted() where name.hasSuffix(".xlsx") || name.hasSuffix(".xlsm") {
      let path = corpus.appending(path: name).path
      switch (outcome(path, .parser), outcome(path, .scanner)) {
      case (.success(let parsed), .success(let scanned)): #expect(parsed == scanned, "\(name)")
      case (.failure, .failure): break
      case (let parsed, let scanned): Issue.record("\(name): \(parsed) against \(scanned)")
      }
    }
  }
}
