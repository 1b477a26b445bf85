import Extract
import Foundation
import PropertyTesting
import SurveyModel
import Testing
import Workbooks
import XLSXWriting
import ZipArchive

/// Both writers, held against what the readers of workbooks find.
@Suite struct WorkbookWritingTests {
  /// A writer, and the end of its files' names.
  enum Format: String, CaseIterable, Sendable {
    case xlsx
    case ods

    func write(_ workbook: WorkbookDescription, to path: String) throws(RunFailure) {
      let scratch = URL(filePath: path).deletingLastPathComponent().path
      switch self {
      case .xlsx: try XLSXWriter.write(workbook, to: path, scratch: scratch)
      case .ods: try ODSWriter.write(workbook, to: path, scratch: scratch)
      }
    }
  }

  private static let texts = [
    "沁县", "=1+1", "+SUM(A1)", "@cmd", "-2", "'led", "<a & \"b\">", "two  blanks", " led by one",
    "ends in one ", "first\nsecond", "a\ttab", "_x0041_", "_x005F_", "0012",
  ]
  private static let numbers = [
    0, 1, -1, 0.1, 60.13, 1_234_567, 34_000_000, 1e15, 123_456_789.125, -0.05,
  ]

  private static func workbook(
    on day: CalendarDate? = CalendarDate(iso: "2021-10-31")
  ) throws
    -> WorkbookDescription
  {
    let bold = CellStyle()
      .with {
        $0.weight = .bold
        $0.rules = [.above, .below]
      }
    let rows = [
      SheetRow([.text("title & more", bold)], height: 20), SheetRow(),
      SheetRow([SheetCell(.text("head"), bold, span: 2), SheetCell(.blank, bold), .text("right")]),
    ]
    let texts = Self.texts.map { SheetRow([.text($0), .text("beside")]) }
    let numbers = Self.numbers.enumerated()
      .map { index, number in
        SheetRow([
          SheetCell(
            .number(number, shown: "\(number)"), CellStyle().with { $0.decimals = index % 4 })
        ])
      }
    return WorkbookDescription(
      title: "A <title>", author: "somebody", date: try #require(day),
      sheets: [
        Sheet(
          Sheet.Frame(name: "it's one", widths: [20, 8.5, 300], headRows: 3, headColumns: 1),
          rows + texts + numbers),
        Sheet(
          Sheet.Frame(name: "二", widths: [10]),
          [SheetRow([SheetCell(.link("there", toSheet: "it's one"))])]),
        Sheet(Sheet.Frame(name: "empty", widths: []), []),
      ])
  }

  private func cells(of path: String) throws -> [String: [[Value]]] {
    let book = try WorkbookReader.open(path: path, name: "book")
    var sheets: [String: [[Value]]] = [:]
    for worksheet in book.worksheets {
      var rows: [Int: [Value]] = [:]
      try book.read(worksheet) { batch in
        for row in 0..<batch.count {
          rows[Int(batch.rowNumbers[row])] = batch.columns.indices.map {
            batch.value(row: row, column: $0)
          }
        }
      }
      sheets[worksheet.name] = (0..<((rows.keys.max() ?? -1) + 1)).map { rows[$0] ?? [] }
    }
    return sheets
  }

  @Test(arguments: Format.allCases)
  func `what is written is read back cell for cell`(_ format: Format) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("book.\(format.rawValue)")
    try format.write(Self.workbook(), to: path)
    let sheets = try cells(of: path)
    #expect(Set(sheets.keys).isSuperset(of: ["it's one", "二"]))
    let rows = try #require(sheets["it's one"])
    #expect(rows[0].first == .text("title & more"))
    #expect(rows[2].filter { $0 != .blank } == [.text("head"), .text("right")])
    let start = 3
    for (index, text) in Self.texts.enumerated() {
      #expect(rows[start + index].first == .text(text), "\(text)")
      #expect(rows[start + index][1] == .text("beside"))
    }
    for (index, number) in Self.numbers.enumerated() {
      #expect(rows[start + Self.texts.count + index].first == .number(number))
    }
    #expect(sheets["二"]?.first?.first == .text("there"))
  }

  @Test(arguments: Format.allCases)
  func `the same workbook gives the same bytes, whatever the clock says`(_ format: Format) throws {
    let folder = try TemporaryFolder()
    var files: [Data] = []
    for name in ["one", "two"] {
      let path = folder.path("\(name).\(format.rawValue)")
      try format.write(Self.workbook(), to: path)
      files.append(try Data(contentsOf: URL(filePath: path)))
      // The ZIP format counts in steps of two seconds.
      if name == "one" { Thread.sleep(forTimeInterval: 2.1) }
    }
    #expect(files[0] == files[1])
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(left.sorted() == ["one.\(format.rawValue)", "two.\(format.rawValue)"])
  }

  @Test(arguments: ["1970-01-01", "1965-07-01", "2021", "2021-10-31"])
  func `a workbook is of its day`(_ day: String) throws {
    let folder = try TemporaryFolder()
    for (format, part) in [(Format.xlsx, "docProps/core.xml"), (.ods, "meta.xml")] {
      let path = folder.path("book.\(format.rawValue)")
      try format.write(Self.workbook(on: CalendarDate(iso: day)), to: path)
      let archive = try ZipArchive(path: path)
      let entry = try #require(archive.entry(named: part))
      let text = String(decoding: try archive.contents(of: entry, most: 1 << 20), as: UTF8.self)
      #expect(text.contains(day.count == 4 ? "2021-01-01T" : "\(day)T"), "\(text)")
      #expect(!text.contains("2026-"))
    }
  }

  @Test func `an OpenDocument package begins with its media type as it is`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("book.ods")
    try Format.ods.write(Self.workbook(), to: path)
    let bytes = Array(try Data(contentsOf: URL(filePath: path)).prefix(84))
    #expect(Array(bytes[30..<38]) == Array("mimetype".utf8))
    // No field stands between the name and the content, which is not compressed.
    #expect(Array(bytes[28..<30]) == [0, 0])
    #expect(
      String(decoding: bytes[38...], as: UTF8.self)
        == "application/vnd.oasis.opendocument.spreadsheet")
  }

  @Test(arguments: Format.allCases)
  func `a folder that is not there is a failure, and so is what the rows throw`(
    _ format: Format
  ) throws {
    let folder = try TemporaryFolder()
    let failure = #expect(throws: RunFailure.self) {
      try format.write(Self.workbook(), to: folder.path("none/book"))
    }
    #expect(failure?.diagnostic.code == .storeFailed)
    let thrown = RunFailure(
      Diagnostic(.runInterrupted, at: SourceLocation(file: ""), "ended"), exit: .interrupted)
    let broken = WorkbookDescription(
      title: "", author: "", date: try #require(CalendarDate(iso: "2021-10-31")),
      sheets: [
        Sheet(Sheet.Frame(name: "a", widths: [])) { take throws(RunFailure) in
          try take(SheetRow())
          throw thrown
        }
      ])
    #expect(throws: thrown) { try format.write(broken, to: folder.path("book")) }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(left.allSatisfy { $0 == "book" })
  }
}
