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

  @Test func `a row number that comes again is another row on both paths`() throws {
    let row = "<row r=\"3\"><c r=\"A3\"><v>1</v></c><c r=\"B3\"><v>2</v></c></row>"
    let fixture = try WorkbookFixture()
    let path = try fixture.xlsx(sheet: row + row)
    let found = try [cells(path, .parser), cells(path, .scanner)]
    #expect(
      found.map { $0.map(\.reference) } == [["A3", "B3", "A3", "B3"], ["A3", "B3", "A3", "B3"]])
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
