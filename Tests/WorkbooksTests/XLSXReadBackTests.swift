import Foundation
import PropertyTesting
import SurveyModel
import Testing
import Workbooks
import ZipArchive

@testable import XLSXWriting

/// What is seen of a workbook's file that has lost something.
@Suite struct XLSXReadBackTests {
  /// Writes a workbook of numbers, links and a long text, and tells what must be in its file.
  private static func write(to path: String) throws -> XLSXTally {
    let day = try #require(CalendarDate(iso: "2021-10-31"))
    let numbers = (1...300)
      .map { row in
        SheetRow(
          (1...8).map { SheetCell(.number(Double(row * $0), shown: "")) },
          height: row.isMultiple(of: 2) ? 20 : nil)
      }
    let links = (1...200).map { _ in SheetRow([SheetCell(.link("back & on", toSheet: "one"))]) }
    let text = SheetRow([.text(String(repeating: "沁县 <a>\n", count: 2000)), .text(" ")])
    // What nothing is written of, and what the library writes in words of its own.
    let odd = [SheetRow(), SheetRow([SheetCell(.text("a\u{1}b\r")), SheetCell(.text(""))])]
    let sheets = [
      Sheet(
        Sheet.Frame(name: "one", widths: .init(repeating: 9, count: 200), headRows: 1),
        numbers + links),
      Sheet(Sheet.Frame(name: "two", widths: [10, 10]), [text] + odd),
    ]
    let workbook = WorkbookDescription(title: "t", author: "a", date: day, sheets: sheets)
    var file = try XLSXFile(
      path, workbook, scratch: URL(filePath: path).deletingLastPathComponent().path)
    for sheet in sheets {
      try file.begin(sheet.frame)
      try sheet.rows { row throws(RunFailure) in try file.append(row) }
    }
    return try file.close()
  }

  @Test func `a whole file holds what was written`() throws {
    let folder = try TemporaryFolder()
    let written = try Self.write(to: folder.path("book.xlsx"))
    #expect(written.sheets.map(\.cells) == [2600, 4] && written.names == 1)
    try XLSXReadBack(folder.path("book.xlsx")).require(written)
  }

  @Test func `a block that is missing anywhere in a sheet is seen, and so is a missing part`()
    throws
  {
    let folder = try TemporaryFolder()
    let written = try Self.write(to: folder.path("book.xlsx"))
    let archive = try ZipArchive(path: folder.path("book.xlsx"))
    let parts = try archive.entries.map {
      ($0.name, try archive.contents(of: $0, most: 1 << 24))
    }
    /// Whether a file is taken for whole that has other bytes in the place of a part's, or none of it.
    func isWhole(_ name: String, with bytes: [UInt8]?) throws -> Bool {
      var writer = ZipArchiveWriter()
      for part in parts {
        let content = part.0 == name ? bytes : part.1
        if let content { writer.append(path: part.0, content: content, compression: .stored) }
      }
      try writer.write(to: folder.path("other.xlsx"))
      do {
        try XLSXReadBack(folder.path("other.xlsx")).require(written)
        return true
      } catch {
        return false
      }
    }
    var random = SeededGenerator(seed: 1)
    for (name, bytes) in parts {
      #expect(try isWhole(name, with: bytes))
      #expect(try !isWhole(name, with: nil), "\(name)")
      #expect(try !isWhole(name, with: bytes.dropLast(5)), "\(name)")
      guard name.hasPrefix("xl/worksheets/") else { continue }
      for _ in 0..<20 {
        let start = Int(random.next() % UInt64(bytes.count - 4096))
        var left = bytes
        left.removeSubrange(start..<(start + 4096))
        #expect(try !isWhole(name, with: left), "\(name) at \(start)")
      }
    }
  }
}
