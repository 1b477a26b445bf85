import PropertyTesting
import Testing

@testable import Extract

@Suite struct DelimitedRecordsTests {
  private static func read(_ text: String) -> (lines: [Int], fields: [[String]], open: Int?) {
    let records = DelimitedRecords(Array(text.utf8))
    return (records.records.map(\.line), records.records.map(\.fields), records.openLine)
  }

  @Test func `records have the lines that they start on`() {
    let (lines, fields, open) = Self.read("\u{FEFF}a,b\r\n\n\"x\ny\r\nz\",\"q\"\"q\"\n1,\n")
    #expect(lines == [1, 2, 3, 6])
    #expect(fields == [["a", "b"], [], ["x\ny\r\nz", "q\"q"], ["1", ""]])
    #expect(open == nil)
  }

  @Test(arguments: [
    ("a\n\"b", 2), ("a\n\"b\nc,d", 2), ("a,\"b\"c\n", 1), ("a\n\n\"x\"y\",z\n", 3),
    ("a,b\n \"x,y\",z\n\"x\"y,z\n", 2),
  ])
  func `a mark that does not close its field is told by its line`(text: String, line: Int) {
    #expect(Self.read(text).open == line)
  }

  @Test func `a mark within a field is a character`() {
    let (_, fields, open) = Self.read("3\" pipe,x\n")
    #expect(fields == [["3\" pipe", "x"]])
    #expect(open == nil)
  }

  @Test(arguments: 0..<50) func `what was written comes back`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let words = ["", "a", "甲村", "x,y", "\"", "q\"\"", "l\nm", "l\r\nm", " b "]
    let rows = (0..<Int(1 + random.next() % 6))
      .map { _ in (0..<Int(1 + random.next() % 4)).map { _ in random.pick(words) } }
    let text =
      rows.map { row in
        row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + "\n"
      }
      .joined()
    #expect(Self.read(text).fields == rows)
    // Lines within a field may look like rows that a mark has swallowed.
    let isOfLines = rows.joined().contains { $0.unicodeScalars.contains("\n") }
    #expect(isOfLines || Self.read(text).open == nil)
  }
}
